"""What other processes see while one writes, and what is left when it is killed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import IngestError
from ingest.pipeline import Progress, ingest
from tests.vectorstore.fakes import (
    make_document,
    make_passages,
    opened,
    parse,
    run,
    write_papers,
)
from vectorstore.chroma import VectorStore

# Twenty for a thorough run; each takes seconds.
KILLS = int(os.environ.get("KILLS", "4"))
PAPERS = 60
LINES = 15


def start(index: Path, papers: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.vectorstore.fakes", str(index), str(papers)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that an index holds, but for what may differ: row numbers and times of files."""
    opened(folder, create=False).search("anything")  # makes the vectors agree, if they do not
    connection = sqlite3.connect(folder / "library.db")
    queries = {
        "documents": "SELECT * FROM documents ORDER BY id",
        "passages": "SELECT id, document_id, ord, text, place FROM passages ORDER BY id",
        "words": "SELECT passages.id, words.text, words.context FROM words "
        "JOIN passages ON passages.rowid = words.rowid ORDER BY passages.id",
        "loose words": "SELECT rowid FROM words WHERE rowid NOT IN (SELECT rowid FROM passages)",
        "vectors": "SELECT * FROM vectors ORDER BY id",
        "sources": "SELECT path, state, content_hash, document_id FROM sources ORDER BY path",
        "check": "PRAGMA integrity_check",
    }
    held = {name: connection.execute(query).fetchall() for name, query in queries.items()}
    name = connection.execute("SELECT value FROM meta WHERE key = 'vectors_folder'").fetchone()[0]
    connection.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    connection.close()
    store = VectorStore(folder / "vectors" / name)
    held["store"] = sorted((id_,) for id_ in store.ids())
    store.close()
    assert held["store"] == [(row[0],) for row in held["vectors"]]
    assert held["check"] == [("ok",)]
    return held


def test_what_another_process_ingests_is_found_without_opening_again(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, 3)
    run(tmp_path / "index", papers)
    reader = opened(tmp_path / "index", create=False)
    assert len(reader.search("paper0", limit=60)) == 45
    (papers / "new.txt").write_text("a zebra crossed the road")
    (papers / "paper000.txt").unlink()
    assert start(tmp_path / "index", papers).wait(60) == 0
    hit = reader.search("a zebra crossed the road", limit=1)[0]
    assert hit.passage.text == "a zebra crossed the road"
    # The library scores what its own half finds, so ask the vectors alone, too.
    row = reader.encode([f"{hit.passage.text}"])[0]
    with reader._dense.reading() as nearest:
        (vector_id, _cosine), *_rest = nearest.query(row, 5)
        assert not nearest.failed
    with reader._database.reading() as connection:
        found = connection.execute("SELECT passage_id FROM vectors WHERE id = ?", (vector_id,))
        assert found.fetchone()[0] == hit.passage.id
    assert not any("paper0 " in found.passage.text for found in reader.search("paper0", limit=60))


def test_a_reader_sees_whole_documents_only(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    index = tmp_path / "index"
    write_papers(papers, PAPERS)
    run(index, papers)
    reader = opened(index, create=False)
    write_papers(papers, PAPERS, version="second")
    process = start(index, papers)
    seen: set[tuple[int, int]] = set()
    searches = 0
    while process.poll() is None:
        versions = []
        for holding in reader.holdings():
            assert holding.passages == LINES
            passages = reader.passages(holding.document.id)
            assert len(passages) in {0, LINES}  # replaced between the two calls
            versions += [passages[0].text.split()[1]] if passages else []
        seen.add((versions.count("first"), versions.count("second")))
        for hit in reader.search("topic3 line3", limit=20):
            assert hit.dense is not None
        searches += 1
    assert process.wait() == 0
    assert searches > 3
    assert len(seen) > 1  # it was looked at while it changed
    texts = [hit.passage.text for hit in reader.search("first second line3", limit=200)]
    assert {text.split()[1] for text in texts} == {"second"}


def test_killed_at_any_moment_the_next_run_ends_as_a_clean_one(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, PAPERS)
    first = tmp_path / "first"
    run(first, papers)
    kept = {hit.passage.id for hit in opened(first).search("paper7", limit=5)}
    write_papers(papers, PAPERS, version="second")
    (papers / "paper000.txt").unlink()
    before = time.monotonic()
    assert start(tmp_path / "timed", papers).wait(120) == 0
    whole = time.monotonic() - before
    clean = content(tmp_path / "timed")
    dice = random.Random(20210326)
    interrupted = 0
    for number in range(KILLS):
        folder = tmp_path / f"killed{number}"
        # Half of the runs make a new index, half change one that is there.
        if number % 2:
            run(folder, papers)
            write_papers(papers, PAPERS, version="first")
            run(folder, papers)
            write_papers(papers, PAPERS, version="second")
            (papers / "paper000.txt").unlink()
        process = start(folder, papers)
        time.sleep(dice.random() * whole * 0.7)
        interrupted += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
        reader = opened(folder, create=False)
        for holding in reader.holdings():
            assert holding.passages == LINES
        assert all(hit.dense is not None for hit in reader.search("paper7 line2", limit=20))
        reader.close()
        run(folder, papers, prune=True)
        assert content(folder) == clean
    assert interrupted
    assert kept


def test_a_second_ingestion_waits_or_says_why_not(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, 2)
    first, second = opened(tmp_path / "index"), opened(tmp_path / "index")
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with first.ingesting():
            entered.set()
            leave.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(10)
    with pytest.raises(IngestError, match="another ingestion"):
        ingest([papers], second, parse, wait=0.1)
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        leave.set()

    report = ingest([papers], second, parse, wait=30, progress=tell)
    holder.join()
    assert told[0].waiting
    assert len(report.added) == 2


def test_threads_may_search_while_one_writes(tmp_path: Path) -> None:
    index = opened(tmp_path)
    index.put(make_document("a"), make_passages("a", ["dogs were stolen"]))
    errors: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                assert index.search("dogs were stolen", limit=1)[0].passage.id == "a-0"
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(10):
        index.put(make_document(f"b{number}"), make_passages(f"b{number}", ["cats", "youth"]))
    done.set()
    for reader in readers:
        reader.join(30)
    assert errors == []
