"""What a question may be answered with, as it is written: options, and points of a scale."""

from __future__ import annotations

import re
from typing import Any

from tinytroupe_cli.spec._check import MISSING, read_text
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems

MOST_POINTS = 101
"""Points of a scale: 0 to 100."""


def read_options(node: Node, problems: Problems) -> Any:
    """`{A: Fits your life., B: Zero fees.}`, or a list of texts that are their own labels."""
    if node.is_map:
        read = {
            label: read_text(inner, problems, what=f"the option `{label}`")
            for label, inner in node.entries.items()
        }
    elif node.is_list:
        texts = [read_text(item, problems, what="each option") for item in node.items]
        if MISSING in texts:
            return MISSING
        read = {text: text for text in texts}
        if len(read) < len(texts):
            problems.add(node.place, "an option stands twice")
            return MISSING
    else:
        problems.add(node.place, f"options are a mapping or a list, not {kind_of(node)}")
        return MISSING
    folded = [label.casefold().strip() for label in read]
    if len({*folded}) < len(folded) or "" in folded:
        problems.add(node.place, "two labels of options differ in capitals alone, or one is empty")
        return MISSING
    return MISSING if MISSING in read.values() else read


def read_scale(node: Node, problems: Problems) -> Any:
    """`5`, a list of words from 1 on, or `{1: not at all, 5: very much}`; number -> words."""
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return _points(1, node.value, {}, node, problems)
    if node.is_list:
        words = [read_text(item, problems, what="each point of `scale`") for item in node.items]
        return MISSING if MISSING in words else dict(enumerate_points(words))
    if not node.is_map:
        problems.add(node.place, f"`scale` is a number of points or a mapping, not {kind_of(node)}")
        return MISSING
    named: dict[int, str] = {}
    for key, inner in node.entries.items():
        if not re.fullmatch(r"-?\d{1,4}", key):
            problems.add(node.key_place(key), f"a point of a scale is a whole number, not `{key}`")
            return MISSING
        text = inner.text if inner.value is not None else ""
        if text is None:
            problems.add(inner.place, f"what the point {key} means is a text, not {kind_of(inner)}")
            return MISSING
        named[int(key)] = text
    if not named:
        problems.add(node.place, "`scale` is empty")
        return MISSING
    return _points(min(named), max(named), named, node, problems)


def enumerate_points(words: list[str]) -> list[tuple[str, str]]:
    """Words of a scale with their numbers, from 1 on."""
    return [(str(number), text) for number, text in enumerate(words, start=1)]


def _points(first: int, last: int, named: dict[int, str], node: Node, problems: Problems) -> Any:
    count = last - first + 1
    if not 2 <= count <= MOST_POINTS:
        problems.add(node.place, f"a scale has 2 to {MOST_POINTS} points, not {count}")
        return MISSING
    return {str(point): named.get(point, "") for point in range(first, last + 1)}
