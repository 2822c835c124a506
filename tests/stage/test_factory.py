"""TinyPersonFactory: the same people by the same seed, told failures, names that do not repeat."""

from __future__ import annotations

import asyncio

import pytest
from support.lives import life

from tinytroupe_cli import Options, TinyPerson, TinyPersonFactory, Troupe
from tinytroupe_cli.errors import ModelError, RefusedError, SpecError, UsageError
from tinytroupe_cli.llm import scripted

PORT = {
    "country": "Brazil",
    "attributes": {"gender": {"female": "50%", "male": "50%"}, "age": {"20-29": 1.0}},
}


class Author:
    """Writes lives for all but those who are refused."""

    def __init__(self):
        self.requests, self.refused = [], set()

    def __call__(self, request):
        self.requests.append(request)
        if request.person in self.refused:
            raise RefusedError("the model will not")
        return life(request.person)


@pytest.fixture
def author():
    """What writes the lives of a test."""
    return Author()


@pytest.fixture
def troupes(author):
    """Makes sessions of the author's."""
    made = []

    def another():
        made.append(Troupe(Options(model="scripted", scripted=scripted(author), env={})))
        return made[-1]

    yield another
    for troupe in made:
        troupe.close()


def test_the_context_comes_first(troupes, author):
    """As in the README of TinyTroupe; one call makes a person that can be talked with."""
    person = TinyPersonFactory("A hospital in Sao Paulo.", troupe=troupes()).generate_person()
    assert isinstance(person, TinyPerson)
    assert person["occupation.title"] == f"Keeper {person.name}"
    assert len(author.requests) == 1
    assert "A hospital in Sao Paulo." in author.requests[0].messages[0].content


def test_the_same_seed_makes_the_same_people_and_goes_on(troupes):
    """In their order; a second call makes new ones, another seed others."""

    def made(seed):
        factory = TinyPersonFactory("A port", troupe=troupes(), seed=seed)
        people = [*factory.generate_people(4), *factory.generate_people(3)]
        assert [person.name for person in people] == factory.generated_names
        return [(person.name, dict(person.persona)) for person in people]

    one = made(1)
    assert one == made(1)
    assert one != made(2)
    assert len({name for name, _ in one}) == 7


def test_names_do_not_repeat_in_a_session(troupes):
    """Two factories of one seed make people of equal facts and other names."""
    troupe = troupes()
    one, two = (
        TinyPersonFactory("A port", troupe=troupe, seed=1).generate_people(20) for _ in "ab"
    )
    assert not {person.name for person in one} & {person.name for person in two}


def test_who_could_not_be_had_is_told_and_comes_next(troupes, author):
    """`failures` names them; the next call begins with them."""
    factory = TinyPersonFactory("A port", 6, troupe=troupes())
    names = [facts["name"] for facts in factory.initialize_sampling_plan()]
    author.refused = {names[1], names[4]}
    made = factory.generate_people()
    assert [person.name for person in made] == [names[at] for at in (0, 2, 3, 5)]
    assert [row["person"] for row in factory.failures] == [names[1], names[4]]
    assert factory.failures[0]["error"] == "RefusedError"
    author.refused = set()
    assert [person.name for person in factory.generate_people()] == [names[1], names[4]]
    assert factory.failures == []


def test_a_single_person_that_cannot_be_had_raises(troupes, author):
    """And is still to come."""
    factory = TinyPersonFactory("A port", 3, troupe=troupes())
    name = factory.initialize_sampling_plan()[0]["name"]
    author.refused = {name}
    with pytest.raises(ModelError):
        factory.generate_person()
    author.refused = set()
    assert factory.generate_person().name == name


def test_what_is_said_of_one_person_holds(troupes, author):
    """Particularities decide where they are certain, and are told to whoever writes the life."""
    factory = TinyPersonFactory("A port in Kenya", troupe=troupes())
    person = factory.generate_person("A woman of the quay, 45 years old, called Ana Moi")
    assert (person.name, person["age"]) == ("Ana Moi", 45)
    assert "Ana Moi" in author.requests[0].messages[0].content


def test_a_population_in_figures(troupes, author):
    """Its shares hold for the whole of its size, its context and specification are told."""
    factory = TinyPersonFactory.create_factory_from_demography(
        PORT, 10, "All of them owe money.", "The quay", troupe=troupes()
    )
    assert factory.sampling_dimensions["gender"] == {"female": 0.5, "male": 0.5}
    people = factory.generate_people()
    assert [person["gender"] for person in people].count("female") == 5
    assert all(20 <= person["age"] <= 29 for person in people)
    told = author.requests[0].messages[0].content
    assert "All of them owe money." in told
    assert "The quay" in told
    with pytest.raises(SpecError):
        TinyPersonFactory.create_factory_from_demography("no_such_place", 3)


def test_post_processing_and_async(troupes, capsys):
    """Each person is handed over once made; the async twins give the same."""

    async def made(factory):
        people = await factory.agenerate_people(2, verbose=True)
        return [*people, await factory.agenerate_person()]

    troupe = troupes()
    people = asyncio.run(made(TinyPersonFactory("A port", troupe=troupe)))
    seen = []
    factory = TinyPersonFactory("A port", troupe=troupes())
    factory.generate_people(3, post_processing_func=seen.append, parallelize=False)
    assert [person.name for person in seen] == [person.name for person in people]
    assert capsys.readouterr().out.count("works as Keeper") == 2
    assert len(factory.generated_minibios) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: TinyPersonFactory("x", enforce_usage_of_all_dimensions=True),
        lambda: TinyPersonFactory("x", simulation_id="a"),
        lambda: TinyPersonFactory("x", 0),
        lambda: TinyPersonFactory(["x"]),
        lambda: TinyPersonFactory().generate_people(2),
        lambda: TinyPersonFactory("x").generate_people(),
    ],
)
def test_what_is_not_supported_is_an_error(wrong):
    """Nothing is ignored, nobody is asked."""
    with pytest.raises(UsageError):
        wrong()
