"""Octavo: a self-hosted news platform on which every machine-made sentence opens the sentence it comes from."""

__version__ = "0.1.0"
