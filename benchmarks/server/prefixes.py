"""What a provider's prefix cache would have served: blocks of 128 tokens, from 1,024 tokens up.

A token is four characters. A prompt's cached tokens are the longest run of whole blocks from its
beginning that stands in an earlier, answered prompt; fewer than 1,024 count as none (the rule of
OpenAI's prompt caching: 1,024 and then steps of 128).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CHARACTERS = 4
"""Characters of a token."""
BLOCK = 128
"""Tokens of a block."""
LEAST = 1024
"""Tokens from which a prefix is kept."""


def tokens(text: str) -> int:
    """How many tokens a text is counted for."""
    return -(-len(text) // CHARACTERS)


def flat(messages: Sequence[Mapping[str, Any]]) -> str:
    """The messages as the one text that is counted and compared."""
    return "".join(f"{each.get('role')}\n{each.get('content') or ''}\n" for each in messages)


class PrefixStore:
    """The blocks of all prompts that were answered."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def cached(self, text: str) -> int:
        """The tokens of a prompt that an earlier one shares, by the 1,024 + 128k rule."""
        found = 0
        for block in _blocks(text):
            if block not in self._seen:
                break
            found += BLOCK
        return found if found >= LEAST else 0

    def keep(self, text: str) -> None:
        """Remember a prompt's blocks."""
        self._seen.update(_blocks(text))


def _blocks(text: str) -> list[int]:
    """A number for each whole block that also stands for all before it."""
    size, chain, found = BLOCK * CHARACTERS, 0, []
    for start in range(0, len(text) - size + 1, size):
        chain = hash((chain, text[start : start + size]))
        found.append(chain)
    return found
