"""Connecting a browser from the terminal."""
