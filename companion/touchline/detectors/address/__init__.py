"""Finds postal addresses."""
