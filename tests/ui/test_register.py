"""What the page asks of the register and what comes back, over papers that were really ingested."""

import base64
import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from assistant.citations import cite
from assistant.commitments.decisions import RegisterError
from assistant.commitments.entries import Entry
from assistant.commitments.model import Commitment, Due, Evidence
from assistant.commitments.register import Register, find
from assistant.commitments.register_file import RegisterFile
from assistant.wiring import PanelAssistant
from tests.ui.invented import HOSTILE as NASTY
from tests.ui.invented import MINUTES, PASSAGES, REPORT, buoys_answer
from tests.ui.promised import HOSTILE, read_papers, write_papers
from tests.ui.reading import read as _read
from ui.answer import render_answer
from ui.deciding import due_fields
from ui.entries import render_entries
from ui.forms import render_adding, render_detail, render_spots
from ui.opening import citations_of, cited, entry_key
from ui.picture import Due as Mark
from ui.picture import draw
from ui.register import answer
from ui.timeline import answer as timeline_answer
from ui.wanted import View, aim_of, chosen, view_of

FIGURES = "The Harbour Master said he would provide the figures"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PanelAssistant]:
    folder = tmp_path_factory.mktemp("register")
    write_papers(folder / "papers")
    yield read_papers(folder / "papers", folder / "index")


@pytest.fixture
def register(held: PanelAssistant, tmp_path: Path) -> Register:
    """The papers' register with a file of decisions of its own."""
    papers = find(held.documents(), held.library.passages)
    return Register(RegisterFile(tmp_path / "decisions.jsonl"), lambda: papers)


def _entries(register: Register) -> tuple[Entry, ...]:
    return register.shown(date.today()).entries


def _one(register: Register, words: str) -> Entry:
    return next(e for e in _entries(register) if words in e.commitment.text)


def _decide(register: Register, words: str, do: str, **more: Any) -> dict[str, Any]:
    entry = _one(register, words)
    return answer(register, {"do": do, "id": entry.id, "by": "A. Officer", "note": "", **more})


def test_the_list_shows_the_words_and_where_they_stand_overdue_first(register: Register) -> None:
    shown = answer(register, {})
    quotes = _read(shown["list"], "blockquote").texts
    assert FIGURES in quotes[0]
    text = unescape(shown["list"])
    assert "Overdue" in text[: text.index(quotes[0])]
    assert "due 1 June 2021" in text
    assert "No later record in the documents held up to 10 September 2021." in text
    buttons = _read(shown["list"], "button")
    sources = [t for t, b in zip(buttons.texts, buttons.attributes, strict=True)
               if b.get("class") == "open-source"]  # fmt: skip
    assert "Open the source: Minutes, 12 March 2021, item 2/21, Members' Question 1" in sources
    # The clerk's, with the later sentence that says so.
    assert "Open the source: Minutes, 10 September 2021, item 1/21" in sources
    assert shown["count"] == "5 commitments, 2 overdue"
    assert not shown["more"]


def test_every_text_of_a_paper_or_a_person_is_escaped() -> None:
    passage = replace(PASSAGES[1], text=f"{NASTY} would be lit.")
    citation = cite(1, MINUTES, passage, 0, len(passage.text))
    one = Commitment(
        id="c-1",
        kind="action",
        text=citation.quote,
        citation=replace(citation, label=NASTY),
        owners=(NASTY,),
        to=NASTY,
        due=Due(text=NASTY),
        about=NASTY,
        evidence=(Evidence(relation="may relate", citation=replace(citation, label=NASTY)),),
        status="open",
        status_text=NASTY,
        problems=(NASTY,),
    )
    entry = Entry(
        commitment=one,
        wording=NASTY,
        closed={"at": NASTY, "by": NASTY, "reason": NASTY},
        source="source changed",
        source_detail=NASTY,
        merged=(replace(one, id="c-2"),),
    )
    other = replace(entry, commitment=replace(one, id="c-3"))
    detail = render_detail(entry, [entry, other])
    html = render_entries([entry], details={"c-1": detail}) + render_spots([NASTY])
    html += draw([], [Mark(made=None, day=date(2021, 1, 1))], title=NASTY)
    assert not {"script", "img", "a"} & set(_read(html, "p").tags)
    assert all(not name.startswith("on") for b in _read(html, "button").attributes for name in b)
    assert unescape(html).count(NASTY) >= 18


