"""Model output is data: nothing in it may steer a terminal."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """The text without control and bidirectional-override characters, but for line ends."""
    return "".join(letter for letter in text if letter in "\n\t" or not _steers(letter))


def _steers(letter: str) -> bool:
    return (
        unicodedata.category(letter) == "Cc"
        or letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    )
