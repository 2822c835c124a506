"""Reading config.ini: each key honoured, translated or noticed, each problem with its line."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tinytroupe_cli.config._found import Found, read
from tinytroupe_cli.config._keys import HONOURED, NOT_OBEYED, SECTIONS, TRANSLATED, UNUSED
from tinytroupe_cli.errors import ConfigError

HUGE_COMPLETION = 32_000
"""Completion limits above this are not obeyed: endpoints and budgets reserve them for each call."""

SHIPPED_CALLS = 4
"""TinyTroupe's MAX_CONCURRENT_MODEL_CALLS unless somebody changed it."""


class _Line(NamedTuple):
    """One `KEY=value` of the file."""

    path: Path
    number: int
    section: str
    """In lower case."""
    key: str
    """As written."""
    value: str

    @property
    def place(self) -> tuple[str, str]:
        return self.section, self.key.lower()

    @property
    def origin(self) -> str:
        return f"{self.path}:{self.number}"

    def __str__(self) -> str:
        return f"{self.origin}: [{SECTIONS[self.section]}] {self.key.upper()}"


def read_file(path: Path, found: Found) -> None:
    """Take over what a config.ini says.

    Raises:
        ConfigError: the file or a value in it is unusable.
    """
    text, parser = _parse(path)
    numbers = _line_numbers(text)
    for written in parser.sections():
        section = written.casefold()
        if section not in SECTIONS:
            near = _near(section, SECTIONS)
            hint = f"; did you mean [{SECTIONS[near]}]?" if near else ""
            number = numbers.get((written, ""), 1)
            found.notices.append(f"{path}:{number}: the section [{written}] is not known{hint}")
            continue
        for key, value in parser.items(written):
            line = _Line(path, numbers.get((written, key), 1), section, key, value.strip())
            if section == "prices":
                found.values.setdefault("prices", {})[key] = _rates(line)
            elif line.value and line.value.upper() != "NONE":
                _take(line, found)


def _parse(path: Path) -> tuple[str, configparser.RawConfigParser]:
    parser = configparser.RawConfigParser(
        inline_comment_prefixes=("#", ";"), default_section="", delimiters=("=",)
    )
    # Keys keep their case, because in [Prices] they are the names of models.
    parser.optionxform = str  # type: ignore[method-assign,assignment]
    try:
        text = path.read_text(encoding="utf-8-sig")
        parser.read_string(text, source=str(path))
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: this is not UTF-8", hint="save the file as UTF-8") from None
    except OSError as failure:
        raise ConfigError(f"{path}: {failure.strerror}", hint="make it readable") from None
    except configparser.Error as wrong:
        number, what = _problem(wrong)
        raise ConfigError(
            f"{path}:{number}: {what}",
            hint="a line [Section] first, then lines KEY=value, each key once",
        ) from None
    return text, parser


def _problem(wrong: configparser.Error) -> tuple[int, str]:
    match wrong:
        case configparser.MissingSectionHeaderError():
            return wrong.lineno, f"{wrong.line.strip()!r} stands before any [Section]"
        case configparser.DuplicateOptionError():
            return wrong.lineno or 1, f"{wrong.option!r} stands in [{wrong.section}] twice"
        case configparser.DuplicateSectionError():
            return wrong.lineno or 1, f"the section [{wrong.section}] stands there twice"
        case configparser.ParsingError():
            number, line = wrong.errors[0]
            return number, f"{line} is no KEY=value"
    return 1, wrong.message


def _line_numbers(text: str) -> dict[tuple[str, str], int]:
    """(section, key) -> the line, counted from 1; (section, "") for the section itself."""
    numbers: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\[(.+)\]", line.strip()):
            section = header[1]
            numbers[section, ""] = number
        elif "=" in line:
            numbers.setdefault((section, line.partition("=")[0].strip()), number)
    return numbers


def _take(line: _Line, found: Found) -> None:
    if line.place in HONOURED:
        _honour(line, found)
    elif line.place in TRANSLATED:
        _translate(line, found)
    elif line.place in NOT_OBEYED:
        found.notices.append(f"{line}={line.value} is not obeyed: {NOT_OBEYED[line.place]}")
    elif line.place in UNUSED:
        if line.value.casefold() != UNUSED[line.place].casefold():
            found.notices.append(f"{line}={line.value} has no meaning here; see docs/config.md")
    elif re.search(r"key$|token$|secret|password", line.place[1]):
        found.notices.append(f"{line} is not read: keys come from the environment only")
    else:
        found.notices.append(f"{line} is not known{_advice(line)}")


def _honour(line: _Line, found: Found) -> None:
    setting, kind = HONOURED[line.place]
    value = read(kind, line.value, str(line))
    if setting == "max_completion_tokens" and value > HUGE_COMPLETION:
        why = "every call would reserve that much"
        found.notices.append(f"{line}={value} is not obeyed: {why}")
        return
    if setting == "cache_api_calls" and not value:
        found.notices.append(f"{line}=False: what was answered before is asked and paid again")
    if setting == "database":
        value = str(line.path.parent / Path(value).expanduser())
    found.take(setting, value, line.origin, str(line))


def _translate(line: _Line, found: Found) -> None:
    value = read(TRANSLATED[line.place], line.value, str(line))
    if line.section == "cognition":
        if not value:
            found.put("memories_recalled", 0, line.origin)
    elif value == SHIPPED_CALLS:
        why = f"calls find their own level; CONCURRENCY={value} fixes one"
        found.notices.append(f"{line}={value} is not obeyed: {why}")
    elif value and "concurrency" not in found.values:
        found.take("concurrency", value, line.origin, str(line))


def _rates(line: _Line) -> tuple[float, float, float]:
    try:
        fresh, cached, output = (float(part) for part in line.value.split(","))
    except ValueError:
        fresh = cached = output = -1.0
    if min(fresh, cached, output) >= 0:
        return fresh, cached, output
    raise ConfigError(
        f"{line.origin}: [Prices] {line.key}: {line.value!r} is no price",
        hint="give input, cached input and output in dollars per million tokens: 0.25, 0.025, 2",
    )


def _advice(line: _Line) -> str:
    homes = [section for section, key in HONOURED if key == line.place[1]]
    if homes:
        return f" in this section; it belongs in [{SECTIONS[homes[0]]}]"
    near = _near(line.place[1], [key for _, key in HONOURED])
    return f"; did you mean {near.upper()}?" if near else ""


def _near(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1)), None)
