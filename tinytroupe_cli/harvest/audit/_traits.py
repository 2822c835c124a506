"""The temper of a crowd: where its people stand in each of the big five."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import fmean, stdev
from typing import Any

from tinytroupe_cli.harvest._rows import Row, dig

BIG_FIVE = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
_STANDING = re.compile(
    r"\W*(?:(very|extremely|quite|rather|fairly|somewhat|moderately)\s+)?"
    r"(low|medium|moderate|average|balanced|high)\b",
    re.IGNORECASE,
)
_POINTS = {"low": -1.0, "high": 1.0}


def traits(people: Sequence[Mapping[str, Any]]) -> list[Row]:
    """One row a trait: mean and sd on the scale from -2 (very low) to 2 (very high), both sides.

    `low_side` and `high_side` are shares of those whose standing is known.
    """
    rows = []
    for trait in BIG_FIVE:
        found = [standing(dig(one, f"personality.big_five.{trait}")) for one in people]
        known = [value for value in found if value is not None]
        n = len(known)
        rows.append(
            {
                "trait": trait,
                "mean": fmean(known) if n else None,
                "sd": stdev(known) if n > 1 else None,
                "low_side": sum(1 for value in known if value < 0) / n if n else None,
                "high_side": sum(1 for value in known if value > 0) / n if n else None,
                "n": n,
                "missing": len(people) - n,
            }
        )
    return rows


def standing(value: Any) -> float | None:
    """Where a text such as "High. Very creative." or a number from 0 to 1 stands, -2 to 2."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return 4.0 * float(value) - 2.0 if 0 <= value <= 1 else None
    found = _STANDING.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    point = _POINTS.get(found[2].lower(), 0.0)
    return 2 * point if (found[1] or "").lower() in {"very", "extremely"} else point
