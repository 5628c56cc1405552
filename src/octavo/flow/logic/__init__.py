"""Pure functions: no Django, network, clock or settings."""
