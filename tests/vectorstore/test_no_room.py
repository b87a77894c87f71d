"""A full disk and a folder that may not be written: said as that, never as damage."""

import sqlite3
from pathlib import Path

import pytest

from assistant.errors import DamagedIndexError, IngestError
from tests.vectorstore.fakes import make_document, make_passages, opened, run, write_papers
from vectorstore.database import FILE, unusable


def test_a_full_disk_is_told_and_what_was_done_is_kept(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, 3)
    run(tmp_path / "index", papers)
    index = opened(tmp_path / "index")
    with index._database.guarded() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite's own word for it
    texts = [f"line{number} " * 50 for number in range(200)]
    with pytest.raises(IngestError, match=r"index is full; make room and ingest again"):
        index.put(make_document("big"), make_passages("big", texts))
    index.close()
    index = opened(tmp_path / "index")
    assert len(index.documents()) == 3
    assert index.search("paper1 line3", limit=1)[0].passage.text.startswith("paper1")
    index.put(make_document("big"), make_passages("big", texts))
    assert len(index.documents()) == 4
    index.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IngestError, match=r"cannot be made .*name another with --index"):
        opened(tmp_path / "file" / "index")


@pytest.mark.parametrize(
    ("detail", "message"),
    [
        ("database or disk is full", "make room"),
        ("[Errno 28] No space left on device", "make room"),
        ("attempt to write a readonly database", "check its permissions"),
        ("unable to open database file", "check its permissions"),
        ("[Errno 30] Read-only file system: 'ingest.lock'", "check its permissions"),
    ],
)
def test_what_the_libraries_say_of_it_is_understood(
    tmp_path: Path, detail: str, message: str
) -> None:
    error = unusable(tmp_path, detail)
    assert isinstance(error, IngestError)
    assert message in str(error)


def test_damage_is_still_damage(tmp_path: Path) -> None:
    assert isinstance(unusable(tmp_path, "file is not a database"), DamagedIndexError)


def test_an_index_of_the_version_before_is_brought_up(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    write_papers(papers, 2)
    run(tmp_path / "index", papers)
    connection = sqlite3.connect(tmp_path / "index" / FILE, isolation_level=None)
    for table, column in (("documents", "form"), ("documents", "same_as"), ("sources", "reading")):
        connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    report = run(tmp_path / "index", papers)
    assert len(report.unchanged) == 2
    index = opened(tmp_path / "index", create=False)
    assert [document.form for document in index.documents()] == [None, None]
    index.close()
