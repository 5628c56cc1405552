"""Accounts, by django-allauth, in our own dress."""
