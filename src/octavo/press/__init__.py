"""A fictional press on loopback: invented publishers that behave like real ones, for the demo and the tests."""
