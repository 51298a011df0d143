"""The sealed service that the extension talks to."""
