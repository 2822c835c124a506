"""Small scenario files, played by a script."""

from __future__ import annotations

from pathlib import Path

from sim.sim_samples import Script

from tinytroupe_cli import run_scenario
from tinytroupe_cli.llm import scripted

ANA, BOB, CLEO = "Ana Lima", "Bob Berg", "Cleo Katz"


def people(folder: Path) -> Path:
    """A folder with three personas, a fragment, and no settings of anybody."""
    for name, gender in ((ANA, "Female"), (BOB, "Male"), (CLEO, "Female")):
        text = f"name: {name}\nage: 30\ngender: {gender}\n"
        (folder / f"{name.split()[0].lower()}.yaml").write_text(text, encoding="utf-8")
    fragments = folder / "personas" / "fragments"
    fragments.mkdir(parents=True, exist_ok=True)
    (fragments / "tired.yaml").write_text("mood: tired\n", encoding="utf-8")
    (folder / "config.ini").write_text("", encoding="utf-8")
    return folder


def write(folder: Path, text: str, name: str = "scenario.yaml") -> Path:
    """A scenario file beside the personas."""
    path = people(folder) / name
    path.write_text(text, encoding="utf-8")
    return path


def play(path: Path, script=None, *, db: str = "runs.db", **options):
    """Play a scenario file; the database is a file in its folder, or in memory."""
    return run_scenario(
        path,
        model="scripted",
        scripted=scripted(script or Script()),
        db=db if db == ":memory:" else str(path.parent / db),
        env={},
        **options,
    )


def found(run, kind, **facts):
    """The events of a kind that have these facts."""
    return [
        event
        for event in run.events
        if event.kind == kind and all(getattr(event, k) == v for k, v in facts.items())
    ]
