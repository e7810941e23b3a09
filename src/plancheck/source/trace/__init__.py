"""What a plan claims, matched with the quantities of its document; what is left over, as findings."""
