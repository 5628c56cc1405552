"""Report a mistake: what a reader found wrong with something machine-made."""
