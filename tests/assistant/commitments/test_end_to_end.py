"""The register over a real index: ingestion, re-ingestion, a deleted index, the command."""

import csv
import json
import shutil
from pathlib import Path

import docx
import pytest

from assistant.cli import main
from assistant.commitments.opening import register_path
from assistant.config import Settings
from assistant.wiring import build_assistant, run_ingest
from tests.assistant.commitments.papers import TODAY, minutes

pytestmark = pytest.mark.slow

PLAN = "The Commissioner agreed to publish the estates plan by 1 May 2022."
KEYS = {
    "id",
    "text",
    "owner",
    "to",
    "made_at",
    "due",
    "status",
    "citation",
    "evidence",
    "history",
}


def paper(folder: Path, *lines: str, day: str = "3 March 2022", name: str = "march") -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text("\n\n".join(minutes(day, *lines)), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    paper(tmp_path / "papers", "The weather was cold.", PLAN)
    paper(
        tmp_path / "papers",
        "The estates plan had not been published.",
        day="16 June 2022",
        name="june",
    )
    settings = Settings(index=tmp_path / "index")
    run_ingest(settings, [tmp_path / "papers"], quiet=True)
    return settings


def test_a_decision_survives_a_changed_paper_and_a_deleted_index(
    place: Settings, tmp_path: Path
) -> None:
    assistant = build_assistant(place)
    (entry,) = assistant.commitments.shown(TODAY).entries
    assert entry.commitment.status == "overdue"
    assert [e.relation for e in entry.commitment.evidence] == ["still open"]
    assistant.commitments.correct(
        entry.id, {"owners": ["Chief Executive"]}, by="Ann", note="as she said"
    )

    paper(tmp_path / "papers", "The weather was cold and wet.", "More was said.", PLAN)
    report = run_ingest(place, [tmp_path / "papers"], quiet=True)
    assert len(report.updated) == 1
    (entry,) = assistant.commitments.shown(TODAY).entries  # the same assistant sees the new paper
    assert entry.commitment.owners == ("Chief Executive",)
    assert entry.source == "document changed"
    assert [event.by for event in entry.history] == ["Ann"]

    shutil.rmtree(place.index)
    assert register_path(place.index).exists()
    paper(tmp_path / "papers", PLAN.replace("1 May", "1 June"))
    run_ingest(place, [tmp_path / "papers"], quiet=True)
    again = build_assistant(place)
    (entry,) = again.commitments.shown(TODAY).entries
    assert entry.commitment.owners == ("Chief Executive",)
    assert entry.source == "source changed"


def test_the_command_lists_filters_and_writes(
    place: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as stopped:
            main(["commitments", "--index", str(place.index), *arguments])
        assert stopped.value.code == 0
        return capsys.readouterr().out

    (row,) = json.loads(run("--json", "--as-of", "2022-07-01"))
    assert set(row) >= KEYS
    assert (row["owner"], row["due"], row["status"]) == ("Commissioner", "2022-05-01", "overdue")
    assert row["made_at"]["meeting_date"] == "2022-03-03" and row["made_at"]["item"] == "7"
    assert row["citation"]["quote"] == row["text"] == PLAN
    assert row["evidence"][0]["relation"] == "still open"
    (row,) = json.loads(run("--json", "--as-of", "2022-04-01"))
    assert row["status"] == "open"

    assert json.loads(run("--json", "--owner", "PCC", "--text", "estates")) != []
    for nothing in (
        ("--owner", "Chief Constable"),
        ("--meeting", "2022-06-16"),
        ("--from", "2022-04-01"),
        ("--to", "2022-01-01"),
        ("--status", "fulfilled"),
        ("--key-aim", "1"),
        ("--text", "zebra"),
    ):
        assert json.loads(run("--json", *nothing)) == [], nothing
    shown = run("--csv", str(tmp_path / "c.csv"), "--excel", str(tmp_path / "c.xlsx"))
    assert "OVERDUE" in shown and PLAN in shown and "1 commitment in the papers" in shown
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [line["Commitment"] for line in csv.DictReader(file)] == [PLAN]
    run("--briefing", str(tmp_path / "c.docx"))
    assert (tmp_path / "c.docx").stat().st_size > 1000
    paper = tmp_path / "for.docx"
    run("--briefing", str(paper), "--for", "2022-06-16", "--as-of", "2022-04-01")
    words = [one.text for one in docx.Document(str(paper)).paragraphs]
    assert words[0] == "Commitments: briefing for 16 June 2022"
    assert "Due by the meeting (1)" in words


def test_the_command_says_what_of_the_register_cannot_be_read(
    place: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    build_assistant(place).commitments.confirm(
        build_assistant(place).commitments.shown(TODAY).entries[0].id, by="Ann"
    )
    path = register_path(place.index)
    path.write_bytes(path.read_bytes() + b'{"torn')
    with pytest.raises(SystemExit) as stopped:
        main(["commitments", "--index", str(place.index), "--json"])
    assert stopped.value.code == 0
    out, err = capsys.readouterr()
    assert json.loads(out)[0]["confirmed"] is True
    assert err.count("\n") == 1 and "unfinished" in err


@pytest.mark.parametrize(
    "wrong",
    [
        ("--status", "late"),
        ("--meeting", "March"),
        ("--as-of", "x"),
        ("--for", "2022-06-16"),  # for which briefing?
    ],
)
def test_wrong_usage_is_status_2(place: Settings, wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["commitments", "--index", str(place.index), *wrong])
    assert stopped.value.code == 2
