"""Names and paths lead beside the file, into the project, into the library; nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec import (
    Library,
    builtin_root,
    load_fragment,
    load_people,
    load_persona,
    load_persona_or_fragment,
)


def _name(project: Path, ref: str, folder: str = "plays") -> str:
    return load_persona(ref, folder=project / folder, builtin=project.parent / "library").name


def _write(path: Path, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"name: {name}\n", encoding="utf-8")


def test_the_nearest_root_wins(project):
    """Beside the file comes before the project, the project before the library."""
    (project / "plays").mkdir()
    assert _name(project, "ben") == "Ben Adeyemi"
    _write(project / "personas" / "ben.yml", "Project Ben")
    assert _name(project, "ben") == "Project Ben"
    _write(project / "plays" / "ben.yaml", "Near Ben")
    assert _name(project, "ben") == "Near Ben"
    _write(project / "plays" / "personas" / "ben.yaml", "Nearest Ben")
    assert _name(project, "ben") == "Nearest Ben"
    assert _name(project, "ben.yaml") == "Near Ben"


def test_tinytroupe_endings_are_understood(project):
    """`cleo` finds cleo.agent.json, and fragments find theirs."""
    (project / "plays").mkdir()
    assert _name(project, "cleo") == "Cleo Prado"
    folder = project / "personas" / "fragments"
    for ending in ("agent.fragment.json", "fragment.json"):
        name = f"calm_{ending.count('.')}"
        text = '{"type": "Fragment", "persona": {"mood": "calm"}}'
        (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")
        assert load_fragment(name, folder=project).facts == {"mood": "calm"}


@pytest.mark.parametrize("way", ["relative", "absolute", "link"])
def test_a_scenario_cannot_leave_the_roots(load, project, way):
    """Neither `..` nor an absolute path nor a symbolic link leads out."""
    secret = project.parent / "secret" / "eve.yaml"
    if way == "link":
        (project / "personas" / "eve.yaml").symlink_to(secret)
    ref = {"relative": "../secret/eve.yaml", "absolute": str(secret), "link": "eve"}[way]
    with pytest.raises(SpecError, match="outside of the folders"):
        load(f"people: ['{ref}']\nsteps: [{{act: everyone}}]\n")
    assert load_persona(str(secret), folder=project).name == "Eve"


def test_a_path_may_go_up_as_long_as_it_stays_inside(load, project):
    """`..` within the project is fine."""
    (project / "plays").mkdir()
    loaded = load("people: ../personas/ana.yaml\nsteps: [{act: Ana}]\n", "plays/play.yaml")
    assert loaded.cast[0].name == "Ana Prado"


def test_the_library_gives_its_personas_and_nothing_else(load, project):
    """Beside the personas the built-in root is not read: in a checkout it is the repository."""
    _write(project.parent / "library" / "other" / "x.yaml", "X")
    assert load("people: personas/ben.yaml\nsteps: [{act: Ben}]\n").cast
    for ref in ("other/x.yaml", "personas/../other/x.yaml"):
        with pytest.raises(SpecError, match=r"no persona|outside"):
            load(f"people: {ref}\nsteps: [{{act: X}}]\n")


def test_a_folder_gives_its_persona_files_in_order(project):
    """Fragments, populations and hidden files are left out; one broken file is told."""
    folder = project / "team"
    for name in ("b.yaml", "a.yml", "fragments/f.yaml", ".hidden.yaml", "notes.txt"):
        _write(folder / name, name[0].upper())
    (folder / "c.agent.json").write_text('{"name": "C"}', encoding="utf-8")
    (folder / "d.fragment.json").write_text("{}", encoding="utf-8")
    assert [p.name for p in load_people("team", folder=project)] == ["A", "B", "C"]
    (folder / "e.yaml").write_text("nmae: E", encoding="utf-8")
    with pytest.raises(SpecError, match=r"e\.yaml:1:1: `name` is missing"):
        load_people("team", folder=project)
    (project / "plays").mkdir()
    with pytest.raises(SpecError, match="holds no persona"):
        load_people("plays", folder=project)


def test_one_person_is_wanted(project):
    """A folder is not one persona; a fragment is none."""
    with pytest.raises(SpecError, match="these are 2: Ana Prado, Cleo Prado"):
        load_persona("personas", folder=project)
    with pytest.raises(SpecError, match="`name` is missing"):
        load_persona("personas/fragments/grumpy.yaml", folder=project)


def test_a_persona_or_a_fragment_to_look_at(project):
    """For looking at a file it does not matter which of the two it is."""
    assert load_persona_or_fragment("ana", folder=project).name == "Ana Prado"
    shown = load_persona_or_fragment("personas/fragments/grumpy.yaml", folder=project)
    assert (shown.name, shown.persona["mood"]) == ("", "sour")
    _write(project / "personas" / "bad.yaml", "''")
    with pytest.raises(SpecError, match="`name` must be a text"):
        load_persona_or_fragment("bad", folder=project)


def test_a_missing_name_says_what_there_is_and_where_it_looked(project):
    """The nearest names, and every folder."""
    with pytest.raises(SpecError) as caught:
        load_persona("anna", folder=project, builtin=project.parent / "library")
    hint = caught.value.problems[0].hint
    assert "`ana`" in hint
    assert "project/personas" in hint
    assert "library/personas" in hint


def test_the_built_in_library_is_there():
    """A checkout and a wheel both bring Lisa and Oscar, and every fragment fits every persona."""
    library = Library.around(Path("/"))
    assert library.builtin == builtin_root().resolve()
    known = library.known("persona")
    assert {"lisa", "oscar"} <= known.keys()
    fragments = library.known("fragment")
    assert len(fragments) >= 6
    for name in known:
        plain = load_persona(name, folder=Path("/"))
        for fragment in fragments:
            merged = load_persona(name, folder=Path("/"), fragments=[fragment])
            assert merged.name == plain.name
            assert merged.persona != plain.persona


@pytest.mark.parametrize(
    ("text", "line", "gist"),
    [
        ("name,age\n", 1, "holds no people"),
        ("", 1, "holds no people"),
        ("nme,age\nX,1\n", 1, "no column `name`"),
        ("name,age\nX\n", 2, "1 cells, the first row names 2"),
        ("name,age\nX,1\n,2\n", 3, "`name` is missing"),
        ("name,name\nX,X\n", 1, "stands twice"),
        ("name,a,a.b\nX,1,2\n", 1, "cannot be a column beside `a.b`"),
        ("name,a.\nX,1\n", 1, "no usable name"),
        ('name,a\nX,"1\n', 2, "not CSV"),
        ("name,a\nX,1\nX,2\n", 3, "two people called `X`"),
    ],
)
def test_broken_tables(project, text, line, gist):
    """What is wrong in a table is told with its row."""
    (project / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_people("t.csv", folder=project)
    told = [(p.line, p.message) for p in caught.value.problems]
    assert any(gist in message for _, message in told), told
    assert line in [at for at, _ in told] or "two people" in gist


def test_tables_with_semicolons_and_long_cells(project):
    """Rows are counted by lines, also after a cell of several lines."""
    text = 'name;note;score\nX;"one\ntwo";1,5\nY;;2.50\nZ;;2.5\n'
    (project / "t.csv").write_text(text, encoding="utf-8-sig")
    x, y, z = load_people("t.csv", folder=project)
    assert x.persona == {"name": "X", "note": "one\ntwo", "score": "1,5"}
    assert (y.persona["score"], z.persona["score"]) == ("2.50", 2.5)
    assert y.origins["name"].endswith("t.csv:4")


UNEVEN = {
    "all_texts": "name: A\neducation: school\nskills: none\npersonality: calm\n",
    "all_maps": "name: A\neducation: {x: 1}\nskills: {a: {b: [c]}}\nbeliefs: {god: unsure}\n",
    "odd_values": "name: A\nage: forty\nhealth: null\n1999: born\n? x\n: y\nl: [[1, [2]], {a: b}]\n",
    "unicode": "name: 'Žofie Ñandú 李'\nstyle: '😀'\n",
    "own_type": "name: A\ntype: introvert\npersona: quiet\n",
    "wrapped": '{"type": "TinyPerson", "persona": {"name": "A"}, "memory": []}',
    "saved": '{"json_serializable_class_name": "TinyPerson", "persona": {"name": "A"}}',
}


@pytest.mark.parametrize("text", UNEVEN.values(), ids=UNEVEN)
def test_personas_of_any_shape_load(project, text):
    """A persona is open: any keys, any shapes, in YAML or TinyTroupe's JSON."""
    (project / "personas" / "a.yaml").write_text(text, encoding="utf-8")
    person = load_persona("a", folder=project, fragments=["grumpy"])
    assert person.persona["mood"] == "sour"


