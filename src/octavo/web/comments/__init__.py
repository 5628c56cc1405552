"""What readers say, and house order."""
