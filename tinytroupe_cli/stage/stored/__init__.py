"""What is done with what is stored: carried elsewhere, removed, looked over.

Why this room exists: none of it plays anything; it reads and writes files that others made, so it
trusts nothing in them.
"""

__all__: list[str] = []
