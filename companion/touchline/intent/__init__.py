"""What a sentence makes of a claim: whether it gives, asks, invites, refuses, quotes or only mentions."""
