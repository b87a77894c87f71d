"""The structure of the official documents, counted as a reader of the papers counts it."""

from datetime import date

import pytest

from tests.ingest.structure.helpers import bullets, find, groups, official, parts

TVP, OPCC = "TVP Delivery Plan", "OPCC general activities"
FUND, PROPERTY = "OPCC Community Safety Fund initiatives", "Police Property Act Fund initiatives"
REPORT_CELLS = {
    (1, TVP, "2020/21"): 2,
    (1, TVP, "2019/20"): 5,
    (1, OPCC, "2020/21"): 1,
    (1, OPCC, "2019/20"): 1,
    (1, FUND, "2019/20"): 3,
    (1, PROPERTY, "2019/20"): 5,
    (2, TVP, "2020/21"): 1,
    (2, TVP, "2019/20"): 5,
    (2, OPCC, "2020/21"): 3,
    (2, OPCC, "2019/20"): 3,
    (3, TVP, "2020/21"): 1,
    (3, TVP, "2019/20"): 1,
    (3, OPCC, "2019/20"): 1,
    (4, TVP, "2019/20"): 1,
    (4, OPCC, "2019/20"): 1,
    (4, OPCC, "2020/21 (Q1)"): 1,
}
CROSS_REFERENCES = [
    (2, OPCC, "2019/20"),
    (2, FUND, None),
    (2, PROPERTY, None),
    (3, FUND, None),
    (3, PROPERTY, None),
    (4, TVP, "2020/21"),
    (4, OPCC, "2019/20"),
    (4, FUND, None),
    (4, PROPERTY, None),
]
FORMATS = [".txt", ".pdf", ".docx"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_report_has_its_bullets_in_their_cells(suffix: str) -> None:
    report = official("report", suffix)
    assert {cell: len(found) for cell, found in bullets(report).items()} == REPORT_CELLS
    cross = [
        (x.place.key_aim, x.place.strand, x.place.year) for x in parts(report, "cross_reference")
    ]
    assert cross == CROSS_REFERENCES
    assert groups(report, (1, OPCC, "2020/21")) == {
        "Social media": 1,
        "Website": 2,
        "Partnership": 6,
    }


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_report_keeps_what_hangs_on_a_bullet(suffix: str) -> None:
    report = official("report", suffix)
    example = find(report, "For example, in one area")
    assert (example.place.strand, example.place.bullet) == (FUND, "2")
    assert example.text.startswith("Additionally")  # a bullet's second paragraph belongs to it
    note = find(report, "Further detail of these grants")
    assert (note.part, note.place.strand, note.place.year) == ("note", PROPERTY, "2019/20")
    slavery = [x for x in parts(report, "bullet") if x.text.startswith("The Vulnerability Demand")]
    assert [x.text[-15:] for x in slavery] == ["and Harassment)"[-14:] + "."] * 2


def test_the_report_opens_with_its_facts_objective_and_aims() -> None:
    report = official("report")
    document = report.document
    assert document.kind == "report"
    assert document.meeting_date == date(2021, 3, 26)
    assert document.body == "Thames Valley Police and Crime Panel"
    assert "Strategic Priority 4" in document.title
    assert {x.place.strategic_priority for x in report.passages} == {4}
    before = [x for x in report.passages if x.order < find(report, "I have summarised below").order]
    assert [x.place.key_aim for x in before if x.part == "key_aim"] == [1, 2, 3, 4]
    focus = find(report, "Improving community resilience")
    assert focus.lead is not None and "my objective is to" in focus.lead
    assert [x.part for x in report.passages[-1:]] == ["signature"]


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf"])
def test_the_minutes_have_their_items_in_order(suffix: str) -> None:
    minutes = official("minutes", suffix)
    titles = parts(minutes, "item_title")
    assert [x.place.item for x in titles] == [f"{n}/21" for n in range(11, 19)]
    if suffix == ".txt":
        inferred = [x.place.item for x in titles if x.place.item_inferred]
        assert inferred == ["11/21", "12/21", "16/21", "18/21"]
    priorities = {x.place.item: x.place.strategic_priority for x in titles}
    assert (priorities["14/21"], priorities["15/21"], priorities["17/21"]) == (3, 4, None)
    questions = [(x.place.item, x.place.question) for x in parts(minutes, "question")]
    assert questions == [
        ("14/21", 1), ("14/21", 2), ("15/21", 1), ("15/21", 2),
        ("17/21", 1), ("17/21", 2), ("17/21", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf"])
def test_the_minutes_say_who_speaks_only_where_the_text_does(suffix: str) -> None:
    minutes = official("minutes", suffix)
    answers = [x for x in parts(minutes, "answer") if x.place.item == "17/21"]
    dogs = [x.place.speaker for x in answers if x.place.question == 1]
    assert dogs == [None, None, None, "Deputy PCC", "Chief Constable", "Chief Constable"]
    assert find(minutes, "372 referrals").place.speaker == "Victoria Butler"
    assert find(minutes, "The Chairman expressed").place.speaker == "Chairman"
    assert find(minutes, "The Deputy PCC commented").place.speaker == "Deputy PCC"
    assert find(minutes, "The Panel was informed that re-offending").place.speaker is None


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf"])
def test_the_action_stands_with_its_promise(suffix: str) -> None:
    (action,) = parts(official("minutes", suffix), "action")
    assert action.text == (
        "The Chief Constable said he would provide those figures for the Panel. [Action: PCC/ TVP]"
    )
    assert (action.place.item, action.place.question) == ("17/21", 1)
    assert action.place.speaker == "Chief Constable"


def test_the_minutes_carry_no_web_page_around_them() -> None:
    minutes = official("minutes")
    whole = "\n".join(x.text for x in minutes.passages)
    for furniture in ("pdf icon", "PDF 4", "view the full", "Additional documents", "No. Item"):
        assert furniture not in whole
    assert minutes.document.meeting_date == date(2021, 3, 26)
    assert [x.place.item for x in minutes.passages if x.cut_short] == [
        "13/21", "14/21", "15/21", "17/21",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["report", "minutes"])
def test_no_passage_shows_how_the_page_was_laid_out(kind: str) -> None:
    for x in official(kind).passages:
        assert x.text == " ".join(x.text.split())
        assert not x.text.startswith(("•", "·", "o ", "\uf0b7"))
        assert len(x.text) <= 900
