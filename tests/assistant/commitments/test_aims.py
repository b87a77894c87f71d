"""Which sentences are about which key aim; papers of a panel that does not exist."""

from collections.abc import Sequence
from datetime import date

from assistant.commitments.aims import Aims, aims_of, on
from assistant.commitments.entries import Entry, Found
from assistant.commitments.register import find
from assistant.commitments.timeline import timeline
from assistant.types import Document, Part, Passage, Place

ROADS = "Fewer motorcyclists hurt on moorland roads through training and better surfaces."
SPEED = "Reliable reporting of speeding drivers by volunteers with lent cameras."
SHIPS = "Stronger checks of fishing harbours against smuggling of tobacco."


def _paper(kind: str, *rows: tuple[Part, str, Place]) -> tuple[Document, Sequence[Passage]]:
    name = f"{kind}-2023-06-14"
    document = Document(
        id=name,
        title=f"{kind.title()} of the Tarndale Panel",
        kind="minutes" if kind == "minutes" else "report",
        source=f"{name}.txt",
        content_hash="0" * 64,
        meeting_date=date(2023, 6, 14),
    )
    passages, at = [], 0
    for order, (part, text, place) in enumerate(rows):
        passages.append(
            Passage(
                id=f"{name}:{order}",
                document_id=name,
                order=order,
                text=text,
                part=part,
                place=place,
                start=at,
                end=at + len(text),
            )
        )
        at += len(text) + 1
    return document, passages


_AIM1, _AIM2 = (Place(strategic_priority=2, key_aim=n) for n in (1, 2))
_ITEM = Place(strategic_priority=2, item="8", item_title="Strategic Priority 2: Safer Roads")
_ASKED = Place(strategic_priority=2, item="8", question=1)
_OTHER = Place(item="9", item_title="Any other business")
PAPERS = (
    _paper(
        "report",
        ("key_aim", ROADS, _AIM1),
        ("key_aim", SPEED, _AIM2),
        ("bullet", "Two training days for moorland motorcyclists were held.", _AIM1),
        # Says "training", "motorcyclists" and "roads", and stands under the other aim.
        ("bullet", "Volunteers from the training of motorcyclists watch moorland roads.", _AIM2),
    ),
    _paper(
        "minutes",
        ("text", "Members thanked the officers for coming.", _ITEM),
        ("question", "How many volunteers have been lent cameras for speeding?", _ASKED),
        ("answer", "The Commissioner said that eleven villages had them.", _ASKED),
        ("answer", "He would send the list to Members. [Action: Commissioner]", _ASKED),
        ("text", "Key Aim 1 of Strategic Priority 2 was praised by the Chair.", _OTHER),
        ("text", "The Clerk would write about the kettle.", _OTHER),
        ("key_aim", SHIPS, Place(strategic_priority=5, key_aim=1, item="10")),
    ),
)


def _found() -> Found:
    held = {document.id: passages for document, passages in PAPERS}
    return find([document for document, _ in PAPERS], held.__getitem__)


def _texts(aims: Aims, wanted: tuple[int | None, int | None]) -> list[str]:
    return [
        row.passage.text[row.start : row.end].split()[0]
        for rows in aims.told.values()
        for row in rows
        if on(row, wanted)
    ]


def test_a_bullet_is_about_the_aim_it_stands_under_and_no_other() -> None:
    aims = aims_of(_found())
    assert "Volunteers" not in _texts(aims, (2, 1))
    assert "Volunteers" in _texts(aims, (2, 2))


def test_an_aim_is_met_by_its_own_words_with_the_answers_and_by_its_number() -> None:
    aims = aims_of(_found())
    assert _texts(aims, (2, 2)) == ["Volunteers", "How", "The", "He"]
    assert _texts(aims, (2, 1)) == ["Two", "Key"]


def test_a_priority_as_a_whole_is_all_that_stands_under_it_or_names_it() -> None:
    aims = aims_of(_found())
    assert len(_texts(aims, (2, None))) == 7
    assert _texts(aims, (5, None)) == []


def test_only_aims_on_which_something_is_said_are_held() -> None:
    held = [(one.priority, one.number) for one in aims_of(_found()).held]
    assert held == [(2, None), (2, 1), (2, 2)]


def test_every_aim_that_is_held_has_a_timeline() -> None:
    found = _found()
    entries = [Entry(commitment=one) for one in found.commitments]
    for aim in aims_of(found).held:
        line = timeline(found, entries, key_aim=aim.number, strategic_priority=aim.priority)
        assert line, aim
    kinds = [one.what for one in timeline(found, entries, key_aim=2, strategic_priority=2)]
    assert kinds == ["claimed", "asked", "claimed", "promised"]
    assert timeline(found, entries, key_aim=1, strategic_priority=5) == ()
