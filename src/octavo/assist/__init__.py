"""Grounded help: every line carries the address of the sentence it comes from."""
