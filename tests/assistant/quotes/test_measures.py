"""Figures that differ, and sums that miss their total; most figures do neither."""

import pytest

from assistant.asking.question import understand
from assistant.quotes.conflicts import against, remarks
from assistant.quotes.measures import differ, measures
from assistant.quotes.quoting import Quote, quote_all, whole
from assistant.quotes.sums import sums
from tests.assistant.invented import MINUTES, REPORT, passage

_LEAD = "How many boat thefts were there?"


def _quotes(*given: tuple[str, dict[str, object]]) -> list[Quote]:
    quotes = []
    for order, (text, more) in enumerate(given):
        document = REPORT if more.get("paper") else MINUTES
        own = {key: value for key, value in more.items() if key != "paper"}
        held = passage(text, order=order, document_id=document.id, **own)
        quotes.append(whole(held, document))
    return quotes


def _said(text: str, speaker: str, **more: object) -> tuple[str, dict[str, object]]:
    return text, {"speaker": speaker, "lead": _LEAD, "part": "answer", **more}


def test_what_is_counted_and_for_when() -> None:
    first, second = measures("The Clerk said there were 80 thefts in 2018 and 35 in 2019.")
    assert (first.value, first.counted, first.period) == (80, "theft", "2018")
    assert (second.value, second.counted, second.period) == (35, "theft", "2019")
    (about,) = measures("There were around 40 reported thefts in the last year.")
    assert (about.bound, about.period) == ("about", "last year")


@pytest.mark.parametrize(
    "text",
    ["Minute 34 was noted.", "It met on 6 September 2022.", "Band 4 is full.", "In 2021/22."],
)
def test_references_and_dates_count_nothing(text: str) -> None:
    assert measures(text) == ()


def test_figures_of_several_speakers_stand_side_by_side() -> None:
    quotes = _quotes(
        _said("There were around 40 reported boat thefts in the last year.", "Clerk"),
        _said("There were 80 offences in 2018 and 35 in 2019.", "Warden"),
    )
    (group,) = against(understand(_LEAD), quotes)
    assert [figure.measure.value for figure in group] == [40, 80, 35]
    _, citations = quote_all(quotes)
    conflicts, notes = remarks(understand(_LEAD), quotes, citations)
    assert conflicts[0].citations == (1, 2)
    assert "about 40 (last year), Clerk [1]" in notes[0]
    assert "not said to be for the same time" in notes[0]
    # A question that names its year is answered by one of them.
    assert not against(understand("How many boat thefts were there in 2018?"), quotes)


def test_two_papers_that_differ_on_one_thing() -> None:
    quotes = _quotes(
        ("The pumps saved 120 houses in 2021.", {}),
        ("The pumps saved 135 houses in 2021.", {"paper": "r"}),
    )
    (group,) = against(understand("What did the pumps do?"), quotes)
    assert {figure.measure.value for figure in group} == {120, 135}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashby replaced 120 lamps.", "Wendle replaced 75 lamps."),
        ("213 live investigations were open.", "57 river investigations were open."),
        ("There were 372 referrals to the Mechanism.", "There were 415 referrals to the Shelter."),
        ("In August 2019, £106,733 was awarded.", "In January 2020, a further £166,800 was given."),
        ("17 wardens were trained in 2020/21.", "19 wardens were trained in 2021/22."),
        ("Nearly 250 people came.", "240 people came."),
        ("More than 40 schools were seen.", "44 schools were seen."),
        ("79 suspects were arrested.", "96 people were safeguarded."),
        ("The fund paid £75,000 for boats.", "The fund paid £12,000 for sandbags."),
        ("It rose by 12 per cent.", "82 per cent of files met the standard."),
        ("60 cameras are in use.", "Storage costs £14,000 a year."),
        ("The team had 14 officers.", "An additional 22 officers would join the team."),
        ("41 of 96 bikes were recovered.", "310 farms were visited."),
        ("Minute 36 was noted.", "Minute 35 was noted."),
        ("The meeting of 6 June 2022 was long.", "The meeting of 9 June 2022 was short."),
    ],
)
def test_what_does_not_conflict(one: str, other: str) -> None:
    quotes = _quotes((one, {}), (other, {"paper": "r"}))
    for question in ("What happened?", "How many were there?", "How much was it?"):
        assert against(understand(question), quotes) == []


def test_bounds() -> None:
    (forty,), (over,) = measures("40 boats sank."), measures("Over 30 boats sank.")
    assert not differ(forty, over)
    assert differ(forty, measures("50 boats sank.")[0])


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("There were 90 visits, comprising of farms (40), quays (30) and mills (10).", 80),
        ("The grant of £120 was made up of £50 for boats, £40 for pumps and £20 for bags.", 110),
        ("In all 90 visits were made. Listed by place, they were farms (40) and quays (30).", 70),
    ],
)
def test_parts_that_miss_their_total(text: str, added: float) -> None:
    (found,) = sums(text)
    assert found.added == added
    assert not found.adds_up
    assert "add up to" in found.in_words(1) and "not to the total" in found.in_words(1)


@pytest.mark.parametrize(
    "text",
    [
        "There were 90 visits, including farms (40) and quays (30).",
        "There were 90 visits, of which 40 were to farms and 30 to quays.",
        "There were about 90 visits, comprising farms (40) and quays (30).",
        "The River Officer (44) and the Clerk (51) made 90 visits.",
        "The 12 members of 3 boards were split by party.",
        "Nothing is counted here.",
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert sums(text) == ()


def test_a_sum_that_is_right_is_no_conflict() -> None:
    text = "There were 90 visits, comprising of farms (50), quays (30) and mills (10)."
    quotes = _quotes((text, {}))
    assert sums(text)[0].adds_up
    assert remarks(understand("visits?"), quotes, quote_all(quotes)[1]) == ((), ())
