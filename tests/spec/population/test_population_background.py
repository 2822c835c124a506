"""What cannot be sampled from a file of TinyTroupe's is told to whoever writes the lives."""

from __future__ import annotations

from tinytroupe_cli.spec import Problems
from tinytroupe_cli.spec.population import population_of

FILE = {
    "Demographics": {
        "Country": "Ruritania",
        "Gender Distribution": {"Male": "49%", "Female": "51%"},
        "Income": {"Median": "20 crowns", "Distribution": {"low": "40%", "high": "60%"}},
    },
    "Hobbies": {"Fishing": "70%", "Cards": "60%"},
}


def test_what_was_sampled_is_no_background():
    """It stands in everybody's facts; what is left is told once, with its headings."""
    found = population_of(FILE, Problems())
    assert [one.name for one in found.attributes] == ["gender", "income"]
    assert found.background == {
        "Demographics": {"Country": "Ruritania", "Income": {"Median": "20 crowns"}},
        "Hobbies": {"Fishing": "70%", "Cards": "60%"},
    }
