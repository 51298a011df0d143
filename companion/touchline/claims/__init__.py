"""The claim of a detector and the weight of its evidence. Nothing here knows how anything is found."""
