import shutil
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import DocumentError
from ingest.readers import Limits, read_file
from tests.ingest.readers.makers import HEIGHT, make_pdf, make_scan, write_lines

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed (apt: tesseract-ocr)"
)


def draw(canvas: Canvas) -> None:
    write_lines(canvas, ["Progress on rural crime"], font="Helvetica-Bold", size=18, top=90)
    lines = [
        "The Panel received a report on the work of the rural crime team and",
        "thanked the officers who had prepared it.",
    ]
    write_lines(canvas, lines, top=140)
    for y, text in ((190, "Improve trust in the villages"), (206, "Reduce harm in the towns")):
        canvas.circle(80, HEIGHT - y + 4, 2.2, fill=1)
        write_lines(canvas, [text], x=96, top=y)


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scan")
    return make_scan(make_pdf(folder / "text.pdf", draw), folder / "scan.pdf")


@needs_tesseract
def test_a_scan_reads_like_the_print(scan: Path) -> None:
    document = read_file(scan)
    found = [(b.kind, b.strong, b.text) for b in document.blocks]
    assert found == [
        ("heading", True, "Progress on rural crime"),
        (
            "paragraph",
            False,
            "The Panel received a report on the work of the rural crime team and thanked the "
            "officers who had prepared it.",
        ),
        ("bullet", False, "Improve trust in the villages"),
        ("bullet", False, "Reduce harm in the towns"),
    ]
    (box,) = document.blocks[0].boxes
    assert box.page == 1
    assert box.y0 < 90 / HEIGHT < box.y1 + 0.01


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180])
def test_a_scan_that_lies_on_its_side(scan: Path, tmp_path: Path, turn: int) -> None:
    turned = make_scan(scan, tmp_path / "turned.pdf", turn)
    assert "thanked the officers who had prepared it" in " ".join(
        block.text for block in read_file(turned).blocks
    )


def test_without_tesseract_the_scan_fails_with_the_line_that_installs_it(
    scan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match=r"sudo apt install tesseract-ocr$"):
        read_file(scan)


@needs_tesseract
def test_missing_language_data_names_its_package(scan: Path) -> None:
    with pytest.raises(DocumentError, match="apt install tesseract-ocr-cym"):
        read_file(scan, Limits(ocr_languages="cym"))
