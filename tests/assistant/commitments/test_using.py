"""Filters, questions, the timeline and exports over a small register."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.commitments.asking import reply, understood
from assistant.commitments.decisions import RegisterError
from assistant.commitments.entries import Entry
from assistant.commitments.exporting import (
    COLUMNS,
    csv_text,
    safe_cell,
    write_briefing,
    write_csv,
    write_excel,
)
from assistant.commitments.filtering import Wanted, matching
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from assistant.commitments.timeline import timeline
from tests.assistant.commitments.papers import held, minutes, report

TODAY = date(2022, 7, 1)
POSTS = {
    "Ivy Lorne": frozenset({"Deputy Police and Crime Commissioner"}),
    "Deputy Police and Crime Commissioner": frozenset({"Ivy Lorne"}),
}
LIBRARY = held(
    report(
        "3 March 2022",
        "The Force will install cameras at Coldwater Bridge by May 2022.",
        "Stolen bicycles were recovered in Tull.",
        "Priority 2 - Victims",
        "The Hub will open a refuge.",
    ),
    minutes(
        "3 March 2022",
        "Councillor Reed asked how many dogs had been stolen.",
        "The Chief Constable replied that few dogs were. She would send those figures to Members.",
        "The PCC agreed to publish the estates plan by 1 May 2022.",
        "The Deputy PCC undertook to visit the kennels where stolen dogs are kept.",
        "It was requested that the risk register be circulated.",
    ),
    minutes(
        "16 June 2022",
        "The figures for stolen dogs had been provided to Members.",
        "The Office of the PCC would send the estates strategy to the councils.",
        "The cameras at Coldwater Bridge had been installed.",
    ),
)
FOUND = find(LIBRARY.documents, LIBRARY.passages)


@pytest.fixture
def entries(tmp_path: Path) -> tuple[Entry, ...]:
    register = Register(
        RegisterFile(tmp_path / "r.jsonl"), lambda: FOUND, lambda: datetime(2022, 7, 1, tzinfo=UTC)
    )
    return register.shown(TODAY).entries


def texts(entries: tuple[Entry, ...]) -> list[str]:
    return sorted(one.commitment.text.split()[-2] for one in entries)


def test_overdue_first_and_fulfilled_last(entries: tuple[Entry, ...]) -> None:
    statuses = [one.commitment.status for one in entries]
    assert statuses[0] == "overdue" and statuses[-1] == "fulfilled"
    assert len(entries) == 7


def chosen(entries: tuple[Entry, ...], **wanted: object) -> list[str]:
    kept = matching(entries, Wanted(**wanted), POSTS)  # type: ignore[arg-type]
    return [one.commitment.text for one in kept]


def test_the_commissioner_is_neither_deputy_nor_office(entries: tuple[Entry, ...]) -> None:
    for asked in ("PCC", "pcc", "Police and Crime Commissioner"):
        assert [t[:20] for t in chosen(entries, owner=asked)] == ["The PCC agreed to pu"], asked
    for asked in ("Deputy PCC", "Ivy Lorne", "Deputy Police and Crime Commissioner"):
        assert [t[:20] for t in chosen(entries, owner=asked)] == ["The Deputy PCC under"], asked
    assert [t[:17] for t in chosen(entries, owner="OPCC")] == ["The Office of the"]
    assert [t[:16] for t in chosen(entries, owner="nobody")] == ["It was requested"]
    assert chosen(entries, owner="Fire Brigade") == []


def test_filters_narrow(entries: tuple[Entry, ...]) -> None:
    assert len(chosen(entries, since=date(2022, 6, 1))) == 1
    assert len(chosen(entries, until=date(2022, 6, 1))) == 6
    assert len(chosen(entries, meeting=(2022, 6, None))) == 1
    assert len(chosen(entries, key_aim=2)) == 1
    assert len(chosen(entries, statuses=("overdue",))) == 1
    assert len(chosen(entries, statuses=("fulfilled",))) == 2
    # "those figures" is about the dogs of the question that it answers.
    assert len(chosen(entries, text="stolen dogs")) == 2
    assert chosen(entries, text="zebra") == []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What has the PCC promised?", 1),
        ("What has the Chief Constable promised about stolen dogs?", 1),
        ("What did the Deputy PCC undertake to do?", 1),
        ("What was promised about stolen dogs?", 2),
        ("What is still open from March?", 4),
        ("What is still open from the March meeting?", 4),
        ("Which actions are overdue?", 1),
        ("Which commitments were kept?", 2),
        ("What commitments were made on 16 June 2022?", 1),
        ("What promises have been made since June 2022?", 1),
        ("What has the Fire Service promised?", 0),
        ("What has the Panel undertaken to do?", 0),
        ("What was promised about zebras?", 0),
        ("What is due in May?", 1),
        ("What is due at the November meeting?", 0),
        ("What did the Chief Constable say she would send?", 1),
        ("Which actions came out of the March meeting?", 4),
        ("What commitments are there under key aim 2?", 1),
    ],
)
def test_questions_about_commitments(entries: tuple[Entry, ...], question: str, count: int) -> None:
    wanted = understood(question, LIBRARY.documents, POSTS)
    assert wanted is not None
    answer = reply(wanted, entries, POSTS)
    assert len(answer.lines) == count, (wanted, [line.quotes[0].text for line in answer.lines])
    assert (f"holds {count} " in answer.summary) == (count > 0)
    for line in answer.lines:
        for quote in line.quotes:
            passage = next(
                p for p in LIBRARY.passages(quote.document.id) if p.id == quote.passage_id
            )
            assert passage.text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize(
    "question",
    [
        "How many dogs were stolen?",
        "What action was taken against burglars?",
        "What action is being taken to tackle knife crime?",
        "Who sent apologies?",
        "What are the key aims?",
        "How many offences were reported in 2018?",
        "What work was undertaken on county lines?",
        "When was the refuge opened?",
        "Which fund paid for the cameras?",
        "What did the Deputy PCC say about fraud?",
        "Why are sentences for dog theft low?",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert understood(question, LIBRARY.documents, POSTS) is None


def test_a_topic_in_order_of_date(entries: tuple[Entry, ...]) -> None:
    line = timeline(FOUND, entries, topic="stolen dogs")
    kinds = [one.what for one in line]
    assert kinds[0] == "asked" and kinds[-1] == "came back"
    assert kinds.count("promised") == 2 and kinds.count("came back") == 1
    assert [one.day for one in line] == sorted(one.day for one in line if one.day)
    assert line[-1].relation == "fulfils"
    assert [one.citation.number for one in line] == list(range(1, len(line) + 1))


def test_a_key_aim_in_order_of_date(entries: tuple[Entry, ...]) -> None:
    line = timeline(FOUND, entries, key_aim=1)
    kinds = [(one.what, one.status) for one in line]
    assert ("promised", "fulfilled") in kinds and ("claimed", None) in kinds
    assert any(one.what == "came back" for one in line)
    assert all("refuge" not in one.citation.quote for one in line)


def test_a_timeline_of_nothing_is_empty(entries: tuple[Entry, ...]) -> None:
    assert timeline(FOUND, entries) == ()
    assert timeline(FOUND, entries, topic="zebra") == ()
    assert timeline(FOUND, entries, topic="stolen dogs", since=date(2023, 1, 1)) == ()
    late = timeline(FOUND, entries, topic="stolen dogs", since=date(2022, 6, 1))
    assert [one.what for one in late] == ["came back"]


# --- exports ---


@given(st.text())
def test_no_cell_is_run_as_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))
    assert cell[:1] not in {"\t", "\r"}
    if text.isprintable() and text.lstrip()[:1] not in {"=", "+", "-", "@"}:
        assert cell == text[:32_000]


def test_csv_holds_what_is_shown(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(entries))))
    assert tuple(rows[0]) == COLUMNS and len(rows) == len(entries) + 1
    assert rows[1][0] == "overdue" and rows[1][4] == "2022-05-01"
    assert "fulfils: “" in rows[-1][8]
    write_csv(entries, tmp_path / "new" / "c.csv")
    assert (tmp_path / "new" / "c.csv").read_bytes().startswith(b"\xef\xbb\xbfStatus")
    with pytest.raises(RegisterError, match="cannot be written"):
        write_csv(entries, tmp_path)


def test_excel_opens_and_runs_nothing(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    library = held(minutes("3 March 2022", "ACTION: =HYPERLINK(1) to send the map."))
    found = find(library.documents, library.passages)
    register = Register(RegisterFile(tmp_path / "r.jsonl"), lambda: found)
    bad = register.shown(TODAY).entries
    assert bad
    write_excel((*bad,), tmp_path / "c.xlsx")
    sheet = load_workbook(tmp_path / "c.xlsx").active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_briefing_is_a_page(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    import docx

    path = tmp_path / "b.docx"
    many = tuple(one for one in entries if one.commitment.status != "fulfilled") * 12
    write_briefing(many, path, meeting=date(2022, 9, 22), today=TODAY, body="A Panel")
    words = [p.text for p in docx.Document(str(path)).paragraphs]
    assert words[0] == "Commitments: briefing for 22 September 2022"
    assert any(line.startswith("Overdue (12)") for line in words)
    assert any("more in the register" in line for line in words)
    assert sum(len(line) for line in words) < 5200
    write_briefing((), path, meeting=None, today=TODAY)
    assert "Nothing is open." in [p.text for p in docx.Document(str(path)).paragraphs]
