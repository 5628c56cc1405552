"""What can be said about comments without asking anybody: pure."""
