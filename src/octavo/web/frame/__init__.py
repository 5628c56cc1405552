"""What every screen shares: the page frame, headers, template environment, filters."""
