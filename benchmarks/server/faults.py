"""Which tries at a request fail, and how: by seed, request and number of the try."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from benchmarks.server.settings import FAULTS


class Faults:
    """Draws the faults; the same seed gives the same request the same fate in any order."""

    def __init__(self, seed: int, shares: Mapping[str, float]) -> None:
        self._seed, self._shares = seed, shares
        self._tries: Counter[str] = Counter()

    def next(self, identity: str) -> str | None:
        """The fault that the next try at a request meets, None for a fair answer."""
        if not self._shares:
            return None
        self._tries[identity] += 1
        text = f"{self._seed} {identity} {self._tries[identity]}"
        drawn = int.from_bytes(sha256(text.encode()).digest()[:8], "big") / 2**64
        for kind in FAULTS:
            drawn -= self._shares.get(kind, 0.0)
            if drawn < 0:
                return kind
        return None
