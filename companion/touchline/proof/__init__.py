"""Evidence, gathered by somebody else: the kernel's list of what a companion did while it checked messages.

`run` starts a companion of its own and asks it, `trace` reads what strace wrote down, `canary` finds a
mark however it is encoded. Nothing here is used while a user's messages are checked.
"""
