"""Which sentences are commitments, whose, and by when; on papers of panels that do not exist."""

from datetime import date

import pytest

from ingest.blocks import Block
from tests.assistant.commitments.papers import found, minutes, report

DAY = "3 March 2022"


def one_of(*lines: str) -> tuple[str, tuple[str, ...], str | None]:
    commitments = found(minutes(DAY, *lines))
    assert len(commitments) == 1, [c.text for c in commitments]
    (one,) = commitments
    return one.kind, one.owners, one.due.day.isoformat() if one.due and one.due.day else None


@pytest.mark.parametrize(
    ("line", "kind", "owners", "due"),
    [
        ("ACTION: Clerk to circulate the map of patrols.", "action", ("Clerk",), None),
        ("Action – J Smith by 1 May", "action", ("J Smith",), "2022-05-01"),
        (
            "Action: circulate the map of patrols (Scrutiny Officer)",
            "action",
            ("Scrutiny Officer",),
            None,
        ),
        (
            "ACTION POINT 3: the PCC to write to the Home Office by the end of April.",
            "action",
            ("PCC",),
            "2022-04-30",
        ),
        (
            "The Commissioner would look into it. [Action: PCC / Force by 30 June 2022]",
            "action",
            ("PCC", "Force"),
            "2022-06-30",
        ),
        (
            "RESOLVED: That the Commissioner provide a breakdown of overtime within 28 days.",
            "action",
            ("Commissioner",),
            "2022-03-31",
        ),
        (
            "Resolved – that the Chief Executive be requested to attend the next meeting.",
            "action",
            ("Chief Executive",),
            None,
        ),
        ("It was agreed that a letter be sent to the Minister.", "action", (), None),
        ("The Panel requested that the risk register be circulated.", "action", (), None),
        (
            "Members asked the Commissioner to provide the number of complaints.",
            "action",
            ("Commissioner",),
            None,
        ),
        (
            "The Commissioner undertook to provide the answer in writing within two weeks.",
            "undertaking",
            ("Commissioner",),
            "2022-03-17",
        ),
        (
            "The Deputy Commissioner agreed to look at the wording and report back in June.",
            "undertaking",
            ("Deputy Commissioner",),
            "2022-06-30",
        ),
        (
            "The Chief Constable said he would provide the figures after the meeting.",
            "undertaking",
            ("Chief Constable",),
            None,
        ),
        (
            "The Chief Constable assured the Panel that a review would be completed by Q3 2022/23.",
            "undertaking",
            ("Chief Constable",),
            "2022-12-31",
        ),
        (
            "Superintendent Gale explained that the new unit would go live in early 2023.",
            "undertaking",
            ("Superintendent Gale",),
            "2023-03-31",
        ),
        (
            "It was reported that 25 officers would be hired by the end of the financial year.",
            "undertaking",
            (),
            "2022-03-31",
        ),
        (
            "The Chief Finance Officer said an update would be brought to the July meeting.",
            "undertaking",
            ("Chief Finance Officer",),
            "2022-07-31",
        ),
        (
            "The strategy is to be published by the Office of the PCC in the autumn of 2022.",
            "intention",
            ("Office of the PCC",),
            "2022-11-30",
        ),
        (
            "The Chief Constable said that she would bring the rota to the Panel before July.",
            "undertaking",
            ("Chief Constable",),
            "2022-07-31",
        ),
        (
            "Officers were asked to prepare a note on the grant for the July meeting.",
            "action",
            ("Officers",),
            "2022-07-31",
        ),
        (
            "The Commissioner has asked the Chief Constable to produce a plan by September 2022.",
            "action",
            ("Chief Constable",),
            "2022-09-30",
        ),
        (
            "The Force would, the Chief Constable said, extend the pilot to Tull from May.",
            "undertaking",
            ("Force",),
            "2022-05-31",
        ),
        (
            "The review is expected to report by October 2022.",
            "intention",
            (),
            "2022-10-31",
        ),
        ("Follow-up: Clerk to check the quorum rules.", "action", ("Clerk",), None),
        ("The Force was planning to open a new control room.", "intention", ("Force",), None),
        ("Work was under way to replace the radios.", "intention", (), None),
        (
            "A further report will come back to the Panel later this year.",
            "undertaking",
            (),
            "2022-12-31",
        ),
        (
            "The Chair undertook to write to all district councils on the Panel's behalf.",
            "undertaking",
            ("Chair",),
            None,
        ),
    ],
)
def test_what_is_a_commitment(
    line: str, kind: str, owners: tuple[str, ...], due: str | None
) -> None:
    assert one_of(line) == (kind, owners, due)


