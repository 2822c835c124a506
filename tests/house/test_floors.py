"""The house stands: lint, types and floors hold, and the floor check has teeth."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


def check(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment and return what it said."""
    tool = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(tool, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--no-cache", "."),
        ("ruff", "format", "--no-cache", "--check", "."),
        ("mypy", "--no-incremental"),
    ],
    ids=["lint", "format", "types"],
)
def test_tools_are_content(command):
    """Lint, format and strict types hold for the whole tree."""
    done = check(*command)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copy_of_the_house(tmp_path):
    """A copy of the package and its contracts."""
    shutil.copytree(ROOT / "tinytroupe_cli", tmp_path / "tinytroupe_cli")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_floors_hold_and_the_check_has_teeth(copy_of_the_house):
    """Imports go down only; one upward import in a copy breaks the contract."""
    assert check("lint-imports", "--no-cache", cwd=copy_of_the_house).returncode == 0
    person = copy_of_the_house / "tinytroupe_cli" / "sim" / "person.py"
    text = person.read_text(encoding="utf-8")
    person.write_text(f"{text}\nimport tinytroupe_cli.run\nimport rich\n", encoding="utf-8")
    done = check("lint-imports", "--no-cache", cwd=copy_of_the_house)
    assert done.returncode == 1
    assert "The house has floors BROKEN" in done.stdout
    assert "Persons know neither terminal nor database BROKEN" in done.stdout
