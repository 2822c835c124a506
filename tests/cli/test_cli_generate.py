"""`troupe persona generate`, and runs of generated people, as a user calls them."""

from __future__ import annotations

import yaml
from support.chat_server import ChatServer
from support.lives import about, writer

from tinytroupe_cli.spec import LifeOrder, Order, generated, load_people

NURSES = ("persona", "generate", "Nurses of a hospital in Kenya", "--seed", "3")


def test_one_person_is_yaml_on_stdout(troupe):
    """What can be piped into a file is a persona; nothing is said on stderr but the notice."""
    done = troupe("persona", "generate", "A 45-year-old nurse in Recife", "--model", "offline")
    persona = yaml.safe_load(done.out)
    assert (done.code, done.err) == (0, "")
    assert persona["age"] == 45
    assert persona["occupation"]["title"] == "Nurse"
    assert persona["provenance"]["by"] == "offline"


def test_the_name_and_the_city_of_a_description_hold(troupe):
    """A name of one word, with quotes or without, and the city before the country."""
    told = 'A 45-year-old nurse in Recife called "Zé" \N{UNICORN FACE}'
    persona = yaml.safe_load(troupe("persona", "generate", told, "--model", "offline").out)
    assert (persona["name"], persona["residence"]) == ("Zé", "Recife, Brazil")
    assert not {"name", "residence"} & {*persona["provenance"]["sampled"]}


def test_several_people_are_files_in_a_folder(troupe, folder):
    """Named on stdout, readable as personas, and not overwritten by others."""
    several = (*NURSES, "-n", "4", "-o", "nurses", "--model", "offline")
    done = troupe(*several)
    assert len(done.out.split()) == 4
    people = load_people("nurses", folder=folder)
    assert len({person.name for person in people}) == 4
    assert troupe(*several).code == 0
    (folder / done.out.split()[0]).write_text("name: Somebody Else\n", encoding="utf-8")
    other = troupe(*several)
    assert other.code == 2
    assert "exists" in other.err
    assert troupe(*several, "--force").code == 0


def test_one_file_holds_one_person(troupe, folder):
    """JSON by its ending; several people do not fit into it, which is told before asking."""
    one = ("persona", "generate", "A baker", "--model", "offline", "-o", "baker.json")
    assert troupe(*one).out.strip() == "baker.json"
    assert load_people("baker.json", folder=folder)[0].persona["beliefs"]
    assert troupe(*one, "-n", "2").code == 2
    assert troupe("persona", "generate", " ", "--model", "offline").code == 2


def test_those_who_fail_are_named_and_asked_for_again(troupe):
    """Four of five are saved, exit code 3; the same command asks for one."""
    order = Order(5, life=LifeOrder(NURSES[2]))
    names = [one.name for one in generated(order, seed=3)]
    refused = {names[2]}
    with ChatServer(writer(refused)) as server:
        how = ("--model", "toy", "--base-url", server.base_url, "--format", "json")
        several = (*NURSES, "-n", "5", "-o", "nurses", *how)
        done = troupe(*several)
        assert done.code == 3
        assert [row["person"] for row in done.document["failures"]] == [names[2]]
        assert len(done.document["files"]) == 4
        assert names[2] in done.err
        assert "4 of 5" in done.err
        assert "to go on: troupe persona generate" in done.err
        refused.clear()
        asked = len(server.requests)
        again = troupe(*several)
        assert (again.code, len(again.document["files"])) == (0, 5)
        assert [about(one.body) for one in server.requests[asked:]] == [names[2]]


def test_validate_counts_those_who_are_generated(troupe, folder):
    """And tells what is wrong with an entry."""
    text = "people: [lisa, {generate: 30, context: A town}]\nsteps: [{rounds: 1}]\n"
    (folder / "town.yaml").write_text(text, encoding="utf-8")
    assert "31 people" in troupe("validate", "town.yaml").out
    (folder / "town.yaml").write_text(
        text.replace("context: A town", "contxt: x"), encoding="utf-8"
    )
    assert "did you mean `context`" in troupe("validate", "town.yaml").err


def test_a_budget_stops_the_lives_resumably(troupe, folder):
    """Exit code 4, and the same command with more goes on."""
    text = "people: {generate: 6, context: A town}\nsteps: [{act: everyone}]\n"
    (folder / "town.yaml").write_text(text, encoding="utf-8")
    done = troupe("run", "town.yaml", "--model", "offline", "--max-calls", "4", "--format", "json")
    assert (done.code, done.document["status"]) == (4, "budget")
    again = troupe("run", "town.yaml", "--model", "offline", "--format", "json")
    assert again.code == 0
    assert again.document["usage"]["by_purpose"]["generate"]["calls"] == 2
