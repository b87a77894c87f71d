"""What is listed whole: structures, and everything in a place."""

import pytest

from assistant.asking.constraints import Constraint, place_constraints
from assistant.asking.question import understand
from assistant.lists.listing import asks_for_place, listed, wanted_parts
from assistant.types import Part
from tests.assistant.invented import MINUTES, PASSAGES, REPORT, InventedLibrary, passage

LIBRARY = InventedLibrary()
EVERYTHING = [
    (document, one) for document in LIBRARY.documents() for one in LIBRARY.passages(document.id)
]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What are the objectives?", ("key_aim",)),
        ("Which items were on the agenda?", ("item_title",)),
        ("What questions were asked?", ("question",)),
        ("What actions were agreed?", ("action",)),
        ("How much did the dredging cost?", ()),
        ("What was said under minute 34?", ()),
    ],
)
def test_wanted_parts(question: str, parts: tuple[Part, ...]) -> None:
    assert wanted_parts(understand(question)) == parts


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("What was done under priority 2?", True),
        ("What happened under item 34?", True),
        ("What was discussed under minute 34?", True),
        ("What was done under key aim 2 in 2019/20?", True),
        ("What was done about otters under minute 34?", False),
        ("How much was spent under priority 2?", False),
        ("Who spoke under minute 34?", False),
        ("What was done?", False),
    ],
)
def test_asks_for_place(question: str, whole: bool) -> None:
    assert asks_for_place(understand(question)) is whole


def _texts(parts: tuple[Part, ...], constraints: list[Constraint], subject: str = "") -> list[str]:
    quotes = listed(EVERYTHING, constraints, parts, frozenset(subject.split()))
    for quote in quotes:
        assert (quote.start, quote.end) == (0, len(quote.passage.text))
        assert quote.document.id == quote.passage.document_id
    return [quote.passage.text for quote in quotes]


def _constraints(question: str) -> list[Constraint]:
    return place_constraints(understand(question), LIBRARY.places())


def test_items_in_order() -> None:
    assert _texts(("item_title",), []) == ["Dredging of the River Ember", "Pumping stations"]


def test_a_place_without_its_titles() -> None:
    found = _texts((), _constraints("What was said under minute 34?"))
    assert found == [
        one.text for one in PASSAGES if one.place.item == "34" and one.part != "item_title"
    ]


def test_an_objective_is_listed() -> None:
    assert _texts(("key_aim",), []) == ["Objective 3: fewer flooded cellars"]


def test_a_subject_narrows() -> None:
    found = _texts((), _constraints("minute 34"), "otter")
    assert found and all("otter" in text.casefold() or "No otters" in text for text in found)
    assert (
        "The dredging of the Ember cost £41,000. It was finished on 3 February 2022." not in found
    )
    assert not _texts((), _constraints("minute 34"), "zeppelin")


def test_the_subject_may_stand_in_the_lead() -> None:
    assert "Farmers of the Ember Valley" in _texts((), [], "winter")


def test_an_aim_that_several_papers_word_alike_is_listed_once_from_its_report() -> None:
    twice = [
        (document, passage(text, order=order, part="key_aim", document_id=document.id))
        for order, (document, text) in enumerate(
            [
                (MINUTES, "1. Dry homes"),
                (REPORT, "1. Dry homes"),
                (REPORT, "1. DRY HOMES"),
            ]
        )
    ]
    assert [quote.passage.order for quote in listed(twice, [], ("key_aim",))] == [1]


def test_nothing_fits() -> None:
    assert _texts((), _constraints("minute 99")) == []
    assert listed([], [], ()) == []
