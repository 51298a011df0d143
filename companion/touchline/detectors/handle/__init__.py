"""Finds account names on messengers and social networks."""