@pytest.mark.parametrize(
    "line",
    [
        "RESOLVED: That the report be noted.",
        "It was agreed that the minutes be signed as a correct record.",
        "The Panel agreed that the figures were too high.",
        "RECOMMENDED that the precept be supported.",
        "Will the Commissioner publish the figures?",
        "Councillor Reed asked when the figures would be published.",
        "Councillor Reed asked whether the Force would buy new cars.",
        "If funding were found, the Commissioner would extend the scheme.",
        "It would be helpful to see the figures.",
        "Members felt that the Commissioner should publish the figures.",
        "The Commissioner would have published the figures earlier.",
        "The Commissioner provided the figures after the last meeting.",
        "Cameras had been installed in June 2021.",
        "Officers would normally attend within the hour.",
        "The Commissioner is required to publish an annual report.",
        "The Commissioner must hold the Chief Constable to account.",
        "This would cost £40,000 a year.",
        "The Commissioner thanked all those who had agreed to help.",
        "The aim was to catch offenders early.",
        "The plan agreed in 2019 set out what each partner would do.",
        "Staff are to be congratulated on their work.",
        "The law will change in April 2022.",
        "The Commissioner agreed that more could be done.",
        "A rise of one per cent would bring in £40,000.",
        "The change would help victims and would reduce delays.",
        "There might be a further round of funding.",
        "The next meeting will be held on 16 June 2022.",
        "Councillor Reed hoped that the station would reopen.",
        "The Panel would be grateful for the figures.",
        "An increase of £5 would fund 20 officers.",
        "Anyone who reports a crime will be given a number.",
        "The contract will end in March 2023.",
        "The action taken by the Force had worked.",
        "He did not think that the scheme would last.",
        "The Commissioner would not comment on the case.",
        "Victims could be referred to the service, which would call them back.",
        "The Force has agreed protocols with its partners.",
        "The Chair thanked the officers, who would be retiring.",
    ],
)
def test_what_is_none(line: str) -> None:
    assert [c.text for c in found(minutes(DAY, line))] == []


@pytest.mark.parametrize(
    ("line", "owners", "due"),
    [
        ("We will open a second refuge in May 2022.", ("Commissioner",), "2022-05-31"),
        ("I will publish the results.", ("Commissioner",), None),
        ("The Roads Unit will be trialling drones.", ("Roads Unit",), None),
        ("Planning for the next phase has begun.", (), None),
        ("The next round of grants will focus on lighting.", (), None),
        ("A dashboard is under development.", (), None),
        (
            "Harbourne Police intends to recruit 40 specials by December 2022.",
            ("Harbourne Police",),
            "2022-12-31",
        ),
        ("A campaign is planned for summer 2022.", (), "2022-08-31"),
        ("The survey is due to be repeated in 2023.", (), None),
        ("Two hubs are being set up in Tull.", (), None),
    ],
)
def test_plans_in_reports(line: str, owners: tuple[str, ...], due: str | None) -> None:
    commitments = found(report(DAY, line))
    assert [(c.kind, c.owners) for c in commitments] == [("intention", owners)]
    (one,) = commitments
    assert (one.due.day.isoformat() if one.due and one.due.day else None) == due


@pytest.mark.parametrize(
    "line",
    [
        "Officers visited 98 per cent of victims within 24 hours.",
        "The scheme would not have been possible without volunteers.",
        "Drivers who speed will be fined.",
        "The Commissioner is responsible for the police budget.",
        "Lighting was renewed so that residents would feel safe.",
        "Training, which would be offered to all, was well received.",
        "Of those asked, 40 agreed to further support.",
        "Demand will rise with the population.",
    ],
)
def test_what_reports_say_besides(line: str) -> None:
    assert [c.text for c in found(report(DAY, line))] == []


