"""Finds e-mail addresses."""
