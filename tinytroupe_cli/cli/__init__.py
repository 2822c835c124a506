"""The door: one file for each command; their bodies import what they need when they need it.

Why this floor exists: what a user types and reads is decided here, and nothing else is.
"""

__all__: list[str] = []
