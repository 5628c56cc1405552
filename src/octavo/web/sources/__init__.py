"""Where the news comes from, and how that goes."""
