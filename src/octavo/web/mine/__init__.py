"""What a reader keeps for themselves: follows, saved articles, history, rules."""
