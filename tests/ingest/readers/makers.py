"""Documents made in code, so that every trap in them is visible in the test that uses it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2 as pdfium
from docx.document import Document
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from ingest.blocks import Block
from ingest.readers import Limits, read_file

WIDTH, HEIGHT = A4


def make_pdf(path: Path, *pages: Callable[[Canvas], None], title: str = "") -> Path:
    """A PDF with one page for each function, which draws it."""
    canvas = Canvas(str(path), pagesize=A4)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def write_lines(
    canvas: Canvas,
    lines: list[str],
    x: float = 72,
    top: float = 100,
    font: str = "Helvetica",
    size: float = 11,
    leading: float = 14,
) -> float:
    """Print lines one below the other, the first baseline `top` points from the top."""
    canvas.setFont(font, size)
    y = top
    for line in lines:
        canvas.drawString(x, HEIGHT - y, line)
        y += leading
    return y


def make_table_pdf(path: Path, rows: list[list[str]], style: list[tuple[object, ...]]) -> Path:
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), *style]
    table = Table(rows, repeatRows=1)
    table.setStyle(TableStyle(grid))
    SimpleDocTemplate(str(path), pagesize=A4).build([table])
    return path


def make_docx(path: Path, fill: Callable[[Document], None]) -> Path:
    document = docx.Document()
    fill(document)
    document.save(str(path))
    return path


def make_scan(pdf: Path, path: Path, turn: int = 0) -> Path:
    """A PDF that holds only pictures of the pages of another."""
    source = pdfium.PdfDocument(pdf)
    images = [page.render(scale=200 / 72).to_pil().convert("L") for page in source]
    source.close()
    images = [image.rotate(turn, expand=True) for image in images]
    images[0].save(path, "PDF", resolution=200, save_all=True, append_images=images[1:])
    return path


def zip_bytes(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def blocks_of(path: Path, limits: Limits | None = None) -> tuple[Block, ...]:
    return read_file(path, limits).blocks


def texts_of(path: Path) -> list[str]:
    return [block.text for block in blocks_of(path)]
