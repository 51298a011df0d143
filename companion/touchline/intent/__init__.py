"""Decides by the sentence whether a claim gives, asks, invites, refuses, quotes or only mentions."""
