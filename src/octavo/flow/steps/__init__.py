"""The steps of the day. Each has a first half that may take long (network, CPU) and a second that writes, in one transaction."""
