"""The front page, the sections, and what a new site shows instead."""
