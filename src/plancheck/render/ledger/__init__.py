"""What `targets` shows: the ledger of targets."""
