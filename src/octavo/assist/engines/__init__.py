"""Engines of this room's ports, reached only by name."""
