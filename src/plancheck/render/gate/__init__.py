"""What `gate` and `chase` show: decisions and reminders."""
