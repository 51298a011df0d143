"""The terms of each platform: packs of clauses and rules as data, and the decision over them.

Nothing in this package ever sees the text of a message, nor knows how anything was found or is sent.
"""
