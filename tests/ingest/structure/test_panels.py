"""The styles of other panels: each fixture is a paper of an invented one."""

from datetime import date

import pytest

from tests.ingest.structure.helpers import PANELS, bullets, find, panel, parts

FACTS = {
    "northmere-minutes.txt": ("minutes", "2021-10-14", "Northmere Police and Crime Panel", True),
    "eastvale-minutes.html": (
        "minutes",
        "2022-02-03",
        "Eastvale Police, Fire and Crime Panel",
        None,
    ),
    "orrin-minutes.md": ("minutes", "2022-01-12", "Orrin Firth Policing Board", False),
    "kestrel-agenda.txt": (
        "agenda",
        "2022-06-07",
        "Kestrel Valley Community Safety Scrutiny Committee",
        None,
    ),
    "wendle-report.md": ("report", "2021-11-18", "Wendle and Ashby Police and Crime Panel", None),
    "harrowfen-report.txt": ("report", "2022-09-22", "Harrowfen Police and Crime Panel", None),
    "penrose-minutes.txt": ("minutes", "2023-03-06", "Penrose Police and Crime Panel", True),
    "dunmere-report.txt": ("report", "2022-11-14", "Dunmere Police and Crime Panel", None),
    "saltmarsh-guide.txt": ("other", None, "Saltmarsh Borough Council", None),
}


@pytest.mark.parametrize("name", FACTS)
def test_facts_come_from_the_content(name: str) -> None:
    kind, day, body, draft = FACTS[name]
    document = panel(name).document
    assert (document.kind, document.body, document.draft) == (kind, body, draft)
    assert document.meeting_date == (date.fromisoformat(day) if day else None)
    assert document.title.split()[-1] not in {"of", "the", "held", "on"}


def test_every_fixture_is_tested() -> None:
    assert {path.name for path in PANELS.iterdir()} == set(FACTS)


def test_minute_numbers_and_an_earlier_meetings_minutes() -> None:
    minutes = panel("northmere-minutes.txt")
    assert [x.place.item for x in parts(minutes, "item_title")] == ["34", "35", "36", "37"]
    assert [x.text for x in parts(minutes, "item_title")][2] == "Rural Crime Team"
    assert not any(x.place.item_inferred for x in minutes.passages)


def test_attendance_with_role_and_organisation() -> None:
    minutes = panel("northmere-minutes.txt")
    present = [x for x in parts(minutes, "attendance") if x.place.item is None]
    assert len(present) == 6
    assert present[0].text == "Councillor Aileen Marsh (Chair) - Northmere City Council"
    assert present[0].lead == "Members present"
    people = {x.name: x.role for x in minutes.people}
    assert people["Rashid Quill"] == "Chief Constable"
    assert people["Helena Voss"] == "Police and Crime Commissioner for Northmere"


def test_questions_told_as_a_story() -> None:
    minutes = panel("northmere-minutes.txt")
    asked = [(x.place.question, x.place.speaker) for x in parts(minutes, "question")]
    assert asked == [(1, "Councillor Patel"), (2, "Councillor Marsh")]
    replied = [(x.place.question, x.place.speaker) for x in parts(minutes, "answer")]
    assert replied == [(1, "Chief Constable"), (2, "Commissioner")]
    assert find(minutes, "310 farms").place.speaker is None


def test_resolutions_and_actions() -> None:
    minutes = panel("northmere-minutes.txt")
    rural = [x for x in parts(minutes, "resolution") if x.place.item == "36"]
    assert [x.text[:3] for x in rural] == ["RES", "(a)", "(b)"]
    assert rural[2].lead == "RESOLVED:"
    assert find(minutes, "ACTION:").part == "action"


def test_lettered_sub_items() -> None:
    minutes = panel("eastvale-minutes.html")
    titles = [(x.place.item, x.text) for x in parts(minutes, "item_title")]
    assert ("13(a)", "Police precept") in titles
    assert find(minutes, "1.9 per cent").place.item == "13(b)"
    assert find(minutes, "1.9 per cent").place.headings == (
        "Budget and precept 2022/23",
        "Fire precept",
    )


def test_labelled_questions_name_who_asks_and_who_answers() -> None:
    minutes = panel("eastvale-minutes.html")
    speeding = find(minutes, "What is being done about speeding")
    assert (speeding.place.question, speeding.place.speaker) == (1, "Cllr Samir Holt")
    watch = find(minutes, "A community speed watch")
    assert (watch.part, watch.place.question, watch.place.speaker) == ("answer", 1, "Commissioner")
    assert watch.lead == speeding.text
    assert find(minutes, "[Action: Panel Officer]").text.startswith("The work programme was noted.")
    assert "Cookies" not in "".join(x.text for x in minutes.passages)


