"""The command line: filters over JSON Lines, and the service."""