def test_decisions_are_kept_with_name_and_time_and_can_be_undone(register: Register) -> None:
    fields = {"owners": "Harbour Master; Clerk", "due": "3 July 2021", "wording": "Figures"}
    reply = _decide(register, FIGURES, "correct", fields=fields, note="said in the meeting")
    assert reply["said"]
    entry = _one(register, FIGURES)
    assert reply["open"] == entry.id
    assert entry.commitment.owners == ("Harbour Master", "Clerk")
    assert entry.commitment.due == Due(text="3 July 2021", day=date(2021, 7, 3))
    history = _read(reply["list"], "ol").texts[-1]
    assert "A. Officer" in history
    assert "said in the meeting" in history
    assert "In other words: Figures" in _read(reply["list"], "p").texts
    reply = _decide(register, FIGURES, "undo", event=entry.history[0].id)
    assert _one(register, FIGURES).commitment.owners == ("Harbour Master",)
    assert "(undone)" in reply["list"]


def test_closing_reopening_notes_and_verdicts(register: Register) -> None:
    with pytest.raises(RegisterError, match="why"):
        _decide(register, FIGURES, "close")
    _decide(register, FIGURES, "close", note="sent by e-mail")
    entry = _one(register, FIGURES)
    assert entry.closed is not None
    assert "Closed by A. Officer" in unescape(render_entries([entry]))
    assert [e.id for e in chosen(_entries(register), View(status="closed"))] == [entry.id]
    assert entry.id not in [e.id for e in chosen(_entries(register), View(status="overdue"))]
    _decide(register, FIGURES, "reopen")
    _decide(register, FIGURES, "note", note="asked again")
    assert "Note by A. Officer: asked again" in render_entries([_one(register, FIGURES)])
    _decide(register, "map of the northern", "judge", evidence=2, verdict="unrelated")
    clerk = _one(register, "map of the northern")
    assert clerk.commitment.status != "fulfilled"
    assert "Matters" not in render_entries([clerk])


def test_a_merged_entry_stands_in_the_other_and_can_be_taken_out_again(register: Register) -> None:
    into = _one(register, "northern lighthouse")
    before = len(_entries(register))
    reply = _decide(register, FIGURES, "merge", into=into.id)
    assert reply["open"] == into.id
    assert len(_entries(register)) == before - 1
    merged = _one(register, "northern lighthouse")
    assert FIGURES in unescape(render_entries([merged]))
    # Its source can be opened, too, and the merge undone from where it stands now.
    assert cited(register, entry_key(merged))[-1].quote.startswith(FIGURES)
    undo = [b["data-event"] for b in _read(reply["list"], "button").attributes if "data-event" in b]
    _decide(register, "northern lighthouse", "undo", event=undo[0])
    assert len(_entries(register)) == before
    assert FIGURES in _one(register, FIGURES).commitment.text


def test_adding_what_was_not_found(register: Register) -> None:
    asked = {"do": "add", "by": "A. Officer", "fields": {"owners": "Panel", "due": "May 2022"}}
    with pytest.raises(RegisterError, match="no document"):
        answer(register, {**asked, "words": "The moon would be painted."})
    words = "The Harbour Master  presented the report on the lights."
    reply = answer(register, {**asked, "words": f"“{words}”"})
    entry = _one(register, "presented the report")
    assert entry.added
    assert (entry.commitment.owners, entry.id) == (("Panel",), reply["open"])
    assert entry.commitment.due is not None
    assert entry.commitment.due.day == date(2022, 5, 31)
    # The same words in several papers: one is to be chosen.
    twice = {**asked, "words": "the map of the northern channel to the Panel"}
    reply = answer(register, twice)
    assert "choose" in reply["problem"]
    assert len(_read(reply["spots"], "label").texts) == 2
    answer(register, {**twice, "spot": 1})
    added = [e for e in _entries(register) if e.added]
    assert {e.commitment.made_on for e in added} == {date(2021, 3, 12), date(2021, 9, 10)}


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "confirm", "by": ""},
        {"do": "confirm", "by": 7},
        {"do": "note", "by": "A", "note": " "},
        {"do": "correct", "by": "A", "fields": {}},
        {"do": "correct", "by": "A", "fields": {"due": "31 June 2021"}},
        {"do": "correct", "by": "A", "fields": {"status": "fulfilled"}},
        {"do": "correct", "by": "A", "fields": {"status": "done"}},
        {"do": "correct", "by": "A", "fields": [1, 2]},
        {"do": "merge", "by": "A"},
        {"do": "merge", "by": "A", "into": "c-none"},
        {"do": "judge", "by": "A", "evidence": 99, "verdict": "fulfils"},
        {"do": "judge", "by": "A", "evidence": "2", "verdict": "fulfils"},
        {"do": "undo", "by": "A", "event": "none"},
        {"do": "confirm", "by": "A", "id": "c-none"},
        {"do": "drop", "by": "A"},
        {"do": ["confirm"], "by": "A"},
        {"do": "add", "by": "A", "words": None},
        {"do": "save", "form": "exe"},
        {"do": "save", "form": "docx", "meeting": "yesterday"},
    ],
    ids=str,
)
def test_what_cannot_be_done_is_one_clear_line(register: Register, asked: dict[str, Any]) -> None:
    with pytest.raises(RegisterError) as told:
        answer(register, {"id": _one(register, FIGURES).id, **asked})
    assert "\n" not in str(told.value)
    assert not any(entry.history for entry in _entries(register))


