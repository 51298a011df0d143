"""The pipeline from a message to a review: the only room that composes the stages."""
