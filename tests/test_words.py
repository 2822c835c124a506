"""The words of a text."""

from hypothesis import given
from hypothesis import strategies as st

from tinytroupe_cli.words import words


def test_words_of_any_script():
    """Case, accents, signs and the plural's s go; what is written without spaces comes apart."""
    assert words("Two CAFÉS, one_glass: it's 3rd.") == (
        "two", "cafe", "one", "glass", "it", "s", "3rd",
    )  # fmt: skip
    assert words("我喜欢 tea") == ("我", "喜", "欢", "tea")


@given(st.text(st.characters(max_codepoint=127)))
def test_a_text_has_the_same_words_beside_another_script(text: str):
    """What is plain ASCII is read as it is read in a text that is not."""
    assert words(f"{text} — π") == (*words(text), "π")
