"""Getting it back: search, related articles, hashtag pages."""
