"""Parsing in a child process: what a file does to it must not reach the parent."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import DocumentError
from ingest.pipeline import ingest
from ingest.readers.common import Limits
from ingest.worker import ParserProcess
from tests.vectorstore.fakes import opened

MODULE = "tests.ingest.misbehaving"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.txt"
    path.write_text("Report to the Panel\n\nDogs were stolen in the summer of the year before.\n")
    return path


def misbehaving(seconds: float = 1.0, memory_mb: float = 4096) -> ParserProcess:
    return ParserProcess(Limits(seconds=seconds), memory_mb=memory_mb, module=MODULE, grace=0.5)


def write(folder: Path, what: str) -> Path:
    path = folder / f"{what}.txt"
    path.write_text(what)
    return path


def test_a_file_gives_what_it_gives_in_this_process(paper: Path) -> None:
    from ingest.parse import parse_file

    with ParserProcess() as parser:
        assert parser(paper) == parse_file(paper)
        assert parser(paper) == parse_file(paper)


def test_a_refusal_comes_through_word_for_word(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("")
    with ParserProcess() as parser, pytest.raises(DocumentError, match=r"empty\.txt"):
        parser(path)


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("hang", "takes longer than 1 seconds"),
        ("hang natively", "takes longer than 1 seconds"),
        ("crash", "makes the reader of its format crash"),
        ("exit", "makes the reader of its format crash"),
        ("be killed", "needs more memory than there is"),
        ("eat memory", "needs more memory than is allowed"),
        ("bug", r"internal error \(ZeroDivisionError\)"),
    ],
)
def test_a_bad_file_fails_with_one_line_and_the_next_one_is_read(
    tmp_path: Path, what: str, message: str
) -> None:
    bad, good = write(tmp_path, what), write(tmp_path, "good")
    with misbehaving(memory_mb=2048) as parser:
        start = time.monotonic()
        with pytest.raises(DocumentError, match=message) as caught:
            parser(bad)
        assert "\n" not in str(caught.value)
        assert time.monotonic() - start < 20
        assert [passage.text for passage in parser(good).passages] == ["good"]


def test_time_that_is_granted_for_scanned_pages_is_not_a_hang(tmp_path: Path) -> None:
    with misbehaving() as parser:
        assert parser(write(tmp_path, "granted")).passages[0].text == "granted"


def test_what_a_parser_prints_does_not_disturb_the_answers(tmp_path: Path) -> None:
    with misbehaving() as parser:
        assert parser(write(tmp_path, "print")).passages[0].text == "print"


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    parser = misbehaving()
    pid = int(parser(write(tmp_path, "pid")).passages[0].text)
    os.kill(pid, 0)
    parser.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    parser.close()


def test_the_program_of_a_child_is_not_taken_from_the_folder_it_is_started_in(
    paper: Path, tmp_path: Path
) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit(9)")
    code = f"""
from pathlib import Path
from ingest.worker import ParserProcess
with ParserProcess() as parser:
    print(len(parser(Path({str(paper)!r})).passages))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_a_folder_with_bad_files_is_indexed_but_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for what in ("crash", "good", "hang", "better"):
        write(folder, what)
    index = opened(tmp_path / "index")
    try:
        with misbehaving() as parser:
            report = ingest([folder], index, parser)
    finally:
        index.close()
    assert [Path(path).stem for path in report.added] == ["better", "good"]
    assert [Path(path).stem for path, _reason in report.failed] == ["crash", "hang"]
    assert all(str(folder) not in reason for _path, reason in report.failed)
