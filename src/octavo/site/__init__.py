"""Settings, addresses, and which engine serves each port."""
