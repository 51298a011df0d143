"""What a detector claims, and what its evidence is worth. Nothing here knows how anything is found."""
