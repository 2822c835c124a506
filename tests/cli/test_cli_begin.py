"""Beginning: init, persona new, persona import, validate."""

from __future__ import annotations

import json

import pytest
import yaml

from tinytroupe_cli.spec import load_persona


def test_init_makes_a_project_that_runs(troupe, folder, monkeypatch):
    """In a folder with other files in it; it validates, plays, and editors get schemas."""
    (folder / "study").mkdir()
    (folder / "study" / "notes.txt").write_text("mine", encoding="utf-8")
    done = troupe("init", "study")
    assert done.code == 0
    written = done.out.splitlines()
    assert sorted(written) == sorted(
        str(path.relative_to(folder))
        for path in (folder / "study").rglob("*")
        if path.is_file() and path.name != "notes.txt"
    )
    assert "cd study && troupe run meals.yaml --model offline" in done.err
    monkeypatch.chdir(folder / "study")
    assert troupe("validate", "meals.yaml").code == 0
    document = troupe("run", "meals.yaml", "--model", "offline", "--format", "json").document
    assert document["status"] == "finished"
    assert document["extract"]["opinions"]
    assert document["warnings"] == []
    for name in ("meals.yaml", "personas/lisa.yaml"):
        first = (folder / "study" / name).read_text(encoding="utf-8").splitlines()[0]
        schema = (folder / "study" / name).parent / first.partition("$schema=")[2]
        assert json.loads(schema.read_text(encoding="utf-8"))["$schema"]


def test_init_here(troupe, folder):
    """Without a folder the project begins where one stands."""
    done = troupe("init")
    assert done.code == 0
    assert (folder / "config.ini").exists()
    assert "now: troupe run" in done.err


def test_init_replaces_nothing(troupe, folder):
    """One file that is there already refuses the whole."""
    (folder / "meals.yaml").write_text("mine", encoding="utf-8")
    done = troupe("init")
    assert (done.code, done.out) == (2, "")
    assert "'meals.yaml' exists already" in done.err
    assert not (folder / "config.ini").exists()


@pytest.mark.parametrize("arguments", [["init", "file"], ["persona", "new", "Ana", "-o", "file"]])
def test_a_file_in_the_place_of_a_folder_is_an_error_with_its_name(troupe, folder, arguments):
    """Not a bug."""
    (folder / "file").write_text("", encoding="utf-8")
    done = troupe(*arguments)
    assert done.code == 2
    assert "'file/" in done.err


@pytest.mark.parametrize("name", ["Ana Souza", "null", "1984", "Zoë O'Brien: {x}", '"Q"', "#1"])
def test_a_new_persona_has_the_name_that_was_given(troupe, name):
    """Whatever YAML would make of it."""
    done = troupe("persona", "new", name)
    assert done.code == 0, done.err
    assert load_persona(done.out.strip()).name == name


@pytest.mark.parametrize("name", ["", " ", "a/b", "a\nb", "..\\x"])
def test_a_name_that_cannot_be_a_file_is_refused(troupe, folder, name):
    """Nothing is written."""
    done = troupe("persona", "new", name)
    assert done.code == 2
    assert not (folder / "personas").exists()


def test_personas_come_in_all_or_none(troupe, folder):
    """TinyTroupe's files too; what is there is replaced on request only."""
    old = {"type": "TinyPerson", "persona": {"name": "Ana Souza", "age": 31}}
    (folder / "ana.json").write_text(json.dumps(old), encoding="utf-8")
    (folder / "bad.json").write_text("{", encoding="utf-8")
    assert troupe("persona", "import", "ana.json", "bad.json").code == 2
    assert not (folder / "personas").exists()
    done = troupe("persona", "import", "ana.json")
    assert done.out == "personas/ana_souza.yaml\n"
    assert troupe("persona", "import", "ana.json").code == 2
    assert troupe("persona", "import", "ana.json", "--force").code == 0
    shown = troupe("persona", "show", "ana_souza")
    assert yaml.safe_load(shown.out) == {"name": "Ana Souza", "age": 31}


def test_persona_show_tells_where_values_come_from(troupe):
    """With a fragment on, in text and in JSON."""
    done = troupe("persona", "show", "oscar", "--fragment", "picky_customer")
    assert "# where values come from" in done.out
    document = troupe("persona", "show", "oscar", "--format", "json").document
    assert document["persona"]["name"] == "Oscar Lindqvist"
    assert document["origins"]


def test_validate_tells_of_fine_files_and_of_all_errors(troupe, folder):
    """Results on stdout, errors on stderr; each error once."""
    (folder / "bad.yaml").write_text("people: [lisa]\nstep: []\nsed: 1\n", encoding="utf-8")
    done = troupe("validate", "chat.yaml", "bad.yaml", "bad.yaml")
    assert done.code == 2
    assert done.out == "chat.yaml: fine (2 people, 2 steps)\n"
    assert done.err.count("bad.yaml:2:1") == done.err.count("bad.yaml:3:1") == 1
    assert not (folder / "troupe.db").exists()


def test_fragments_are_brought_in_beside_the_personas(troupe, folder):
    """TinyTroupe's persona and fragment files in one go, each into its own folder."""
    (folder / "ann.agent.json").write_text(
        '{"type": "TinyPerson", "persona": {"name": "Ann Lee"}}', encoding="utf-8"
    )
    (folder / "shy.agent.fragment.json").write_text(
        '{"type": "Fragment", "persona": {"traits": ["You are shy."]}}', encoding="utf-8"
    )
    done = troupe("persona", "import", "ann.agent.json", "shy.agent.fragment.json")
    assert done.code == 0, done.err
    shown = troupe("persona", "show", "ann_lee", "--fragment", "shy")
    assert "You are shy." in shown.out
