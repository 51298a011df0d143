"""The local page to try a message on: another Flask app, on its own port."""
