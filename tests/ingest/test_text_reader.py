"""Plain text and Markdown into blocks."""

from pathlib import Path

import pytest

from assistant.errors import DocumentError
from ingest.blocks import Block
from ingest.readers import read_file
from ingest.readers.text import decode, plain_blocks


def _texts(text: str) -> list[str]:
    return [block.text for block in plain_blocks(text)]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The panel met in the town hall and spoke about\nthe roads, which were wet.\n\n"
        "Then it left."
    )
    assert _texts(text) == [
        "The panel met in the town hall and spoke about the roads, which were wet.",
        "Then it left.",
    ]


def test_a_line_that_stopped_early_was_ended_on_purpose() -> None:
    text = (
        "Ada Lane (Chair)\nBen Moor (Clerk)\n\n"
        "The panel met in the town hall and spoke about\nthe roads, which were wet.\n"
    )
    assert _texts(text)[:2] == ["Ada Lane (Chair)", "Ben Moor (Clerk)"]


def test_one_line_is_one_paragraph_where_nothing_is_wrapped() -> None:
    assert _texts("First line.\nSecond line.\nThird") == ["First line.", "Second line.", "Third"]


def test_glyphs_and_indents_become_levels() -> None:
    blocks = plain_blocks("• One\n   - Deeper\n   - Again\n• Two\n")
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        ("bullet", 1, "One"), ("bullet", 2, "Deeper"), ("bullet", 2, "Again"), ("bullet", 1, "Two"),
    ]  # fmt: skip


SPACED = """PROGRESS
 First thing was done in the north of the county and went well for
everyone who came.

 Second thing:

o Towns:
 A fair in the town, to which everybody in the county had been
invited.
  A second fair after the page.

Roads:

 Third thing.
  Fourth thing, which lost its mark.
 4) Heading after a page
of two lines
Flush text of the paper that goes on for some time so that it
wraps.

More flush text.

Even more flush text.

And more.

Another one.
"""


def test_bullets_that_survive_only_as_a_space() -> None:
    blocks = plain_blocks(SPACED)
    found = [(b.kind, b.level, b.after_break, b.text[:12]) for b in blocks]
    assert ("bullet", 1, False, "First thing ") in found
    assert ("bullet", 2, False, "Towns:") in found
    assert ("bullet", 3, False, "A fair in th") in found
    assert ("bullet", 3, True, "A second fai") in found
    assert ("bullet", 1, False, "Third thing.") in found
    assert ("paragraph", 0, True, "Fourth thing") in found
    assert ("paragraph", 0, True, "4) Heading a") in found


def test_form_feeds_are_pages() -> None:
    blocks = plain_blocks("One.\n\fTwo.\n\n\fThree.")
    assert [(b.page, b.after_break) for b in blocks] == [(1, False), (2, True), (3, True)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("£5 – ‘yes’".encode(), "£5 – ‘yes’"),
        ("\ufeff£5".encode(), "£5"),
        ("£5 – ‘yes’".encode("cp1252"), "£5 – ‘yes’"),
        ("£5".encode("utf-16"), "£5"),
        (b"a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(
        "# Title\n\n## Part\n\n**Bold line**\n\n- One *thing*\n    - [Deep](http://x.org)\n\n"
        "      More of it.\n\n3. Third\n\n| A | B |\n|---|---|\n| x | 1 |\n| y |  |\n",
        encoding="utf-8",
    )
    assert read_file(path).blocks == (
        Block(text="Title", kind="heading", level=1, strong=True),
        Block(text="Part", kind="heading", level=2, strong=True),
        Block(text="Bold line", strong=True),
        Block(text="One thing", kind="bullet", level=1),
        Block(text="Deep", kind="bullet", level=2),
        Block(text="More of it.", level=2),
        Block(text="Third", kind="bullet", level=1, mark="3."),
        Block(text="A: x; B: 1", kind="table_row"),
        Block(text="A: y", kind="table_row"),
    )


def test_binary_and_empty_files_fail_with_one_line(tmp_path: Path) -> None:
    for name, data in (("a.txt", b""), ("b.txt", b"\x00\x01" * 50), ("c.txt", b" \n\n ")):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(DocumentError) as caught:
            read_file(path)
        assert "\n" not in str(caught.value)
