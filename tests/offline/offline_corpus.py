"""Small scenarios such as users write, to hold general laws of the offline engine against."""

from __future__ import annotations

from textwrap import dedent

BARE = (
    "Ann Lee",
    "Bert Klein",
    "Carla Rossi",
    "Dan Weber",
    "Eve Stone",
    "Finn Olsen",
    "Gina Moss",
    "Hal Brook",
)
"""Names for people of whom nothing else is known."""
_SIX = "[lisa, oscar, amara, kenji, dwayne, chloe]"
_EIGHT = "[lisa, oscar, amara, kenji, dwayne, chloe, ingrid, marcos]"


def _yaml(text: str) -> str:
    return dedent(text).strip() + "\n"


SURVEYS = {
    "price_of_three": _yaml(f"""
        people: {_EIGHT}
        world: {{hear: addressed}}
        steps:
          - broadcast: "A lamp that wakes you with daylight. Would you pay 19, 29 or 49 euros for it? Choose one and say why."
          - act: everyone
        extract:
          answers: {{from: people, objective: The price the person chose, fields: {{choice: "optional [19, 29, 49]", reason: text}}}}
        """),
    "snacks": _yaml(f"""
        people: {_SIX}
        world: {{hear: addressed}}
        steps:
          - broadcast: "Which snack do you take: dark chocolate, liquorice or salted nuts?"
          - act: everyone
        extract:
          answers: {{from: people, objective: The snack, fields: {{choice: "optional [dark chocolate, liquorice, salted nuts]", reason: text}}}}
        """),
    "street": _yaml(f"""
        people: {_EIGHT}
        world: {{hear: addressed}}
        steps:
          - broadcast: "The town wants to ban cars from Mill Street. Are you for or against closing the street?"
          - act: everyone
        extract:
          answers: {{from: people, objective: For or against, fields: {{choice: "optional [for, against]", reason: text}}}}
        """),
    "tea_or_coffee": _yaml(f"""
        people: {_SIX}
        world: {{hear: addressed}}
        steps:
          - broadcast: "Tea or coffee?"
          - act: everyone
        extract:
          answers: {{from: people, objective: What the person drinks, fields: {{choice: "optional [tea, coffee]"}}}}
        """),
    "dollars": _yaml("""
        people: [./ann_lee.json, ./bert_klein.json, ./carla_rossi.json, ./dan_weber.json]
        world: {hear: addressed}
        steps:
          - broadcast: "We think of a monthly fee of 5, 10 or 15 dollars for a gym. Which would you accept?"
          - act: everyone
        extract:
          answers: {from: people, objective: The fee, fields: {choice: "optional [5, 10, 15]", reason: text}}
        """),
    "named_before": _yaml(f"""
        people: {_SIX}
        world: {{hear: addressed}}
        steps:
          - broadcast: "Three names are left for the new bakery: Crumb, Morning Glory and Old Mill."
          - broadcast: "Which of the three names do you prefer, and why?"
          - act: everyone
        extract:
          answers: {{from: people, objective: The name, fields: {{choice: "optional [Crumb, Morning Glory, Old Mill]", reason: text}}}}
        """),
    "yes_or_no": _yaml(f"""
        people: {_EIGHT}
        world: {{hear: addressed}}
        steps:
          - broadcast: "Should the library open on Sundays, yes or no?"
          - act: everyone
        extract:
          answers: {{from: people, objective: Yes or no, fields: {{choice: "optional [yes, no]", reason: text}}}}
        """),
    "packaging": _yaml(f"""
        people: {_EIGHT}
        world: {{hear: addressed}}
        steps:
          - broadcast: |
              Which packaging would you buy?
              - a glass jar with a paper label
              - a plastic pouch that stands
              - a tin with a lid
          - act: everyone
        extract:
          answers: {{from: people, objective: The packaging, fields: {{choice: "optional [a glass jar with a paper label, a plastic pouch that stands, a tin with a lid]"}}}}
        """),
    "days": _yaml("""
        people: [./eve_stone.json, ./finn_olsen.json, lisa, ravi, tereza]
        world: {hear: addressed}
        steps:
          - broadcast: "Which day suits you for the meeting: Monday, Wednesday or Friday?"
          - act: everyone
        extract:
          answers: {from: people, objective: The day, fields: {choice: "optional [Monday, Wednesday, Friday]", reason: text}}
        """),
}
"""Questions whose answer is one of several options that stand in the question."""

