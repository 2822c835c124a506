"""Words, options and marks: what the speaking and the reading half of the engine share.

name                                    | what it finds
sentences, tokens, stem, stems          | the parts of a text
key_phrases, overlap, shorten | what it is about, and how near two texts are
Option, choices, listed, rating_scale   | what a brief asks to choose among, or to rate by
marks                                   | the phrases by which speech is understood, one table
proposal_in, choice_in, rating_in, stance_in | what somebody said by them
difficulty, wish, tone, gives_reason    | how a sentence sounds
"""

from tinytroupe_cli.llm._providers.offline._choices import NONE, choice_in, rating_in
from tinytroupe_cli.llm._providers.offline._inline import choices, listed
from tinytroupe_cli.llm._providers.offline._markers import marks
from tinytroupe_cli.llm._providers.offline._options import (
    Option,
    label_number,
    number_of,
    options,
    rating_scale,
)
from tinytroupe_cli.llm._providers.offline._proposals import proposal_in, title_of
from tinytroupe_cli.llm._providers.offline._stances import (
    Stance,
    difficulty,
    gives_reason,
    stance_in,
    tone,
    wish,
)
from tinytroupe_cli.llm._providers.offline._text import (
    STOP_WORDS,
    key_phrases,
    overlap,
    sentences,
    shorten,
    stem,
    stems,
    tokens,
)

__all__ = [
    "NONE", "STOP_WORDS", "Option", "Stance", "choice_in", "choices", "difficulty", "gives_reason", "key_phrases",
    "label_number", "listed", "marks", "number_of", "options", "overlap", "proposal_in", "rating_in", "rating_scale",
    "sentences", "shorten", "stance_in", "stem", "stems", "title_of", "tokens", "tone", "wish",
]  # fmt: skip
