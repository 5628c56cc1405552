"""The day in one place: what is due, in which order, in what batches."""