def test_what_surrounds_a_persona_is_told_only_if_it_holds_something(load, project):
    """Saved memories beside a persona are not used, and that is a warning."""
    text = '{"type": "TinyPerson", "persona": {"name": "A"}, "faculties": [], "memory": ["x"]}'
    (project / "personas" / "a.json").write_text(text, encoding="utf-8")
    warnings = load("people: a\nsteps: [{act: A}]\n").warnings
    assert len(warnings) == 1
    assert "`memory` beside `persona` is not used" in warnings[0]


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ('{"type": "Fragment", "persona": {"a": 1}}', "this is a fragment, not a persona"),
        ("people: [a]\nsteps: []\n", "this is a scenario, not a persona"),
        ("name: 7\n", "`name` must be a text, not `7`"),
        ("name: ' '\n", "`name` must be a text"),
        ("Name: X\n", "is `Name` meant?"),
        ("- name: X\n", "a persona is a mapping"),
        ("type: TinyPerson\npersona: X\n", "a mapping is expected"),
        ("", "the file is empty"),
    ],
)
def test_what_is_no_persona(project, text, gist):
    """Files that are something else say what they are."""
    (project / "personas" / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_persona("a", folder=project)
    assert gist in str(caught.value)


def test_a_fragment_does_not_rename(project):
    """A name in a fragment is left out with a warning; a persona is no fragment."""
    folder = project / "personas" / "fragments"
    (folder / "n.yaml").write_text("name: N\nmood: x\n", encoding="utf-8")
    assert load_fragment("n", folder=project).facts == {"mood": "x"}
    assert load_persona("ana", folder=project, fragments=["n"]).name == "Ana Prado"
    with pytest.raises(SpecError, match="this is a persona, not a fragment"):
        load_fragment("personas/cleo.agent.json", folder=project)


@given(st.text(max_size=80) | st.text(alphabet='name,;."\n1a:{}[]- ', max_size=60))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_people_or_an_error(project, text):
    """Whatever stands in a persona file or a table, it loads or is refused with a place."""
    for ending in ("yaml", "json", "csv"):
        path = project / f"any.{ending}"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            people = load_people(str(path), folder=project)
        except SpecError as error:
            assert all(problem.line >= 1 for problem in error.problems)
        else:
            assert all(person.name for person in people)
