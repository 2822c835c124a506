"""Lines on a console: wrapped texts and tables, with nothing but their own letters in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinytroupe_cli.view._clean import clean

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
"""Columns of running text: longer lines are hard to read, however wide the terminal."""


def paragraph(
    console: Console, text: str, *, indent: int = 0, hanging: int = 0, style: str = ""
) -> None:
    """Print a text, wrapped; without the spaces that rich would fill lines with.

    Args:
        console: where to.
        text: what; control characters are left out.
        indent: columns before each line.
        hanging: further columns before each line but the first.
        style: of the letters.
    """
    from rich.text import Text

    width = max(10, min(console.width, WIDEST) - indent - hanging)
    before = indent
    for line in Text(clean(text).expandtabs(4), style=style).wrap(console, width):
        line.rstrip()
        console.print(Text(" " * before) + line if line.plain else Text(), soft_wrap=True)
        before = indent + hanging


def unpadded(console: Console, drawing: Any) -> None:
    """Print a rich renderable without blanks at the ends of its lines."""
    from rich.segment import Segment, Segments

    for line in console.render_lines(drawing, pad=False):
        while line and not line[-1].text.strip():
            line.pop()
        if line:
            last = line[-1]
            line[-1] = Segment(last.text.rstrip(), last.style)
        console.print(Segments([*line, Segment.line()]), end="", soft_wrap=True)
