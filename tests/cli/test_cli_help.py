"""Help is complete and plain, and the documents know every command and option."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from tinytroupe_cli.cli.app import app

ROOT = Path(__file__).parents[2]


def commands(group=None, name="troupe"):
    """Every command with the words that call it."""
    group = group or typer.main.get_command(app)
    yield name, group
    for word, command in getattr(group, "commands", {}).items():
        yield from commands(command, f"{name} {word}")


ALL = dict(commands())


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_is_explained(name):
    """No bare option, no bare argument, and a first line that says what it does."""
    command = ALL[name]
    assert (command.help or "").strip()
    unexplained = [param.name for param in command.params if not getattr(param, "help", "")]
    assert unexplained == []


@pytest.mark.parametrize("name", ALL)
def test_help_is_plain_and_fits_eighty_columns(troupe, name):
    """On stdout, with exit code 0, without drawing; no sentence of the overview is cut."""
    done = troupe(*name.split()[1:], "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: {name} ")
    assert done.out.isascii()
    assert done.out.replace("\n", "").isprintable()
    assert "\\b" not in done.out
    examples = done.out.partition("  Example")[2].partition("\n\n")[0].splitlines()[1:]
    assert all(line.startswith("    troupe ") for line in examples)
    assert max(len(line) for line in done.out.splitlines()) <= 80
    assert "..." not in done.out.partition("Commands:")[2]


@pytest.mark.parametrize("name", [name for name in ALL if not hasattr(ALL[name], "commands")])
def test_the_documents_know_it(name):
    """docs/commands.md or the README has the command and each of its options."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert name in text or name.replace("persona ", "persona show, ") in text
    options = [option for param in ALL[name].params for option in param.opts if "-" in option]
    missing = [each for each in options if not re.search(rf"`{re.escape(each)}\b", text)]
    assert missing == []


def test_docs_name_no_option_that_does_not_exist():
    """docs/commands.md promises nothing."""
    known = {
        option for command in ALL.values() for param in command.params for option in param.opts
    }
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(--?[a-z][a-z-]*)`", text))
    assert named - known <= {"--help", "-h"}


def test_without_a_command_the_help_is_shown(troupe):
    """It is bad usage all the same."""
    done = troupe()
    assert done.code == 2
    assert "Commands:" in done.err + done.out


def test_the_version(troupe):
    """Of the package."""
    from tinytroupe_cli import __version__

    assert troupe("--version").out == f"troupe {__version__}\n"
