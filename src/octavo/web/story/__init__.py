"""One story: what is known, who reports what."""
