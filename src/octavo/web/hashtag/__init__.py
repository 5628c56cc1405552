"""Hashtags and what carries them."""
