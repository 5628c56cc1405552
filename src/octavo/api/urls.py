"""Addresses for machines."""

urlpatterns: list[object] = []
