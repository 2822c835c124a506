"""What the documents say is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tinytroupe_cli.cli.app import app
from tinytroupe_cli.config import HONOURED, NOT_OBEYED, UNUSED

ROOT = Path(__file__).parents[2]
COMMANDS = [*(command.name for command in app.registered_commands), "persona"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(command):
    """No command is undocumented."""
    words = [sys.executable, "-m", "tinytroupe_cli", command, "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
    assert f"troupe {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_config_key_is_explained():
    """docs/config.md tells of every key whether it is honoured."""
    text = (ROOT / "docs" / "config.md").read_text(encoding="utf-8").lower()
    missing = [key for _, key in {*HONOURED, *NOT_OBEYED, *UNUSED} if f"`{key}`" not in text]
    assert missing == []


def test_links_in_the_documents_lead_somewhere():
    """Every relative link points at a file of the repository."""
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
