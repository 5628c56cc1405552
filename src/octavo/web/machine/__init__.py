"""The operator's page about engines, what they cost and what readers found wrong."""
