"""The words of a text, so that two texts can be compared whatever their script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Characters of Thai, Lao, Burmese, Khmer, kana, Han and Hangul; each counts as a word."""
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words in order, without case, accents and the plural's s.

    Texts that come again are known: many hear the same, and what was said is searched later.
    """
    if text.isascii():  # the same, and sooner
        return tuple(map(_singular, text.translate(_ASCII).split()))
    return tuple(map(_singular, _WORD.findall(_spaced(_unaccented(text.casefold())))))


def _unaccented(text: str) -> str:
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFKC", "".join(bare))


def _spaced(text: str) -> str:
    return _UNSPACED.sub(lambda found: f" {found[0]} ", text)


@lru_cache(maxsize=16_384)
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
