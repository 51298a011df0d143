"""The signs "@" and "." where a message says, shows or omits them in another way."""
