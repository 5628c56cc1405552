"""Readers: accounts and comments."""
