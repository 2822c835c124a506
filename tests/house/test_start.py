"""Commands start fast: what they import is counted, for time depends on the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCENARIO = Path(__file__).parents[2] / "scenarios" / "simple_chat.yaml"
HTTP = {"openai", "httpx", "httpx2", "aiohttp", "requests", "urllib3"}
STORE = {"sqlite3", "sqlite_utils"}
DRAWING = {"rich", "jinja2", "asyncio"}


def imported(folder: Path, statement: str) -> set[str]:
    """The top-level names of all modules that a statement leaves imported."""
    code = f"""
import sys
try:
    {statement}
except SystemExit as ended:
    assert not ended.code, ended.code
sys.stderr.write(" ".join(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def command(*arguments: str) -> str:
    """The statement that carries a command out."""
    return f"from tinytroupe_cli.cli import app; sys.argv[1:] = {arguments!r}; app.main()"


def test_help_imports_next_to_nothing(tmp_path):
    """No model, no database, no drawing, no YAML."""
    names = imported(tmp_path, command("--help"))
    assert not names & (HTTP | STORE | DRAWING | {"pydantic", "yaml", "jsonschema"})


def test_help_of_a_command_imports_no_more(tmp_path):
    """The bodies of commands import what they need when they need it."""
    names = imported(tmp_path, command("run", "--help"))
    assert not names & (HTTP | STORE | DRAWING | {"yaml", "jsonschema"})


def test_validate_reads_files_and_does_nothing_else(tmp_path):
    """Neither a client nor a database is imported to check a file."""
    names = imported(tmp_path, command("validate", str(SCENARIO)))
    assert not names & (HTTP | STORE | DRAWING)


def test_an_offline_run_imports_no_http_client(tmp_path):
    """There is no network, so there is nothing that could use one."""
    names = imported(tmp_path, command("run", str(SCENARIO), "--model", "offline", "--quiet"))
    assert not names & HTTP
    assert "sqlite3" in names


def test_json_is_written_without_drawing(tmp_path):
    """What a pipeline reads needs no console."""
    words = ("run", str(SCENARIO), "--model", "offline", "--format", "json")
    assert "rich" not in imported(tmp_path, command(*words))


def test_the_package_imports_nothing_before_it_is_used(tmp_path):
    """`import tinytroupe_cli` alone costs nothing."""
    names = imported(tmp_path, "import tinytroupe_cli")
    heavy = HTTP | STORE | DRAWING | {"typer", "pydantic", "yaml", "jsonschema"}
    assert not names & heavy
