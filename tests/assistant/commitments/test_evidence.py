"""What later papers show, and above all: "fulfilled" only where a sentence says so."""

from datetime import date

import pytest

from tests.assistant.commitments.papers import followed, minutes, report

MARCH, JUNE = "3 March 2022", "16 June 2022"
PROMISE = (
    "The Chief Constable undertook to provide a breakdown of stolen quad bikes by ward in Ashby."
)


def status_of(promise: str, later: str, today: date = date(2022, 7, 1)) -> tuple[str, list[str]]:
    one = followed(minutes(MARCH, promise), minutes(JUNE, later), today=today)
    mine = [c for c in one if c.text in promise]
    assert len(mine) == 1, [c.text for c in one]
    return mine[0].status, [e.relation for e in mine[0].evidence]


@pytest.mark.parametrize(
    "later",
    [
        "The breakdown of stolen quad bikes by ward in Ashby had been provided on 4 April 2022.",
        "A breakdown of the quad bikes stolen in Ashby, ward by ward, was circulated to Members.",
        "The Panel received the breakdown of stolen quad bikes by ward in Ashby.",
    ],
)
def test_a_sentence_that_says_so_fulfils(later: str) -> None:
    assert status_of(PROMISE, later) == ("fulfilled", ["fulfils"])


@pytest.mark.parametrize(
    "later",
    [
        "The breakdown of stolen quad bikes by ward in Ashby had not been provided.",
        "The breakdown of stolen quad bikes by ward in Ashby had never been provided.",
        "The breakdown of stolen quad bikes by ward in Ashby will be provided in July.",
        "The breakdown of stolen quad bikes by ward in Ashby was still outstanding.",
        "The breakdown of stolen quad bikes by ward in Ashby should have been provided in April.",
        "The breakdown of stolen quad bikes by ward in Ashby was due to be provided in April.",
        "The Chair asked if the breakdown of stolen quad bikes by ward in Ashby had been provided.",
        "If the breakdown of stolen quad bikes by ward in Ashby was provided, nobody had seen it.",
        "Mr Reed thought the breakdown of stolen quad bikes by ward in Ashby had been provided.",
        "The breakdown of stolen quad bikes by ward in Wendle had been provided.",
        "A leaflet about stolen quad bikes by ward in Ashby was provided.",
        "The breakdown of stolen quad bikes by ward in Ashby was discussed.",
        "The breakdown of stolen quad bikes by ward in Ashby was provided in January 2022.",
        "The breakdown of stolen quad bikes by ward in Ashby was prepared and then withdrawn.",
        "She had promised to provide the breakdown of stolen quad bikes by ward in Ashby.",
        "Quad bikes stolen in Ashby had been found.",
        "The Chief Constable provided a breakdown of complaints.",
    ],
)
def test_nothing_less_fulfils(later: str) -> None:
    status, relations = status_of(PROMISE, later)
    assert status != "fulfilled"
    assert "fulfils" not in relations and "partly" not in relations


@pytest.mark.parametrize(
    ("promise", "later"),
    [
        (
            "The Chief Constable promised that thirty volunteers would be trained in speed watch.",
            "Twelve of the thirty volunteers had been trained in speed watch.",
        ),
        (
            "The Chief Constable promised that thirty volunteers would be trained in speed watch.",
            "The Force had trained twelve volunteers in speed watch.",
        ),
        (
            "The Commissioner agreed to publish the letters to victims in six languages.",
            "The letters to victims were published in two of the six languages.",
        ),
    ],
)
def test_part_of_it_is_part_of_it(promise: str, later: str) -> None:
    assert status_of(promise, later)[0] == "partly fulfilled"


def test_those_figures_are_told_by_the_question() -> None:
    lines = (
        "Councillor Reed asked about the detection of dog thefts.",
        "The Chief Constable replied that few were. She would provide those figures to Members.",
    )
    said = "The figures for the detection of dog thefts had been provided to Members."
    other = "The figures for the detection of bicycle damage had been provided to Members."
    (right,) = [
        c for c in followed(minutes(MARCH, *lines), minutes(JUNE, said)) if "those" in c.text
    ]
    (wrong,) = [
        c for c in followed(minutes(MARCH, *lines), minutes(JUNE, other)) if "those" in c.text
    ]
    assert right.status == "fulfilled"
    assert wrong.status != "fulfilled"


def test_status_without_evidence() -> None:
    dated = "The Commissioner agreed to publish the estates plan by 1 May 2022."
    undated = "The Commissioner agreed to publish the estates plan."
    nothing = "The weather was discussed."
    assert status_of(dated, nothing)[0] == "overdue"
    assert status_of(dated, nothing, today=date(2022, 4, 1))[0] == "open"
    assert status_of(undated, nothing)[0] == "no later record"
    (one,) = followed(minutes(MARCH, undated), minutes(JUNE, nothing))
    assert one.status_text == "no later record in the documents held up to 16 June 2022"


def test_the_due_day_itself_is_not_late() -> None:
    dated = "The Commissioner agreed to publish the estates plan by 1 May 2022."
    assert status_of(dated, "Nothing.", today=date(2022, 5, 1))[0] == "open"
    assert status_of(dated, "Nothing.", today=date(2022, 5, 2))[0] == "overdue"


def test_an_earlier_paper_is_no_evidence() -> None:
    one = followed(
        minutes(
            "3 March 2022", "The breakdown of stolen quad bikes by ward in Ashby was provided."
        ),
        minutes("16 June 2022", PROMISE),
    )
    assert [c.evidence for c in one] == [()]


def test_minutes_follow_the_report_of_their_meeting() -> None:
    plan = "The Force will install cameras at Coldwater Bridge."
    done = "The Chief Constable said that the cameras had been installed at Coldwater Bridge."
    (one,) = followed(report(MARCH, plan), minutes(MARCH, done))
    assert one.status == "fulfilled"


def test_the_promising_paper_alone_shows_nothing() -> None:
    done = "The breakdown of stolen quad bikes by ward in Ashby had been provided."
    (one,) = followed(minutes(MARCH, PROMISE, done))
    assert one.status == "no later record"
    assert [e.relation for e in one.evidence] == ["may relate"]


def test_a_tracker_row_tells_by_its_status() -> None:
    from ingest.blocks import Block

    row = "Action: Send the map of bus stops; Owner: Clerk; Status: "
    for state, wanted in (
        ("Complete", "fulfilled"),
        ("Ongoing", "open"),
        ("Partly complete", "partly fulfilled"),
    ):
        one = followed(
            minutes(MARCH, "ACTION: Clerk to send the map of bus stops."),
            (*minutes(JUNE), Block(text=row + state, kind="table_row")),
        )
        assert one[0].status == wanted, state


def test_every_quote_stands_where_it_is_cited() -> None:
    said = "Minute 7: the breakdown of stolen quad bikes by ward in Ashby was provided. No more."
    (one,) = followed(minutes(MARCH, PROMISE), minutes(JUNE, said))
    for citation in (one.citation, *(e.citation for e in one.evidence)):
        assert citation.quote and citation.end - citation.start == len(citation.quote)
    assert one.evidence[0].citation.quote == said.split(" No more", maxsplit=1)[0]