def test_an_action_table_is_read_by_its_headings() -> None:
    rows = (
        "No: 1; Action: Send the map; By whom: Clerk / PCC; By when: 1 June 2022; Status: Open",
        "No: 2; Action: Check the doors; By whom: OPCC; By when: soon",
        "No: 3; Action: Paint the hall; By whom: Clerk; By when: 1 May 2022; Status: Complete",
        "No: 4; Action: Mend the clock; By whom: Clerk; By when: 31 June 2022",
    )
    commitments = found((*minutes(DAY), *(Block(text=row, kind="table_row") for row in rows)))
    assert [(c.owners, c.due.day if c.due else None) for c in commitments] == [
        (("Clerk", "PCC"), date(2022, 6, 1)),
        (("OPCC",), None),
        (("Clerk",), None),
    ]
    assert commitments[1].due is not None and commitments[1].due.text == "soon"
    assert any("31 June 2022" in problem for problem in commitments[2].problems)


def test_a_table_of_something_else_is_none() -> None:
    rows = ("Area: Ashby; Trust 2020: 61; Trust 2021: 66", "Year: 2021; Actions: 14")
    assert found((*minutes(DAY), *(Block(text=row, kind="table_row") for row in rows))) == ()


def test_pronouns_are_the_speaker() -> None:
    lines = (
        "Councillor Reed asked about radios.",
        "The Chief Constable replied that they were old. She would write to Members with the cost.",
    )
    assert one_of(*lines)[1] == ("Chief Constable",)


def test_who_answers_answers_for_what_nobody_says() -> None:
    commitments = found(
        (
            *minutes(DAY),
            "Members' Questions",
            "(1) Where is the data kept?",
            "[The Deputy PCC responded that it was kept in two places.",
            "The Panel was informed that both were safe.",
            "The data would be shared with councils.]",
        )
    )
    assert [(c.owners, c.owner_basis) for c in commitments] == [(("Deputy PCC",), "answerer")]


def test_doubts_are_told() -> None:
    (one,) = found(minutes(DAY, "The Commissioner agreed to publish the plan by 31 June 2022."))
    assert one.due is not None and one.due.day is None
    assert one.problems == ("“by 31 June 2022” is no date",)
    (one,) = found(
        minutes(DAY, "The Commissioner agreed to publish the plan by 1 May 2022 or by 1 July 2022.")
    )
    assert one.due is not None and one.due.day == date(2022, 5, 1)
    assert "two due dates" in one.problems[0]
    (one,) = found(minutes(DAY, "The Commissioner agreed to publish the plan by 1 May 2021."))
    assert "lies before the meeting" in one.problems[0]
    (one,) = found(minutes(DAY, "ACTION: Clerk"))
    assert one.owners == ("Clerk",) and "does not say what is to be done" in one.problems


def test_an_unknown_owner_is_nobody() -> None:
    (one,) = found(minutes(DAY, "It was requested that the figures be published."))
    assert one.owners == () and one.owner_basis is None


def test_two_papers_of_one_meeting_give_one_commitment() -> None:
    line = "The Commissioner agreed to publish the plan."
    commitments = found(minutes(DAY, line), minutes(DAY, line, "Nothing else.", name="b"))
    assert len(commitments) == 1
    assert "same meeting" in commitments[0].problems[0]


def test_the_next_meeting_is_the_one_announced_or_held() -> None:
    line = "The Commissioner agreed to bring the plan to the next meeting."
    (one,) = found(minutes(DAY, line))
    assert one.due is not None and one.due.meeting and one.due.day is None
    (one,) = found(minutes(DAY, line, "The next meeting will be held on 16 June 2022."))
    assert one.due is not None and one.due.day == date(2022, 6, 16)
    commitments = found(minutes(DAY, line), minutes("23 June 2022", "Nothing."))
    assert commitments[0].due is not None and commitments[0].due.day == date(2022, 6, 23)


def test_ids_are_of_content_alone() -> None:
    line = "The Commissioner agreed to publish the plan."
    (one,) = found(minutes(DAY, line))
    (two,) = found(minutes(DAY, "Another paragraph.", line))
    assert one.id == two.id
    (other,) = found(minutes("16 June 2022", line))
    assert other.id != one.id


def test_every_citation_is_a_slice_of_its_passage() -> None:
    from tests.assistant.commitments.papers import held

    library = held(
        minutes(DAY, "Nothing. The Commissioner agreed to publish the plan. It was cold.")
    )
    (one,) = found(
        minutes(DAY, "Nothing. The Commissioner agreed to publish the plan. It was cold.")
    )
    passages = {p.id: p for p in library.passages(library.documents[0].id)}
    passage = next(p for p in passages.values() if "agreed" in p.text)
    assert passage.text[one.citation.start : one.citation.end] == one.citation.quote == one.text
    assert one.text == "The Commissioner agreed to publish the plan."
