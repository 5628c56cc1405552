"""Keeping order among comments: the queue, the log, the people."""
