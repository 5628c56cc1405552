"""What operators tell everybody at the top of every page."""
