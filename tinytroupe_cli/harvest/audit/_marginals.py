"""The shares of a crowd against known ones: a test of fit, and the weights that would mend them.

The test is Pearson's chi-square. Values of which fewer than five people are expected are joined
with the next rarest, since the test is not to be trusted there (Cochran 1954).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.errors import UsageError, need
from tinytroupe_cli.harvest._intervals import effective
from tinytroupe_cli.harvest._rows import Row, dig
from tinytroupe_cli.spec import label_of

LEAST = 5.0
"""How many people of a value are expected at least, or it is joined with another."""


def against(
    people: Sequence[Mapping[str, Any]], targets: Mapping[str, Mapping[str, float]]
) -> tuple[list[Row], list[Row]]:
    """The shares beside those that are wanted, and the test of each fact."""
    marginals: list[Row] = []
    fit: list[Row] = []
    for fact, wanted in targets.items():
        values = [dig(one, fact) for one in people]
        labels = [label_of(value, wanted) for value in values]
        known = [label for label in labels if label is not None]
        n = len(known)
        for label, share in wanted.items():
            count = known.count(label)
            marginals.append(
                {"fact": fact, "value": label, "count": count, "n": n}
                | {"share": count / n if n else None, "wanted": share}
            )
        outside = sum(
            1
            for value, label in zip(values, labels, strict=True)
            if label is None and value is not None
        )
        missing = sum(1 for value in values if value is None)
        test = _test([(known.count(label), share * n) for label, share in wanted.items()])
        fit.append({"fact": fact, **test, "n": n, "outside": outside, "missing": missing})
    return marginals, fit


def _test(cells: Sequence[tuple[int, float]]) -> Row:
    """Chi-square of counts and expected counts; `joined` is how many rare values were joined."""
    stats: Any = need("scipy.stats", extra="stats")
    sure = [cell for cell in cells if cell[1] > 0]
    impossible = sum(count for count, expected in cells if expected <= 0)
    ordered = sorted(sure, key=lambda cell: -cell[1])
    joined = 0
    while len(ordered) > 1 and ordered[-1][1] < LEAST:
        (one, few), (other, more) = ordered.pop(), ordered.pop()
        ordered.append((one + other, few + more))
        ordered.sort(key=lambda cell: -cell[1])
        joined += 1
    if len(ordered) < 2:
        return {"chi2": None, "df": 0, "p": None, "joined": joined}
    chi2 = sum((count - expected) ** 2 / expected for count, expected in ordered)
    p = 0.0 if impossible else float(stats.chi2.sf(chi2, len(ordered) - 1))
    return {"chi2": chi2, "df": len(ordered) - 1, "p": p, "joined": joined}


def design(people: Sequence[Mapping[str, Any]], targets: Mapping[str, Mapping[str, float]]) -> Row:
    """The design effect of weights raked to the targets; with `reason` where there are none.

    Facts that somebody lacks, or has a value of that fits nowhere, are left out; so are values that
    nobody has where less than one person is expected. `left_out` names both.
    """
    from tinytroupe_cli.spec.population import rake

    on: dict[str | tuple[str, ...], Mapping[Any, float]] = {}
    labels = []
    left_out = []
    for fact, shares in targets.items():
        found = [label_of(dig(one, fact), shares) for one in people]
        if None in found:
            left_out.append(fact)
            continue
        rare = [
            label
            for label, share in shares.items()
            if label not in found and share * len(people) < 1
        ]
        left_out += [f"{fact}: {label}" for label in rare]
        on[fact] = {label: share for label, share in shares.items() if label not in rare}
        labels.append(found)
    row: Row = {"design_effect": None, "n_effective": None, "left_out": left_out, "reason": None}
    if not on or not people:
        return row | {"reason": "there is no share that everybody has a value for"}
    facts = [str(fact) for fact in on]
    try:
        raked = rake(
            [dict(zip(facts, each, strict=True)) for each in zip(*labels, strict=True)], on
        )
    except UsageError as wrong:
        return row | {"reason": str(wrong)}
    if not raked.converged:
        return row | {"reason": f"no weights have all shares at once; off by {raked.gap:.2%}"}
    n_effective = effective(raked.weights)
    return row | {"design_effect": len(people) / n_effective, "n_effective": n_effective}
