"""Who publishes, where it is read, and how often."""
