"""Finds payment details."""
