"""The door of the package: what it offers and what importing it costs."""

import subprocess
import sys

from tinytroupe_cli import store


def test_exports_are_sorted_and_there():
    """What is exported is in alphabetical order and can be had."""
    assert store.__all__ == sorted(store.__all__)
    assert all(hasattr(store, name) for name in store.__all__)


def test_import_is_light():
    """Importing the store loads neither sqlite_utils nor a model's client."""
    code = (
        "import sys, tinytroupe_cli.store;"
        "print([name for name in ('sqlite_utils', 'openai', 'httpx2', 'rich', 'typer')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
