"""Facts that a scenario writes down itself."""

from __future__ import annotations

from typing import Any

from tinytroupe_cli.spec._check import MISSING
from tinytroupe_cli.spec._node import Node, kind_of
from tinytroupe_cli.spec._problems import Problems


def read_facts(node: Node, problems: Problems) -> Any:
    """Facts to merge onto a persona: a mapping of anything but a `name`."""
    if not node.is_map or not node.entries:
        problems.add(node.place, f"facts are a mapping such as `age: 40`, not {kind_of(node)}")
        return MISSING
    if "name" in node.entries:
        problems.add(
            node.key_place("name"), "facts cannot change a `name`", "write `as:` under `people`"
        )
        return MISSING
    return node.plain()
