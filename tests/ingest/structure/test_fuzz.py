"""Whatever a reader hands over, no word is lost and nothing but a PanelError comes out."""

import re
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import PanelError
from ingest.blocks import Block, RawDocument
from ingest.structure import structure

# Lines that pull the reader in every direction, in any order and mixed with noise.
LINES = [
    "Minutes of the Testbury Panel held on 3 May 2021",
    "Agenda",
    "Progress report 2020/21",
    "Apologies for absence",
    "Minute 34 - Budget",
    "Item 5 – Cars",
    "12. Roads",
    "11/21",
    "(a) Towns",
    "Members’ Questions",
    "(1) Why?",
    "Q2: How?",
    "A: So.",
    "[The Chair said yes.",
    "No more.]",
    "[Action: PCC]",
    "ACTION: clerk to write",
    "RESOLVED:",
    "(a) that it be noted",
    "To consider it.",
    "Key Aim 1: Safer roads",
    "Priority 2 – Trust",
    "1) Safer roads for all",
    "1. Safer roads for all",
    "TVP Delivery Plan:",
    "2019/20:",
    "Quarter 3",
    "See update under Key Aim (1) above.",
    "(A note.)",
    "For example, this.",
    "https://example.org/a/b",
    "Present:",
    "Cllr Ada Lane (Chair)",
    "The work was:",
    "The Chief Constable said it was so. The Panel was informed of more.",
    "goes on in lower case",
    "Ada Lane, Chief Executive, was asked and she said no.",
    "Strategic Priority 3: Roads",
    "…",
    "]",
    "[",
]
TEXT = st.one_of(
    st.sampled_from(LINES),
    st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=60),
    st.lists(st.sampled_from(LINES), min_size=2, max_size=3).map(" ".join),
)
BLOCK = st.builds(
    Block,
    text=TEXT,
    kind=st.sampled_from(["paragraph", "paragraph", "heading", "bullet", "table_row"]),
    level=st.integers(0, 4),
    mark=st.sampled_from([None, None, None, "o", "1.", "(2)", "11/21", "a)", "–"]),
    strong=st.booleans(),
    after_break=st.booleans(),
)
# Without it noise is seldom taken for minutes.
MEETING = [
    Block(text="Minutes of the Testbury Panel"),
    Block(text="Minute 1 - Opening"),
    Block(text="The Chair welcomed everybody to the meeting in the town hall."),
]
MARKS = {"1", "2", "11", "21", "a", "A", "Q2", "o"}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([[], MEETING]), st.lists(BLOCK, max_size=25))
def test_no_word_is_lost(front: list[Block], noise: list[Block]) -> None:
    blocks = front + noise
    raw = RawDocument(source=Path("f"), blocks=tuple(blocks))
    try:
        parsed = structure(raw, "f" * 64, "f")
    except PanelError:
        return
    shown = Counter(w for x in parsed.passages for w in re.findall(r"\w+", x.text))
    wanted = Counter(w for block in blocks for w in re.findall(r"\w+", block.text))
    # Item and question numbers are in the place, not in the text.
    places = Counter(
        w
        for x in parsed.passages
        for value in (x.place.item, x.place.question, x.place.key_aim, x.place.bullet)
        for w in re.findall(r"\w+", str(value))
    )
    # A heading, a group's label and "Members' Questions" are in the places of what they head.
    for x in parsed.passages:
        for heading in (*x.place.headings, x.place.group or ""):
            places.update(re.findall(r"\w+", heading))
    asked = any(x.part == "question" for x in parsed.passages)
    labels = {"Minute", "Item", "12", "5", "34", *MARKS} | (
        {"Members", "Questions"} if asked else set()
    )
    lost = {w for w in wanted if shown[w] < wanted[w] and w not in labels and not places[w]}
    assert not lost
    whole = "\n".join(x.text for x in parsed.passages)
    assert all(whole[x.start : x.end] == x.text for x in parsed.passages)
    assert all(x.text for x in parsed.passages)
