"""Making people from descriptions and populations."""

from __future__ import annotations

from tinytroupe_cli.stage import TinyPersonFactory

__all__ = ["TinyPersonFactory"]
