"""Pages for when something is not there, or went wrong."""
