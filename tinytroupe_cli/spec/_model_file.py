"""`model:` and `budget:` as users write them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tinytroupe_cli.spec._check import MISSING, build, read_text
from tinytroupe_cli.spec._model import ModelSettings
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._problems import Problems


def read_model(node: Node, problems: Problems) -> Any:
    """A model's name, or a mapping of settings."""
    if not node.is_map:
        name = read_text(node, problems, what="`model`")
        return name if name is MISSING else ModelSettings(name=name)
    readers = {
        "extract": lambda inner: read_model(inner, problems),
        "judge": lambda inner: read_model(inner, problems),
        "generate": lambda inner: read_model(inner, problems),
        "base_url": lambda inner: _address(inner, problems),
    }
    built = build(ModelSettings, node, problems, what="`model`", readers=readers)
    return MISSING if built is None else built


def _address(node: Node, problems: Problems) -> Any:
    text = read_text(node, problems, what="`base_url`")
    if text is MISSING:
        return MISSING
    try:
        address = urlsplit(text)
        usable = address.scheme in {"http", "https"} and bool(address.hostname)
    except ValueError:
        usable = False
    if not usable:
        problems.add(node.place, f"`{text}` is not an address", "such as http://localhost:11434/v1")
        return MISSING
    if address.username or address.password:
        problems.add(
            node.place,
            "`base_url` must not hold a user or password",
            "keys come from the environment, such as OPENAI_API_KEY",
        )
        return MISSING
    return text