def test_attendance_table() -> None:
    minutes = panel("eastvale-minutes.html")
    assert find(minutes, "Brackwater Town Council").part == "attendance"


def test_items_in_markdown_with_short_questions() -> None:
    minutes = panel("orrin-minutes.md")
    assert [x.place.item for x in parts(minutes, "item_title")] == ["5", "6"]
    answers = [(x.place.question, x.place.speaker) for x in parts(minutes, "answer")]
    assert answers == [(1, None), (2, "Superintendent Gale")]
    assert find(minutes, "AGREED").part == "resolution"
    assert find(minutes, "60 cameras").place.bullet == "1"


def test_an_agenda_keeps_its_numbers_and_purposes() -> None:
    agenda = panel("kestrel-agenda.txt")
    assert [x.place.item for x in parts(agenda, "item_title")] == ["1", "2", "3", "7"]
    assert len(parts(agenda, "purpose")) == 4


def test_priorities_instead_of_aims() -> None:
    report = panel("wendle-report.md")
    assert [(x.place.key_aim, bool(x.lead)) for x in parts(report, "key_aim")] == [
        (1, True), (2, True), (3, True), (1, False), (2, False), (3, False),
    ]  # fmt: skip
    assert bullets(report) == {
        (1, "Street lighting", "2021/22"): ["1", "2"],
        (1, "Street lighting", "2021/22 (Q3)"): ["1"],
        (1, "Taxi marshals", "2020/21"): ["1"],
        (2, "Visits", "2021/22"): ["1"],
    }
    towns = find(report, "Wendle replaced 75")
    assert (towns.place.bullet, towns.place.group) == ("2.1.2", "Towns")
    assert towns.lead == "The scheme has two parts:"
    assert find(report, "Safer Nights Fund").place.bullet == "1"
    assert find(report, "Area: Ashby").text == "Area: Ashby; Trust 2020: 61; Trust 2021: 66"
    assert find(report, "Area: Ashby").place.key_aim == 3
    recommendation = find(report, "That the Panel notes")
    assert (recommendation.part, recommendation.place.key_aim) == ("resolution", None)


def test_objectives_in_plain_text() -> None:
    report = panel("harrowfen-report.txt")
    listed = [x.place.key_aim for x in parts(report, "key_aim")]
    assert listed == [1, 2, 3, 1, 2, 3]
    assert find(report, "88 were under 25").place.bullet == "1.1"
    assert find(report, "88 were under 25").lead == (
        "Navigators met 212 patients, of whom 131 agreed to further support from the service."
    )
    assert find(report, "640 patients").place.year == "2021/22"
    assert find(report, "second quarter").part == "note"
    (cross,) = parts(report, "cross_reference")
    assert (cross.place.key_aim, cross.place.strand) == (3, "Youth commission")
    assert find(report, "Petra Lund").place.key_aim is None


def test_agenda_items_with_questions_told_and_labelled() -> None:
    minutes = panel("penrose-minutes.txt")
    assert [x.place.item for x in parts(minutes, "item_title")] == ["7", "8"]
    spoken = [
        (x.part, x.place.question, x.place.speaker)
        for x in minutes.passages
        if x.part in {"question", "answer"}
    ]
    assert spoken == [
        ("question", 1, "Cllr Ward"),
        ("answer", 1, "Chief Executive"),
        ("question", 2, None),
        ("answer", 2, "Commissioner"),
    ]
    assert len(parts(minutes, "resolution")) == 3
    assert [x.place.item for x in parts(minutes, "action")] == ["7"]
    attended = parts(minutes, "attendance")
    assert attended[-1].text == "Mr P Dunn, Chief Executive, OPCC"


def test_years_written_out_and_quarters_without_their_year() -> None:
    assert bullets(panel("dunmere-report.txt")) == {
        (1, None, "2020/21"): ["1"],
        (1, None, "2020/21 (Q3)"): ["1"],
        (1, None, "2021/22 (Q3)"): ["1"],
        (2, None, "2021/22"): ["1"],
    }


def test_a_paper_without_any_of_it_still_has_headings_and_pages() -> None:
    guide = panel("saltmarsh-guide.txt")
    apply = find(guide, "An application can be made")
    assert (apply.place.headings, apply.page) == (("How to apply",), 2)
    assert [x.lead for x in parts(guide, "bullet")] == [apply.text] * 3
    assert guide.document.pages == 2
