"""The file of decisions: nothing that was saved is lost, whatever happens to process or disk."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.commitments.decisions import CHANGES, Event, RegisterError, Source
from assistant.commitments.register_file import RegisterFile

_TEXT = st.text(max_size=60)
_SOURCES = st.builds(
    Source,
    paper=_TEXT,
    title=_TEXT,
    content_hash=_TEXT,
    passage=_TEXT,
    sentence=_TEXT,
    text=_TEXT,
    item=st.none() | st.text(min_size=1, max_size=9),
    meeting_date=st.none() | st.text(min_size=1, max_size=9),
)
_FIELDS = st.dictionaries(
    st.text(min_size=1, max_size=9), st.none() | _TEXT | st.lists(_TEXT, max_size=3), max_size=3
)
_EVENTS = st.lists(
    st.builds(
        Event,
        id=st.uuids().map(lambda one: one.hex),
        at=_TEXT,
        by=_TEXT,
        change=st.sampled_from(CHANGES),
        commitment=_TEXT,
        source=st.none() | _SOURCES,
        fields=_FIELDS,
        note=_TEXT,
        into=st.none() | st.text(min_size=1, max_size=9),
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)
_QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def event(name: str, note: str = "") -> Event:
    return Event(
        id=name,
        at="2022-01-01T00:00:00+00:00",
        by="An Officer",
        change="note",
        commitment="c",
        note=note,
    )


def add(file: RegisterFile, *events: Event) -> None:
    file.append(lambda _: events)


@_QUICK
@given(events=_EVENTS)
def test_what_is_written_is_read(tmp_path: Path, events: list[Event]) -> None:
    path = tmp_path / f"{time.monotonic_ns()}.jsonl"
    file = RegisterFile(path)
    for one in events:
        add(file, one)
    held = RegisterFile(path).read()
    assert list(held.events) == events
    assert held.problems == ()


@_QUICK
@given(data=st.data(), events=_EVENTS.filter(bool))
def test_a_damaged_file_keeps_every_other_line(
    tmp_path: Path, data: st.DataObject, events: list[Event]
) -> None:
    path = tmp_path / f"{time.monotonic_ns()}.jsonl"
    add(RegisterFile(path), *events)
    raw = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda one: one != raw[at]))
    hit = bytes(raw[:at]).count(b"\n")
    raw[at] = value
    path.write_bytes(bytes(raw))

    held = RegisterFile(path).read()
    kept = [one for number, one in enumerate(events) if number not in {hit, hit + 1}]
    assert [one for one in held.events if one in kept] == kept
    assert all(one in events for one in held.events), "a changed line was taken for a sound one"
    if len(held.events) < len(events):
        assert held.problems


@_QUICK
@given(events=_EVENTS.filter(bool), cut=st.integers(1, 400))
def test_a_file_cut_off_anywhere_keeps_the_lines_before(
    tmp_path: Path, events: list[Event], cut: int
) -> None:
    path = tmp_path / f"{time.monotonic_ns()}.jsonl"
    add(RegisterFile(path), *events)
    raw = path.read_bytes()[:-cut]
    path.write_bytes(raw)
    held = RegisterFile(path).read()
    assert list(held.events)[: raw.count(b"\n")] == events[: raw.count(b"\n")]


def test_writing_to_a_damaged_file_keeps_a_copy_of_it(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    add(RegisterFile(path), event("a"), event("b"), event("c"))
    lines = path.read_bytes().splitlines(keepends=True)
    damaged = lines[0] + lines[1].replace(b"Officer", b"Oxxicer") + lines[2]
    path.write_bytes(damaged)

    held = RegisterFile(path).read()
    assert [one.id for one in held.events] == ["a", "c"]
    assert held.problems == ("register.jsonl, line 2 is damaged; the other lines are kept",)
    assert path.read_bytes() == damaged, "reading changed the file"

    add(RegisterFile(path), event("d"))
    after = RegisterFile(path).read()
    assert [one.id for one in after.events] == ["a", "c", "d"]
    assert after.problems == ()
    (copy,) = tmp_path.glob("register.damaged-*.jsonl")
    assert copy.read_bytes() == damaged


def test_a_file_of_rubbish_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    path.write_bytes(bytes(range(256)))
    held = RegisterFile(path).read()
    assert held.events == () and held.problems
    add(RegisterFile(path), event("a"))
    assert [one.id for one in RegisterFile(path).read().events] == ["a"]


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    held = RegisterFile(tmp_path / "none" / "register.jsonl").read()
    assert held.events == () and held.problems == ()
    assert not (tmp_path / "none").exists()


def test_a_folder_in_its_place_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be"):
        add(RegisterFile(tmp_path), event("a"))


_WRITER = """
import sys
from pathlib import Path
from assistant.commitments.decisions import Event
from assistant.commitments.register_file import RegisterFile
file = RegisterFile(Path(sys.argv[1]))
for n in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{n}"
    event = Event(id=name, at="t", by="x", change="note", commitment="c", note="y" * 20000)
    file.append(lambda _: (event,))
    print(name, flush=True)
"""


def _writer(path: Path, name: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_process_killed_while_saving_loses_nothing_it_had_saved(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    saved: list[str] = []
    for number in range(4):
        process = _writer(path, f"p{number}", 100_000)
        assert process.stdout is not None
        for _ in range(5 + 7 * number):
            saved.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")
        saved += [line for line in rest if line and line.startswith("p")][:-1]
        process.wait()
    held = RegisterFile(path).read()
    ids = {one.id for one in held.events}
    assert set(saved) <= ids
    add(RegisterFile(path), event("after"))
    after = RegisterFile(path).read()
    assert after.problems == () and ids | {"after"} == {one.id for one in after.events}


@pytest.mark.slow
def test_two_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    processes = [_writer(path, name, 25) for name in ("a", "b")]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    held = RegisterFile(path).read()
    assert held.problems == ()
    assert {one.id for one in held.events} == {f"{p}-{n}" for p in "ab" for n in range(25)}


def test_every_line_is_json_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    add(RegisterFile(path), event("a", note="naïve\n“quote”\u2028"))
    (line,) = path.read_text(encoding="ascii").splitlines()
    assert json.loads(line)["note"] == "naïve\n“quote”\u2028"
