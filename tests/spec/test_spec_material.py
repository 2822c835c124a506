"""Documents and images that questions come with."""

from __future__ import annotations

import sys

import pytest

from tinytroupe_cli.errors import SpecError
from tinytroupe_cli.spec import parse_scenario

ASK = "people: ana.yaml\nsteps: [{ask: {material: %s, questions: {q: x}}}]\n"


@pytest.fixture
def read(tmp_path):
    """The material of a scenario beside a file of these bytes."""
    (tmp_path / "ana.yaml").write_text("name: Ana\n", encoding="utf-8")

    def reader(name, content=None):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        loaded = parse_scenario(ASK % name, folder=tmp_path, builtin=tmp_path / "library")
        return loaded.scenario.steps[0].material[0]

    return reader


def test_texts_and_images_are_known_by_their_content(read):
    """The bytes themselves do not go into the database with every run."""
    text, image = read("a.md", b"A lamp.\n"), read("b.webp", b"RIFF....WEBP")
    assert (text.text, text.media) == ("A lamp.", "")
    assert (image.media, image.data[:4]) == ("image/webp", "UklG")
    assert text.digest != read("a.md", b"A chair.\n").digest
    assert image.model_dump() == {
        "file": "b.webp", "digest": image.digest, "media": "image/webp",
    }  # fmt: skip


def test_a_word_document_is_read_as_text(read, tmp_path):
    """Paragraphs and the rows of tables, in order."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("A lamp.")
    row = document.add_table(rows=1, cols=2).rows[0].cells
    row[0].text, row[1].text = "price", "9"
    document.save(tmp_path / "a.docx")
    assert read("a.docx").text == "A lamp.\nprice | 9"


def test_a_missing_package_is_named_with_its_extra(read, monkeypatch):
    """Before anything is run."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SpecError, match=r"tinytroupe-cli\[docs\]"):
        read("a.pdf", b"%PDF-1.4")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xyz", b"x", "cannot be shown"),
        ("a.png", b"not one", "is no PNG image"),
        ("a.md", b"  \n", "holds no text"),
        ("a.txt", b"\xff\xfea", "UTF-16"),
        ("a.docx", b"no", "no document that can be read"),
        ("../a.md", None, "no material"),
    ],
)
def test_what_cannot_be_shown_is_told_at_its_place(read, name, content, why):
    """One error each."""
    if name.endswith(".docx"):
        pytest.importorskip("docx")
    with pytest.raises(SpecError, match=why):
        read(name, content)
