"""Machines as readers: health, feeds, REST."""
