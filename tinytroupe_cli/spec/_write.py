"""Values as YAML that reads back as the same values, here and by readers of YAML 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from tinytroupe_cli.spec._scalars import resolve


def _dumper(base: Any) -> Any:
    """A dumper that quotes what YAML 1.2 takes for a number, such as `1e5`, and uses no aliases."""
    made: Any = type("Dumper", (base,), {"ignore_aliases": lambda _self, _data: True})
    made.add_representer(str, _text)
    return made


def _text(dumper: Any, text: str) -> Any:
    try:
        plain = isinstance(resolve(text), str)
    except ValueError:
        plain = False
    style = None if plain else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_SLOW = _dumper(yaml.SafeDumper)
_FAST = _dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper))
"""libyaml's: ten times as fast, but it writes emoji as escapes."""


def as_yaml(value: Mapping[str, Any], *, width: int = 1000) -> str:
    """A mapping as a YAML document, in the order of its keys.

    Args:
        value: plain dicts, lists and scalars.
        width: where long texts are broken into lines.
    """
    how: dict[str, Any] = {"allow_unicode": True, "sort_keys": False, "width": width}
    text: str = yaml.dump(dict(value), Dumper=_FAST, **how)
    if "\\U" in text:
        text = yaml.dump(dict(value), Dumper=_SLOW, **how)
    return text
