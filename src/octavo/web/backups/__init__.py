"""Backups for operators: made by the reader, checked, taken home, forgotten, and restored at the next start."""
