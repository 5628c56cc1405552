"""Bytes from the network, safely: HTTP client, robots, politeness, readers."""
