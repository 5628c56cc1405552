"""One article: its words, its changes, its key facts."""
