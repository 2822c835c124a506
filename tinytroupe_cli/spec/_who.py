"""Who is meant: by name, by a list of names, or by what a persona says."""

from __future__ import annotations

from typing import Any

Who = str | tuple[str, ...] | dict[str, Any]
"""A name, several names, `everyone`, or a condition on persona fields such as `{age: ">= 40"}`."""
