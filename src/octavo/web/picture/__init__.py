"""Lead pictures from our own address."""
