"""Which event: near-copies, clustering of events inside storylines, stable ids."""
