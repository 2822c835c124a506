"""An audit as text: marginals with their test, temper, doubles, likeness, what is not kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tinytroupe_cli.view._lines import paragraph
from tinytroupe_cli.view._table import cell, table

if TYPE_CHECKING:
    from rich.console import Console


def print_audit(
    console: Console, source: str, found: Mapping[str, Any], not_sampled: Sequence[str] = ()
) -> None:
    """Print what an audit found, by the names of its JSON, and what could not be sampled."""
    paragraph(console, f"{source}: {found['n']} people", style="bold")
    console.print()
    for fit in found["fit"]:
        own = [
            {"value": row["value"], "count": row["count"], "share": row["share"]}
            | {"share_wanted": row["wanted"]}
            for row in found["marginals"]
            if row["fact"] == fit["fact"]
        ]
        table(console, fit["fact"], own)
        paragraph(console, f"({_test(fit)})")
        console.print()
    weighed = found["design"]
    if weighed["design_effect"] is not None:
        effect, n = weighed["design_effect"], weighed["n_effective"]
        paragraph(
            console,
            f"weights that mend the shares: design effect {effect:.2f}, {n:.0f} effective people",
        )
    elif found["fit"]:
        paragraph(console, f"no weights mend the shares: {weighed['reason']}")
    if weighed["left_out"]:
        left_out = ", ".join(weighed["left_out"])
        paragraph(console, f"(not for {left_out}: somebody does not fit, or nobody is there)")
    table(
        console,
        "big five, from -2 (very low) to 2 (very high)",
        [_side(row) for row in found["traits"]],
    )
    console.print()
    _doubles(console, found["doubles"])
    _likeness(console, found["likeness"])
    if found["checks"]:
        console.print()
        table(console, "thresholds", found["checks"])
    if not_sampled:
        console.print()
        paragraph(console, "not sampled, kept as background:", style="bold")
        for part in not_sampled:
            paragraph(console, part)


def _test(fit: Mapping[str, Any]) -> str:
    parts = [f"n {fit['n']}"]
    if fit["p"] is None:
        parts.append("too few people for a test")
    else:
        parts.append(f"chi-square {fit['chi2']:.2f}, df {fit['df']}, p {fit['p']:.3g}")
    parts += [f"{fit[key]} {key}" for key in ("outside", "missing") if fit[key]]
    if fit["joined"]:
        parts.append(f"{fit['joined']} rare values joined for the test")
    return "; ".join(parts)


def _side(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "trait": row["trait"],
        "mean": row["mean"],
        "sd": row["sd"],
        "share_low": row["low_side"],
        "share_high": row["high_side"],
        "n": row["n"],
    }


def _doubles(console: Console, found: Mapping[str, Any]) -> None:
    often = ", ".join(f"{each['name']} {each['count']}" for each in found["commonest_first_names"])
    text = f"names: {found['names']} different, {found['first_names']} first names"
    paragraph(console, f"{text} ({often})" if often else text)
    if found["same_name"]:
        twice = ", ".join(f"{each['name']} {each['count']}" for each in found["commonest_names"])
        paragraph(console, f"names that come more than once: {twice}")
    if found["same_facts"]:
        twins = "; ".join(" = ".join(who) for who in found["twins"])
        paragraph(console, f"people with the very same facts: {found['same_facts']} ({twins})")


def _likeness(console: Console, found: Mapping[str, Any]) -> None:
    among = f"{found['people']} of {found['of']} people" if found["people"] < found["of"] else "all"
    for kind in ("facts", "texts"):
        pairs = found[kind]
        if pairs["nearest"]:
            one, other = pairs["nearest"]
            paragraph(
                console,
                f"likeness of {kind} (0 to 1; pairs of {among}): mean {cell(pairs['mean'])}, "
                f"highest {cell(pairs['highest'])}: {one} and {other}",
            )
