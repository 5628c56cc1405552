"""Screens: each view beside its template."""
