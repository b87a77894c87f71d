"""The same paper in several formats gives the same blocks; run on real documents, when given."""

import re
import shutil
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ingest.blocks import Block, RawDocument
from ingest.readers import read_file


@pytest.fixture(scope="module")
def read(shared: Path) -> Callable[[str], RawDocument]:
    folder = shared / "documents" / "formats"
    return lambda name: read_file(folder / name)


def shape(block: Block) -> tuple[object, ...]:
    return block.kind, block.level, block.mark, block.strong, block.cut_short, block.text


def test_the_report_as_word_file_and_as_pdf(read: Callable[[str], RawDocument]) -> None:
    word, pdf = read("report.docx"), read("report.pdf")
    assert [shape(b) for b in pdf.blocks] == [shape(b) for b in word.blocks]
    assert pdf.pages == 9
    assert {b.page for b in pdf.blocks} == set(range(1, 10))
    assert all(b.boxes for b in pdf.blocks)


def test_the_minutes_as_page_and_as_pdf(read: Callable[[str], RawDocument]) -> None:
    page = [shape(b) for b in read("minutes.html").blocks]
    pdf = [shape(b) for b in read("minutes.pdf").blocks]
    # The print keeps the caption and the column headings of the item table.
    assert [b for b in pdf if b[-1] not in ("Items", "No. Item")] == page
    assert [b[2] for b in page if b[2]] == [f"{n}/21" for n in range(11, 19)]
    assert sum(bool(b[4]) for b in page) == 4


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_the_scan_has_the_structure_of_the_print(read: Callable[[str], RawDocument]) -> None:
    word, scan = read("report.docx").blocks, read("report-scanned.pdf").blocks
    outline = [(b.kind == "bullet", b.strong, b.level if b.kind == "bullet" else 0) for b in word]
    seen = [(b.kind == "bullet", b.strong, b.level if b.kind == "bullet" else 0) for b in scan]
    assert SequenceMatcher(None, outline, seen, autojunk=False).ratio() >= 0.95
    one, two = (" ".join(b.text for b in blocks).split() for blocks in (word, scan))
    assert SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.97


@pytest.mark.parametrize(
    ("name", "text"), [("report.pdf", "000*.txt"), ("minutes.html", "001*.txt")]
)
def test_every_figure_of_the_text_version_is_there(
    shared: Path, read: Callable[[str], RawDocument], name: str, text: str
) -> None:
    (path,) = (shared / "documents").glob(text)
    figures = re.findall(
        r"£?\d[\d,.]*\d", re.sub(r"https?\S+|PDF \d+ KB|item \S+", "", path.read_text())
    )
    found = " ".join(f"{b.mark or ''} {b.text}" for b in read(name).blocks)
    assert [figure for figure in figures if figure not in found] == []


def test_pages_are_read_at_twenty_a_second(read: Callable[[str], RawDocument]) -> None:
    read("report.pdf")
    start = time.process_time()
    pages = sum(read("report.pdf").pages or 0 for _ in range(5))
    assert pages / (time.process_time() - start) >= 20
