"""How things are done here."""
