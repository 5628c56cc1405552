"""Feeds of every kind, read fast where they are sound and patiently where they are not."""

from octavo.fetch.feed.reader import parse_feed

__all__ = ["parse_feed"]
