"""An audit: everything that is found about a crowd, and what of it is not as it has to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tinytroupe_cli.harvest._rows import Row
from tinytroupe_cli.harvest.audit._doubles import doubles
from tinytroupe_cli.harvest.audit._likeness import likeness
from tinytroupe_cli.harvest.audit._marginals import against, design
from tinytroupe_cli.harvest.audit._traits import traits

Persona = Mapping[str, Any]
Targets = Mapping[str, Mapping[str, float]]
"""Persona field -> value -> share."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a crowd has to keep; None is not looked at."""

    p: float | None = None
    """The least p that the fit to each marginal may have."""
    low_side: float | None = None
    """The least share on the low side of each of the big five."""
    likeness: float | None = None
    """The greatest likeness of the texts of any two people, 0 to 1."""
    design_effect: float | None = None
    """The greatest design effect of the weights that would be needed."""
    doubles: int | None = None
    """How many people may bear a name that somebody else bears."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found about a crowd."""

    n: int
    marginals: list[Row]
    """Fact, value, count, n, share, wanted."""
    fit: list[Row]
    """Each fact's test: chi2, df, p, n, who fits nowhere (`outside`) or has none (`missing`)."""
    design: Row
    """The weights that would mend the marginals: design_effect, n_effective, or a reason."""
    traits: list[Row]
    doubles: Row
    likeness: Row
    checks: list[Row]
    """`{check, ok, found, wanted}` of each threshold."""

    @property
    def ok(self) -> bool:
        """Whether every threshold is kept."""
        return all(check["ok"] for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """By the names that the command prints."""
        return {
            "n": self.n,
            "marginals": self.marginals,
            "fit": self.fit,
            "empty": [
                {"fact": row["fact"], "value": row["value"], "wanted": row["wanted"]}
                for row in self.marginals
                if not row["count"] and row["wanted"]
            ],
            "design": self.design,
            "traits": self.traits,
            "doubles": self.doubles,
            "likeness": self.likeness,
            "checks": self.checks,
        }


def audit(
    people: Sequence[Persona], targets: Targets, thresholds: Thresholds, *, seed: int = 0
) -> Audit:
    """Look at a crowd.

    Args:
        people: their personas.
        targets: the shares that they are compared with; empty for none.
        thresholds: what they have to keep.
        seed: draws whom likeness is looked at of, where there are many.

    Raises:
        MissingExtraError: there are targets, and scipy is not installed.
    """
    marginals, fit = against(people, targets)
    weighed = design(people, targets)
    temper = traits(people)
    twins = doubles(people)
    alike = likeness(people, seed)
    checks = _checks(thresholds, fit, weighed, temper, twins, alike)
    return Audit(len(people), marginals, fit, weighed, temper, twins, alike, checks)


def _checks(
    wanted: Thresholds,
    fit: Sequence[Row],
    weighed: Row,
    temper: Sequence[Row],
    twins: Row,
    alike: Row,
) -> list[Row]:
    least = [
        *((f"p of {row['fact']}", row["p"], wanted.p) for row in fit),
        *((f"low side of {row['trait']}", row["low_side"], wanted.low_side) for row in temper),
    ]
    nobody = None if wanted.p is None else 0
    most = [
        *((f"outside of {row['fact']}", row["outside"], nobody) for row in fit if row["outside"]),
        ("likeness of texts", alike["texts"]["highest"], wanted.likeness),
        ("design effect", weighed["design_effect"], wanted.design_effect),
        ("people with a name that is taken", twins["same_name"], wanted.doubles),
    ]
    checks = []
    for sign, several in ((">=", least), ("<=", most)):
        for check, found, limit in several:
            if limit is not None:
                kept = found is not None and (found >= limit if sign == ">=" else found <= limit)
                row = {"check": check, "ok": kept, "found": found, "wanted": f"{sign} {limit:g}"}
                checks.append(row)
    return checks
