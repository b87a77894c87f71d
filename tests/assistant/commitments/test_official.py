"""The official papers: what an officer expects to be there, and what must not be."""

from datetime import date
from pathlib import Path

import pytest

from assistant.commitments.entries import Found
from assistant.commitments.model import Commitment
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from assistant.commitments.timeline import timeline
from ingest.parse import parse_file


@pytest.fixture(scope="module", params=["txt", "formats"])
def papers(request: pytest.FixtureRequest, shared: Path) -> Found:
    folder = shared / "documents"
    names = (
        sorted(folder.glob("[0-9]*.txt"))
        if request.param == "txt"
        else [folder / "formats" / "report.docx", folder / "formats" / "minutes.html"]
    )
    parsed = [parse_file(path) for path in names]
    held = {one.document.id: one.passages for one in parsed}
    return find([one.document for one in parsed], held.__getitem__)


def the(papers: Found, words: str) -> Commitment:
    found = [one for one in papers.commitments if words in one.text]
    assert len(found) == 1, words
    return found[0]


def test_the_action_on_dog_thefts(papers: Found) -> None:
    one = the(papers, "provide those figures")
    assert one.kind == "action" and one.owners == ("PCC", "TVP")
    assert one.said_by == "Chief Constable" and one.to == "the Panel"
    place = one.citation.place
    assert (place.item, place.question) == ("17/21", 1)
    assert one.made_on == date(2021, 3, 26)
    assert "thefts of dogs" in (one.about or "")


def test_the_themed_item(papers: Found) -> None:
    one = the(papers, "added to the 19 November 2021 meeting")
    assert one.citation.place.item == "18/21"
    assert one.due is not None and one.due.meeting and one.due.day == date(2021, 11, 19)


def test_the_public_stage_of_the_platform(papers: Found) -> None:
    one = the(papers, "available for the public on the PCC website")
    assert one.citation.place.item == "14/21" and one.kind == "undertaking"
    assert one.owners == ("Deputy PCC",)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("Dashboard information would be shared", ("Deputy PCC",)),
        ("next round of bids would focus on CCTV", ("Deputy PCC",)),
        ("be revisited at a future Panel meeting", ("Panel",)),
        ("VRU will identify the gaps", ("VRU",)),
        ("the Force will be working on a project", ("Force",)),
        ("this role will be rolled out across the force", ()),
        ("Planning for the next phase", ()),
        ("Prevent dashboards", ()),
    ],
)
def test_further_sentences(papers: Found, words: str, owners: tuple[str, ...]) -> None:
    assert the(papers, words).owners == owners


@pytest.mark.parametrize(
    "words",
    [
        "you would have to catch",
        "possibly could be discussed",
        "Representations should be made",
        "The report was noted",
        "were agreed as a correct record",
        "I ensure delivery",
        "was awarded to 27 charities",
        "could the PCC make representations",
        "There needed to be a consistent approach",
        "increase the pace of change",
    ],
)
def test_what_is_none(papers: Found, words: str) -> None:
    assert [one.text for one in papers.commitments if words in one.text] == []


def test_nothing_is_said_to_be_fulfilled(papers: Found, tmp_path: Path) -> None:
    register = Register(RegisterFile(tmp_path / "r.jsonl"), lambda: papers)
    entries = register.shown(date(2021, 4, 1)).entries
    assert {one.commitment.status for one in entries} <= {"open", "no later record"}
    late = register.shown(date(2021, 12, 1)).entries
    assert [one.commitment.citation.place.item for one in late][:1] == ["18/21"]
    assert late[0].commitment.status == "overdue"


def test_the_timeline_of_dog_thefts(papers: Found, tmp_path: Path) -> None:
    register = Register(RegisterFile(tmp_path / "r.jsonl"), lambda: papers)
    line = timeline(papers, register.shown(date(2021, 4, 1)).entries, topic="dog theft")
    whats = [one.what for one in line]
    assert "asked" in whats and "promised" in whats and "claimed" in whats
    assert whats.index("asked") < whats.index("promised")