def test_a_damaged_file_is_said_and_the_rest_is_kept(register: Register, tmp_path: Path) -> None:
    _decide(register, FIGURES, "confirm")
    file = tmp_path / "decisions.jsonl"
    file.write_bytes(b'{"broken": <b>\n' + file.read_bytes())
    shown = answer(register, {})
    (problem,) = _read(shown["problems"], "p").texts
    assert "line 1 is damaged" in problem
    assert _one(register, FIGURES).confirmed
    assert shown["any"]


def test_filters_and_order(register: Register) -> None:
    every = _entries(register)

    def shown(**view: str) -> list[str]:
        return [e.commitment.text for e in chosen(every, view_of(view))]

    assert len(shown(owner="Harbour Master")) == 1
    assert all("lamp" in text for text in shown(aim="2.1"))
    assert shown(text="buo") == shown(text="buoys")  # while it is being typed
    assert shown(text="lost buoys") == shown(text="buoys lost")
    assert len(shown(meeting="2021-09-10")) == 1
    assert len(shown(owner="nobody")) == 1
    assert "harbour wall" in shown(sort="newest")[0]
    assert "map" in shown(sort="owner")[0]
    assert FIGURES in shown(sort="due")[0]
    nonsense = view_of({"text": 3, "sort": "x", "limit": "many", "open": None, "owner": ["a"]})
    assert nonsense == View() == view_of("?")
    count = answer(register, {"view": {"text": "figures"}})
    assert count["count"] == "1 of 5 commitments, 1 overdue"
    nothing = answer(register, {"view": {"text": "moon"}})
    assert nothing["list"] == '<p class="empty">No commitment fits these filters.</p>'


def test_the_open_entry_stays_whatever_the_filters_say(register: Register) -> None:
    entry = _one(register, FIGURES)
    shown = answer(register, {"view": {"text": "lamp", "open": entry.id}})
    assert len(_read(shown["list"], "blockquote").texts) == 2
    assert shown["count"] == "1 of 5 commitments"


def test_a_long_list_comes_in_parts(register: Register) -> None:
    shown = answer(register, {"view": {"limit": 2}})
    assert len(_read(shown["list"], "blockquote").texts) == 2
    assert shown["more"]


def test_files_hold_what_the_filters_show(register: Register) -> None:
    asked = {"do": "save", "view": {"owner": "Clerk"}}
    file = answer(register, {**asked, "form": "csv"})
    assert file["name"].endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(base64.b64decode(file["data"]).decode("utf-8-sig"))))
    assert [row["Owner"] for row in rows] == ["Clerk"]
    for form, inside in (("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")):
        file = answer(register, {**asked, "form": form, "meeting": "2021-12-01"})
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(file["data"]))) as made:
            assert inside in made.namelist()
            if form == "docx":
                assert "1 December 2021" in made.read(inside).decode()


def test_a_key_opens_only_what_it_was_made_for(register: Register) -> None:
    entry = _one(register, "map of the northern")
    key = entry_key(entry)
    assert cited(register, key) == citations_of(entry)
    assert len(cited(register, key)) == 2
    for other in (f"{entry.id}.00000000", entry.id, "c-none.1", "t-!!!.1", "t-W10.x", "", None, 4):
        assert cited(register, other) == ()


