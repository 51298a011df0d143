"""Rewritings of a message, each with a map back to raw positions."""
