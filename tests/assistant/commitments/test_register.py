"""People decide, and what they decided holds whatever becomes of the papers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.commitments.as_json import commitment_json
from assistant.commitments.decisions import RegisterError
from assistant.commitments.entries import Entry
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from tests.assistant.commitments.papers import held, minutes

TODAY = date(2022, 7, 1)
FIRST = (
    "The Chief Constable undertook to provide a breakdown of stolen quad bikes by ward in Ashby."
)
SECOND = "The Commissioner agreed to publish the estates plan by 1 May 2022."
OTHER = "The Clerk promised to find a larger room."
BASE = minutes("3 March 2022", FIRST, SECOND)


class Desk:
    """A register whose papers can be exchanged, as an ingestion does."""

    def __init__(self, path: Path, *papers: Sequence[str]) -> None:
        self.path = path
        self.papers(*papers)
        self.register = Register(
            RegisterFile(path), lambda: self._found, lambda: datetime(2022, 6, 1, 9, tzinfo=UTC)
        )

    def papers(self, *papers: Sequence[str]) -> None:
        library = held(*papers)
        self.library = library
        self._found = find(library.documents, library.passages)

    def entries(self) -> tuple[Entry, ...]:
        return self.register.shown(TODAY).entries

    def of(self, words: str) -> Entry:
        found = [one for one in self.entries() if words in one.commitment.text]
        assert len(found) == 1, [one.commitment.text for one in self.entries()]
        return found[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "register.jsonl", BASE)


def test_a_correction_wins_and_is_kept_with_time_and_name(desk: Desk) -> None:
    name = desk.of("quad bikes").id
    desk.register.correct(
        name,
        {"owners": ["Deputy Chief Constable"], "due": "2022-06-01"},
        by="Ann Officer",
        note="told so",
    )
    entry = desk.of("quad bikes")
    assert entry.commitment.owners == ("Deputy Chief Constable",)
    assert entry.commitment.status == "overdue"
    assert set(entry.corrected) == {"owners", "due"}
    (event,) = entry.history
    assert (event.by, event.at, event.note) == (
        "Ann Officer",
        "2022-06-01T09:00:00+00:00",
        "told so",
    )
    row = commitment_json(entry)
    assert row["owner"] == "Deputy Chief Constable" and row["due"] == "2022-06-01"
    assert row["history"][0]["by"] == "Ann Officer"
    assert "told so" in row["history"][0]["change"]


def test_decisions_hold_in_a_new_process_and_after_the_index_is_made_anew(desk: Desk) -> None:
    name = desk.of("estates").id
    desk.register.correct(name, {"owners": ["Chief Executive"]}, by="Ann")
    again = Desk(desk.path, BASE)
    assert again.of("estates").id == name
    assert again.of("estates").commitment.owners == ("Chief Executive",)


def test_offsets_may_change(desk: Desk) -> None:
    name = desk.of("estates").id
    desk.register.confirm(name, by="Ann")
    desk.papers(minutes("3 March 2022", "A line that was not there.", "Another.", FIRST, SECOND))
    entry = desk.of("estates")
    assert entry.id == name and entry.confirmed
    assert entry.source == "document changed"


def test_a_paragraph_that_changed_is_flagged(desk: Desk) -> None:
    desk.register.confirm(desk.of("estates").id, by="Ann")
    desk.papers(minutes("3 March 2022", FIRST, f"{SECOND} It had been asked for in January."))
    assert desk.of("estates").source == "source changed"


def test_a_sentence_that_changed_keeps_the_decision_and_is_flagged(desk: Desk) -> None:
    name = desk.of("estates").id
    desk.register.correct(name, {"owners": ["Chief Executive"]}, by="Ann")
    desk.papers(minutes("3 March 2022", FIRST, SECOND.replace("1 May 2022", "1 June 2022")))
    entry = desk.of("estates")
    assert entry.id == name
    assert entry.source == "source changed" and "1 May 2022" in entry.source_detail
    assert entry.commitment.owners == ("Chief Executive",)
    assert entry.commitment.due is not None and entry.commitment.due.day == date(2022, 5, 1)
    assert any("1 June 2022" in problem for problem in entry.commitment.problems)
    # Confirmed as it now stands: no flag is left.
    desk.register.correct(name, {"due": "2022-06-01"}, by="Ann")
    entry = desk.of("estates")
    due = entry.commitment.due
    assert entry.source == "unchanged" and due is not None and due.day == date(2022, 6, 1)


def test_a_part_of_a_sentence_can_be_added_and_is_found_again(desk: Desk) -> None:
    found = desk.register.papers
    passage = next(
        one
        for document in found.documents
        for one in found.passages(document.id)
        if "estates plan" in one.text
    )
    start = passage.text.index("estates plan")
    desk.register.add(passage.id, start, start + len("estates plan"), {}, by="Ann")
    (entry,) = (one for one in desk.entries() if one.added)
    assert entry.commitment.text == "estates plan" and entry.source == "unchanged"
    desk.papers(minutes("3 March 2022", "A line that was not there.", FIRST, SECOND))
    (entry,) = (one for one in desk.entries() if one.added)
    assert entry.source == "document changed" and entry.commitment.citation.passage_id


def test_what_is_merged_fills_gaps_and_is_no_evidence_of_itself(desk: Desk) -> None:
    again = "A letter about the bridge and its broken railings was added to the next agenda."
    asked = "The Clerk undertook to put the bridge and its broken railings on the next agenda."
    desk.papers(minutes("3 March 2022", asked, again))
    first, second = desk.of("undertook"), desk.of("was added")
    assert first.commitment.owners == ("Clerk",) and second.commitment.owners == ()
    desk.register.merge(first.id, second.id, by="Ann")
    (entry,) = desk.entries()
    assert entry.commitment.owners == ("Clerk",)
    assert entry.commitment.evidence == ()


def test_a_sentence_that_is_gone_stays_in_the_register(desk: Desk) -> None:
    name = desk.of("estates").id
    desk.register.note(name, "raised with the office", by="Ann")
    desk.papers(minutes("3 March 2022", FIRST))
    entry = desk.of("estates")
    assert entry.source == "source gone" and entry.commitment.text == SECOND
    assert entry.commitment.owners == ("Commissioner",)
    assert commitment_json(entry)["citation"]["quote"] == SECOND
    desk.papers(minutes("16 June 2022", OTHER))
    assert desk.of("estates").source == "source gone"
    desk.papers(BASE)
    assert desk.of("estates").source == "unchanged"


def test_an_edited_sentence_is_not_taken_for_one_that_has_decisions(desk: Desk) -> None:
    near = SECOND.replace("estates plan", "estate plans")
    desk.papers(minutes("3 March 2022", SECOND, near))
    one, two = (e.id for e in desk.entries())
    desk.register.note(one, "first", by="Ann")
    desk.register.note(two, "second", by="Ann")
    gone = next(e.commitment.text for e in desk.entries() if e.id == one)
    desk.papers(minutes("3 March 2022", near if gone == SECOND else SECOND))
    states = {e.id: e.source for e in desk.entries()}
    assert states[one] == "source gone"


def test_undo_and_undo_of_an_undo(desk: Desk) -> None:
    name = desk.of("quad bikes").id
    event = desk.register.correct(name, {"owners": ["Nobody Else"]}, by="Ann")
    undo = desk.register.undo(event.id, by="Bea")
    entry = desk.of("quad bikes")
    assert entry.commitment.owners == ("Chief Constable",) and not entry.confirmed
    assert [one.change for one in entry.history] == ["correct", "undo"]
    with pytest.raises(RegisterError, match="undone already"):
        desk.register.undo(event.id, by="Bea")
    desk.register.undo(undo.id, by="Ann")
    assert desk.of("quad bikes").commitment.owners == ("Nobody Else",)
    assert len(desk.of("quad bikes").history) == 3


def test_an_undone_correction_gives_way_to_the_one_before(desk: Desk) -> None:
    name = desk.of("quad bikes").id
    desk.register.correct(name, {"owners": ["First"]}, by="Ann")
    second = desk.register.correct(name, {"owners": ["Second"]}, by="Ann")
    desk.register.undo(second.id, by="Ann")
    assert desk.of("quad bikes").commitment.owners == ("First",)


def test_merge_close_and_reopen(desk: Desk) -> None:
    one, two = desk.of("quad bikes").id, desk.of("estates").id
    merge = desk.register.merge(two, one, by="Ann")
    (entry,) = desk.entries()
    assert entry.id == one and [m.id for m in entry.merged] == [two]
    with pytest.raises(RegisterError, match="itself"):
        desk.register.merge(one, two, by="Ann")
    desk.register.undo(merge.id, by="Ann")
    assert len(desk.entries()) == 2
    desk.register.close(one, by="Ann", reason="no longer wanted")
    assert desk.entries()[-1].id == one and desk.of("quad bikes").closed is not None
    desk.register.reopen(one, by="Ann")
    assert desk.of("quad bikes").closed is None


def test_add_by_hand_and_survive(desk: Desk) -> None:
    lines = ("The fountain in the square was dry.", FIRST)
    desk.papers(minutes("3 March 2022", *lines))
    document = desk.library.documents[0]
    passage = next(p for p in desk.library.passages(document.id) if "fountain" in p.text)
    event = desk.register.add(
        passage.id, 0, len(passage.text), {"owners": ["Clerk"], "due": "2022-04-01"}, by="Ann"
    )
    entry = desk.of("fountain")
    assert entry.added and entry.commitment.owners == ("Clerk",)
    assert entry.commitment.status == "overdue"
    desk.papers(minutes("3 March 2022", "Something before.", *lines))
    entry = desk.of("fountain")
    assert entry.commitment.citation.quote == "The fountain in the square was dry."
    assert entry.commitment.owners == ("Clerk",) and entry.source == "document changed"
    desk.register.undo(event.id, by="Ann")
    assert all("fountain" not in one.commitment.text for one in desk.entries())


def test_evidence_is_judged_by_people(desk: Desk) -> None:
    said = "A breakdown of quad bikes by ward was on the table."
    later = minutes("16 June 2022", said)
    desk.papers(BASE, later)
    entry = desk.of("ward in Ashby")
    assert [e.relation for e in entry.commitment.evidence] == ["may relate"]
    assert entry.commitment.status == "no later record"
    desk.register.judge(entry.id, said, "fulfils", by="Ann")
    entry = desk.of("ward in Ashby")
    assert entry.commitment.status == "fulfilled"
    assert entry.commitment.evidence[0].confirmed is True
    desk.register.judge(entry.id, said, "unrelated", by="Ann")
    entry = desk.of("ward in Ashby")
    assert entry.commitment.status == "no later record"
    assert entry.commitment.evidence[0].confirmed is False


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"colour": "red"}, "cannot be corrected"),
        ({"kind": "wish"}, "is none of"),
        ({"due": "31 June"}, "is no date"),
        ({"status": "fulfilled"}, "where it shows"),
        ({}, "nothing to correct"),
    ],
)
def test_what_cannot_be_corrected_is_said(desk: Desk, fields: dict[str, str], says: str) -> None:
    with pytest.raises(RegisterError, match=says):
        desk.register.correct(desk.of("estates").id, fields, by="Ann")


def test_a_decision_needs_a_name_and_something_to_decide_on(desk: Desk) -> None:
    with pytest.raises(RegisterError, match="name"):
        desk.register.confirm(desk.of("estates").id, by="  ")
    with pytest.raises(RegisterError, match="no commitment"):
        desk.register.confirm("c-000000000000", by="Ann")
    with pytest.raises(RegisterError, match="why"):
        desk.register.close(desk.of("estates").id, by="Ann", reason=" ")


def test_two_desks_see_each_other(desk: Desk) -> None:
    other = Desk(desk.path, BASE)
    desk.register.note(desk.of("estates").id, "from one", by="Ann")
    other.register.note(other.of("estates").id, "from two", by="Bea")
    assert [n.note for n in desk.of("estates").notes] == ["from one", "from two"]
