"""The policy document against its plan: its figures read, the plan's claims traced in it, a first plan drafted."""
