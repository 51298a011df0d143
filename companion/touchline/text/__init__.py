"""Readings of a text that several kinds of detectors share and no kind owns."""
