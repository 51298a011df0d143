"""Finds requests for contact, moves off the platform, and mentions of services."""
