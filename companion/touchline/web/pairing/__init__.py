"""How a browser and the companion agree on a key, and where keys are kept."""
