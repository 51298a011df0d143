"""What several kinds of detectors read off a text, and no kind owns."""