def test_an_empty_register_says_so_in_one_sentence(tmp_path: Path) -> None:
    register = Register(RegisterFile(tmp_path / "none.jsonl"), lambda: find((), lambda _: ()))
    shown = answer(register, {})
    assert not shown["any"]
    (said,) = _read(shown["list"], "p").texts
    assert said == "No commitment was found in the documents that are held."


def test_timeline_of_a_key_aim_a_topic_and_a_commitment(register: Register) -> None:
    form = timeline_answer(register, {})
    assert form["line"] == ""
    assert "Keep the lights of the harbour burning" in form["form"]
    line = timeline_answer(register, {"topic": "northern channel"})
    reader = _read(line["line"], "li")
    assert [row.split()[0][:8] for row in reader.texts] == ["Promised", "Came"]
    assert _read(line["line"], "h3").texts == ["12 March 2021", "10 September 2021"]
    assert "Came back – says that it was done" in reader.texts[1]
    # Its sources are those of the list, by the numbers of the list.
    openers = [b for b in _read(line["line"], "button").attributes if "data-number" in b]
    citations = cited(register, openers[0]["data-turn"])
    assert [citation.quote in reader.texts[n] for n, citation in enumerate(citations)] == [True] * 2
    aim = timeline_answer(register, {"aim": "2.1"})
    assert {"Reported", "Promised"} <= set(_read(aim["line"], "text").texts)
    about = timeline_answer(register, {"commitment": _one(register, "map of the northern").id})
    assert "map of the northern channel" in about["line"]
    assert about["topic"]
    for nonsense in ("9.9", "x", "-1", "²"):
        assert "svg" not in timeline_answer(register, {"aim": nonsense})["line"]
    hostile = timeline_answer(register, {"topic": "fairway"})
    assert "img" not in _read(hostile["line"], "li").tags
    assert HOSTILE in _read(hostile["line"], "q").texts[0]
    nothing = timeline_answer(register, {"topic": f"moon {NASTY}"})
    assert "hold nothing on" in _read(nothing["line"], "p").texts[0]


def test_picture_has_a_mark_for_each_kind_and_every_day(register: Register) -> None:
    line = timeline_answer(register, {"topic": "buoys"})["line"]
    marks = [g for g in _read(line, "g").attributes if g.get("class") == "mark"]
    assert {mark["data-what"] for mark in marks} >= {"claimed", "asked", "promised"}
    texts = _read(line, "text").texts
    assert "12 Mar 2021" in texts
    assert "1 Jun 2021" in texts  # when the figures were due
    assert "overdue" in texts


def test_an_answer_leads_to_the_timeline_of_the_key_aims_it_cites() -> None:
    found = buoys_answer()
    assert REPORT in [citation.document for citation in found.citations]
    html = render_answer(found, turn=1, timelines=True)
    button = next(b for b in _read(html, "button").attributes if "data-timeline" in b)
    assert button["data-timeline"] == '{"aim": "2"}'
    assert "data-timeline" not in render_answer(found, turn=1)
    assert "data-timeline" not in render_answer(found, turn=1, timelines=True, checked=False)


@pytest.mark.parametrize(
    ("typed", "day"),
    [("19 November 2021", "2021-11-19"), ("2021-11-19", "2021-11-19"), ("soon", None)],
)
def test_due_days_as_people_type_them(typed: str, day: str | None) -> None:
    assert due_fields(typed, date(2021, 3, 12)) == {"due": day, "due_text": typed}
    assert due_fields("", None) == {"due": None, "due_text": None}
    words = "once the lamp is lit"
    assert due_fields(words, date(2021, 3, 12)) == {"due": None, "due_text": words}
    for wrong, said in (("31 June 2021", "is no day"), ("by 1 March 2021", "before the meeting")):
        with pytest.raises(RegisterError, match=said):
            due_fields(wrong, date(2021, 3, 12))


def test_keys_of_aims() -> None:
    assert aim_of("4.1") == (4, 1)
    assert aim_of("3") == (None, 3)
    assert aim_of("4.") == (4, None)
    assert aim_of("x.1") == aim_of("") == aim_of(".") == aim_of("x.") == (None, None)


def test_forms_name_every_field() -> None:
    html = render_adding()
    named = {label["for"] for label in _read(html, "label").attributes}
    fields = [
        *_read(html, "input").attributes,
        *_read(html, "textarea").attributes,
        *_read(html, "select").attributes,
    ]
    assert len(fields) == 7
    assert all(field["id"] in named for field in fields)
