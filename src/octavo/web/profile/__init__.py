"""What everybody may see of one reader: the name, since when, and what they wrote."""
