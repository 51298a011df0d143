"""Finds phone numbers."""
