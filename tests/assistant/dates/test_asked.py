"""Stretches of time as people say them, seen from a day and from the meetings held."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dates.asked import days_of, find_dates
from assistant.dates.periods import Period, find_periods, in_period, without_periods
from assistant.language.english import words_of
from tests.assistant.limits import ADVERSARIAL, cpu_limit

TODAY = date(2021, 6, 10)
MEETINGS = (date(2020, 1, 31), date(2020, 9, 18), date(2021, 1, 29), date(2021, 3, 26))
REPORTS = (date(2020, 9, 18), date(2021, 2, 3))


def _one(said: str) -> Period:
    (found,) = find_periods(said, today=TODAY, meetings=MEETINGS, reports=REPORTS)
    return found


def _days(said: str) -> tuple[str | None, str | None]:
    found = _one(said)
    return (
        found.first.isoformat() if found.first else None,
        found.last.isoformat() if found.last else None,
    )


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("on 26/03/2021", "2021-03-26", "2021-03-26"),
        ("on 26.3.21", "2021-03-26", "2021-03-26"),
        ("on 2021-03-26", "2021-03-26", "2021-03-26"),
        ("on the 26th of March 2021", "2021-03-26", "2021-03-26"),
        ("in March 2021", "2021-03-01", "2021-03-31"),
        ("in February 2020", "2020-02-01", "2020-02-29"),
        ("in December 2020", "2020-12-01", "2020-12-31"),
        ("in 2020", "2020-01-01", "2020-12-31"),
        ("in 2019-20", "2019-04-01", "2020-03-31"),
        ("in 2019/20", "2019-04-01", "2020-03-31"),
        ("in 2019/2020", "2019-04-01", "2020-03-31"),
        ("in 2099/00", "2099-04-01", "2100-03-31"),
        ("in Q1 2020/21", "2020-04-01", "2020-06-30"),
        ("in Q4 2020/21", "2021-01-01", "2021-03-31"),
        ("in quarter 2 of 2020/21", "2020-07-01", "2020-09-30"),
        ("in the third quarter of 2020/21", "2020-10-01", "2020-12-31"),
        ("in 2020/21 (Q1)", "2020-04-01", "2020-06-30"),
        ("in Q1 2021", "2021-01-01", "2021-03-31"),
        ("in spring 2021", "2021-03-01", "2021-05-31"),
        ("in the autumn of 2020", "2020-09-01", "2020-11-30"),
        ("in winter 2020/21", "2020-12-01", "2021-02-28"),
    ],
)
def test_what_needs_no_standpoint(said: str, first: str, last: str) -> None:
    assert _days(f"What was done {said}?") == (first, last)
    (alone,) = find_periods(f"What was done {said}?")
    assert (alone.first, alone.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("before 2020", None, "2019-12-31"),
        ("prior to March 2020", None, "2020-02-29"),
        ("until March 2021", None, "2021-03-31"),
        ("by June 2021", None, "2021-06-30"),
        ("since 2019/20", "2019-04-01", None),
        ("after 26 March 2021", "2021-03-27", None),
        ("after 2019", "2020-01-01", None),
        ("since the meeting of 29 January 2021", "2021-01-29", None),
        ("between March and June 2021", "2021-03-01", "2021-06-30"),
        ("between November and March 2021", "2020-11-01", "2021-03-31"),
        ("between 4 May 2021 and 9 June 2022", "2021-05-04", "2022-06-09"),
        ("from 4 to 9 May 2021", "2021-05-04", "2021-05-09"),
        ("from 2018 to 2020", "2018-01-01", "2020-12-31"),
        ("between 2018/19 and 2020/21", "2018-04-01", "2021-03-31"),
        ("in 2018-2020", "2018-01-01", "2020-12-31"),
        ("from March 2020 until June 2020", "2020-03-01", "2020-06-30"),
    ],
)
def test_since_until_between(said: str, first: str | None, last: str | None) -> None:
    assert _days(f"What was raised {said}?") == (first, last)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("last March", "2021-03-01", "2021-03-31"),
        ("last August", "2020-08-01", "2020-08-31"),
        ("last summer", "2020-06-01", "2020-08-31"),
        ("this year", "2021-01-01", "2021-12-31"),
        ("last year", "2020-01-01", "2020-12-31"),
        ("this financial year", "2021-04-01", "2022-03-31"),
        ("last financial year", "2020-04-01", "2021-03-31"),
        ("last month", "2021-05-01", "2021-05-31"),
        ("last quarter", "2021-01-01", "2021-03-31"),
        ("last week", "2021-05-31", "2021-06-06"),
        ("in the last two years", "2019-06-11", "2021-06-10"),
        ("over the past 6 months", "2020-12-11", "2021-06-10"),
        ("two years ago", "2019-01-01", "2019-12-31"),
        ("since last year", "2020-01-01", None),
        ("since March", "2021-03-01", None),
        ("since August", "2020-08-01", None),
    ],
)
def test_seen_from_today(said: str, first: str, last: str | None) -> None:
    assert _days(f"What was done {said}?") == (first, last)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("at the last meeting", "2021-03-26", "2021-03-26"),
        ("at the most recent panel meeting", "2021-03-26", "2021-03-26"),
        ("at the previous meeting", "2021-01-29", "2021-01-29"),
        ("at the January meeting", "2021-01-29", "2021-01-29"),
        ("since the January meeting", "2021-01-29", None),
        ("before the last meeting", None, "2021-03-25"),
        ("after the September meeting", "2020-09-19", None),
        ("at the last two meetings", "2021-01-29", "2021-03-26"),
        ("at the meeting before 29 January 2021", "2020-09-18", "2020-09-18"),
        ("in the latest report", "2021-02-03", "2021-02-03"),
        ("between the January and March meetings", "2021-01-01", "2021-03-26"),
    ],
)
def test_seen_from_the_meetings_held(said: str, first: str | None, last: str | None) -> None:
    assert _days(f"What was decided {said}?") == (first, last)
    assert _one(f"What was decided {said}?").of_meeting


@pytest.mark.parametrize(
    "said",
    ["last March", "this year", "in the last two years", "at the last meeting", "two years ago"],
)
def test_nothing_is_read_from_a_clock(said: str) -> None:
    (found,) = find_periods(f"What was done {said}?")
    assert not found.known
    assert not found.holds(TODAY)
    assert not found.said_in("In March 2021 it was done.")
    assert not in_period(found, meeting=TODAY, year=None, text="in 2021")


def test_the_newest_meeting_stands_for_today() -> None:
    (found,) = find_periods("since last March", meetings=MEETINGS)
    assert found.first == date(2020, 3, 1)  # March 2021 was not over when the newest was held


def test_meetings_after_today_were_not_held() -> None:
    (found,) = find_periods("the last meeting", today=date(2021, 2, 1), meetings=MEETINGS)
    assert found.first == date(2021, 1, 29)


def test_a_meeting_that_is_not_held() -> None:
    (found,) = find_periods("at the meeting before 1 January 2019", meetings=MEETINGS)
    assert not found.known and found.of_meeting
    (only,) = find_periods("at the previous meeting", meetings=MEETINGS[:1])
    assert not only.known


def test_a_month_without_a_year_stays_open() -> None:
    (found,) = find_periods("What was done in March?", today=TODAY)
    assert found.known and found.first is None
    assert found.holds(date(2019, 3, 2)) and found.holds(date(2021, 3, 31))
    assert not found.holds(date(2021, 4, 1))
    assert found.said_in("on 4 March 2020") and found.said_in("by 4 March")
    assert not found.said_in("on 4 April 2020")


@pytest.mark.parametrize(
    "text",
    [
        "What did the £2020 buy?",
        "What was said under item 13/2021?",
        "They may march in the spring.",
        "How many boats sank?",
        "Which of the 2019 lamps, 20,210 in all, failed on the A2021?",
    ],
)
def test_other_numbers_and_words(text: str) -> None:
    assert all(one.said == "2019" for one in find_periods(text))


def test_where_it_stands() -> None:
    text = "What was raised since the January meeting, and what before 2020?"
    found = find_periods(text, meetings=MEETINGS)
    assert [text[one.start : one.end] for one in found] == ["since the January", "before 2020"]
    assert [one.said for one in found] == ["since the January", "before 2020"]
    rest = without_periods(text, found)
    assert len(rest) == len(text)
    assert "January" not in rest and "2020" not in rest and "raised" in rest


@pytest.mark.parametrize(
    ("asked", "meeting", "year", "text", "inside"),
    [
        ("since 2020", "2021-03-26", None, "Nine wardens were trained.", True),
        ("since 2020", "2021-03-26", "2018/19", "Nine wardens were trained.", False),
        ("since 2020", "2021-03-26", "2020/21", "Nine wardens were trained.", True),
        ("since 2020", "2021-03-26", "2020/21 (Q1)", "Nine wardens were trained.", True),
        ("before 2020", "2021-03-26", "2019/20", "Nine wardens were trained.", True),
        ("before 2020", "2021-03-26", None, "In 2018 nine were trained.", True),
        ("before 2020", "2021-03-26", None, "Nine were trained.", False),
        ("in March 2021", "2021-03-26", "2018/19", "Nine were trained.", True),
        ("in March 2021", "2021-01-29", "2020/21", "In 2020/21 nine were trained.", False),
        ("in March 2021", "2021-01-29", None, "On 4 March 2021 nine were trained.", True),
        ("in 2019/20", None, None, "In May 2019 nine were trained.", True),
        ("in 2019/20", None, None, "In May 2020 nine were trained.", False),
        ("since the January meeting", "2021-03-26", "2018/19", "Nine.", True),
        ("since the January meeting", "2020-09-18", "2020/21", "Nine.", False),
        ("between March and June 2021", "2021-03-26", None, "Nine.", True),
        ("between April and June 2021", "2021-03-26", None, "Nine.", False),
    ],
)
def test_what_falls_within(
    asked: str, meeting: str | None, year: str | None, text: str, inside: bool
) -> None:
    day = date.fromisoformat(meeting) if meeting else None
    assert in_period(_one(asked), meeting=day, year=year, text=text) is inside


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ((2021, 3, 26), "2021-03-26", "2021-03-26"),
        ((2021, 12, None), "2021-12-01", "2021-12-31"),
        ((2021, None, None), "2021-01-01", "2021-12-31"),
    ],
)
def test_days_of_a_date(day: tuple[int, int | None, int | None], first: str, last: str) -> None:
    assert days_of(day) == (date.fromisoformat(first), date.fromisoformat(last))


def test_no_days_of_what_does_not_say_them() -> None:
    assert days_of((None, 3, 26)) is None
    assert days_of((2021, 2, 30)) is None


_WORDS = st.lists(
    st.sampled_from(
        sorted(
            words_of(
                "since before between from and to until the last previous meeting report this year "
                "in Q1 2019/20 2020 March 26 26/03/2021 spring of two years ago 2099/00 9999 - ( "
                "may"
            )
        )
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(max_size=80), _WORDS), st.sampled_from([None, TODAY, date.min, date.max]))
def test_any_text(text: str, today: date | None) -> None:
    for one in find_periods(text, today=today, meetings=MEETINGS):
        assert text[one.start : one.end] == one.said
        assert one.first is None or one.last is None or one.first <= one.last
        in_period(one, meeting=TODAY, year="2019/20", text=text)
    assert [day for *_, day in find_dates(text)] == [day for *_, day in find_dates(f"{text} ")]


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_texts_take_bounded_time(name: str) -> None:
    with cpu_limit(5):
        find_periods(ADVERSARIAL[name], today=TODAY, meetings=MEETINGS)