NUMBERS = {
    "price_then_rating": _yaml(f"""
        people: {_SIX}
        world: {{hear: addressed}}
        steps:
          - broadcast: "How much would you pay for a folding bicycle, in euros?"
          - act: everyone
          - broadcast: "And how do you rate the idea of a folding bicycle on a scale from 1 to 10?"
          - act: everyone
        extract:
          answers: {{from: people, objective: The price in euros and the rating, fields: {{price: optional number, rating: optional integer, reason: text}}}}
        """),
    "rating": _yaml(f"""
        people: {_EIGHT}
        world: {{hear: addressed}}
        steps:
          - broadcast: "Imagine an app that tells you when the laundry room is free. How likely are you to use it, from 1 to 7?"
          - act: everyone
        extract:
          answers: {{from: people, objective: The rating, fields: {{rating: optional integer, reason: text}}}}
        """),
}
"""Questions whose answer is a number, with the range that each field may have."""

TALKS = {
    "four_days": _yaml(f"""
        people: {_EIGHT}
        steps:
          - broadcast: "Discuss the four-day working week: would it be good for you and for your work?"
          - rounds: 4
        extract:
          views: {{from: people, objective: What the person thinks, fields: {{view: "optional [for, against]", reason: text}}}}
        """),
    "home_cooking": _yaml(f"""
        people: {_SIX}
        steps:
          - broadcast: "Should people be allowed to sell home-cooked meals to their neighbours? Discuss it."
          - rounds: 4
        """),
    "ban_cars": _yaml("""
        people: [./ann_lee.json, ./bert_klein.json, ./carla_rossi.json, lisa, oscar]
        steps:
          - broadcast: "The town wants to ban cars from the old market square. Please discuss what you think of that."
          - rounds: 3
        """),
    "drink": _yaml(f"""
        people: {_SIX}
        steps:
          - broadcast: "Imagine a cold drink made from barley and lemon. When would you drink it?"
          - rounds: 3
        """),
    "phones": _yaml("""
        people: [./ann_lee.json, ./bert_klein.json]
        steps:
          - broadcast: "Talk about whether phones belong in school."
          - rounds: 4
        """),
    "meals": _yaml("""
        people: [lisa, oscar]
        steps:
          - broadcast: "Which meal of the week gives you the most trouble, and what would help?"
          - rounds: 2
        """),
    "chores": _yaml("""
        people: [lisa, {use: oscar, fragments: [picky_customer]}]
        steps:
          - broadcast: "Which chore of your week would you hand to software first?"
          - rounds: 2
        """),
}
"""Discussions that go on over rounds."""

INTERVIEWS = {
    "groceries": _yaml("""
        people: [consultant, dwayne]
        steps:
          - listen:
              Consultant: "Interview Dwayne. Find out what he likes about grocery shopping."
              Dwayne: "Somebody wants to ask you a few questions."
          - rounds: 4
        """),
    "earnings": _yaml("""
        people: [lisa, ./finn_olsen.json]
        steps:
          - listen:
              Lisa: "Ask Finn how old he is and what he earns."
              Finn Olsen: "Lisa has some questions for you."
          - rounds: 3
        """),
    "commute": _yaml("""
        people: [mei, kenji]
        steps:
          - listen:
              Mei: "Interview Kenji about his way to work: how long it takes, what he dislikes about it, and what would make it better."
              Kenji: "Answer the questions honestly."
          - rounds: 4
        """),
}
"""One asks and one answers."""

BRAINSTORMS = {
    "coffee maker": _yaml(f"""
        people: {_SIX}
        steps:
          - broadcast: "Let's brainstorm ideas for our coffee maker: how could it become better?"
          - rounds: 3
        extract:
          ideas: {{objective: The ideas, list: {{idea: text, by: person}}}}
        """),
    "umbrella": _yaml("""
        people: [./ann_lee.json, ./bert_klein.json, ./carla_rossi.json]
        steps:
          - broadcast: "Come up with ideas for a new umbrella."
          - rounds: 3
        extract:
          ideas: {objective: The ideas, list: {idea: text, by: person}}
        """),
    "city library": _yaml(f"""
        people: {_SIX}
        steps:
          - broadcast: "Please suggest improvements for the city library."
          - rounds: 2
        extract:
          ideas: {{objective: The ideas, list: {{idea: text, by: person}}}}
        """),
    "running shoe": _yaml("""
        people: [chloe, dwayne, ./gina_moss.json, ravi]
        steps:
          - broadcast: "Brainstorm new features for our running shoe."
          - rounds: 3
        extract:
          ideas: {objective: The ideas, list: {idea: text, by: person}}
        """),
    "budgeting app": _yaml(f"""
        people: {_SIX}
        steps:
          - broadcast: "What could we improve about our budgeting app? Give us your ideas."
          - rounds: 3
        extract:
          ideas: {{objective: The ideas, list: {{idea: text, by: person}}}}
        """),
}
"""Product -> a group that looks for ideas for it."""

CORPUS = {**SURVEYS, **NUMBERS, **TALKS, **INTERVIEWS, **BRAINSTORMS}
