"""Implementations of this room's port, reached only by name through the seam."""
