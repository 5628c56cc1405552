"""The Daily Eight: page, print, feed, mail."""
