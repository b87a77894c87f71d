"""Build the sample report's PDF from its text: `python -m ingest.sample.build`.

The text is `report.md`, in a small part of Markdown: `#` titles, `##` key aims, `###` strands,
`####` years, bullets nested by two spaces, numbered lines, an indented paragraph that continues
the bullet above it, and three marks of our own: `> ` the notice, `% ` a line of the title block,
`= ` a line of the signature. Needs reportlab, which is a development dependency only.

The same text gives the same bytes on every machine: reportlab's invariant mode fixes dates and
ids, and the pages are stored uncompressed because compressors differ between machines.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, SimpleDocTemplate, Spacer

from ingest.sample import sample_folder

SOURCE = Path(__file__).resolve().parent / "report.md"
TARGET_NAME = "progress-report-2021-03-26.pdf"
TITLE = "PCC Progress Report to the Thames Valley Police and Crime Panel, 26 March 2021"
RUNNING_HEADER = "PCC progress report – Strategic Priority 4"

LineKind = Literal[
    "notice",
    "title_line",
    "title",
    "key_aim",
    "strand",
    "year",
    "bullet",
    "numbered",
    "continued",
    "signature",
    "paragraph",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the source. `level` is a bullet's depth from 1, `mark` a number such as "2."."""

    kind: LineKind
    text: str
    level: int = 0
    mark: str = ""


_PREFIXES: tuple[tuple[str, LineKind], ...] = (
    ("> ", "notice"),
    ("% ", "title_line"),
    ("= ", "signature"),
    ("#### ", "year"),
    ("### ", "strand"),
    ("## ", "key_aim"),
    ("# ", "title"),
)
_BULLET = re.compile(r"(?P<indent> *)- (?P<text>.+)")
_NUMBERED = re.compile(r"(?P<mark>\d+\.) (?P<text>.+)")
_LINK = re.compile(r"\[([^\]]+)\]\((\S+?)\)(?=\W*$)")

_BODY = ParagraphStyle(
    "body",
    fontName="Helvetica",
    fontSize=11,
    leading=14,
    spaceAfter=6.5,
    allowWidows=0,
    allowOrphans=0,
)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="Helvetica-Bold", keepWithNext=1)
_STYLES: dict[LineKind, ParagraphStyle] = {
    "notice": ParagraphStyle(
        "notice",
        parent=_BODY,
        fontName="Helvetica-Oblique",
        fontSize=9,
        leading=11.5,
        borderWidth=0.7,
        borderColor=HexColor(0x555555),
        borderPadding=6,
        spaceBefore=10,
        spaceAfter=16,
    ),
    "title": ParagraphStyle(
        "title", parent=_BOLD, fontSize=14, leading=18, alignment=TA_CENTER, spaceAfter=12
    ),
    "title_line": ParagraphStyle(
        "title_line", parent=_BOLD, fontSize=12, leading=15, alignment=TA_CENTER, spaceAfter=12
    ),
    "key_aim": ParagraphStyle("key_aim", parent=_BOLD, fontSize=12.5, leading=16, spaceBefore=16),
    "strand": ParagraphStyle("strand", parent=_BOLD, spaceBefore=9),
    "year": ParagraphStyle("year", parent=_BOLD, spaceBefore=3),
    "numbered": ParagraphStyle(
        "numbered", parent=_BODY, leftIndent=18, bulletIndent=0, bulletFontSize=11
    ),
    "continued": ParagraphStyle("continued", parent=_BODY, leftIndent=18),
    "signature": ParagraphStyle("signature", parent=_BODY, spaceAfter=0),
    "paragraph": _BODY,
}
# The glyph of each depth and the font that has it. ZapfDingbats draws "n" as a filled square.
_GLYPHS: tuple[tuple[str, str, float], ...] = (
    ("•", "Helvetica", 11),
    ("o", "Helvetica", 10),
    ("n", "ZapfDingbats", 5.5),
)


def read_source(text: str) -> Iterator[Line]:
    """Yield the lines of a source text in order; empty lines part nothing and are left out."""
    for raw in text.splitlines():
        if not raw.strip():
            continue
        prefix = next((pair for pair in _PREFIXES if raw.startswith(pair[0])), None)
        if prefix is not None:
            yield Line(kind=prefix[1], text=raw.removeprefix(prefix[0]))
        elif match := _BULLET.fullmatch(raw):
            level = len(match["indent"]) // 2 + 1
            yield Line(kind="bullet", text=match["text"], level=level)
        elif match := _NUMBERED.fullmatch(raw):
            yield Line(kind="numbered", text=match["text"], mark=match["mark"])
        elif raw.startswith("  "):
            yield Line(kind="continued", text=raw.strip())
        else:
            yield Line(kind="paragraph", text=raw)


def _markup(line: Line) -> str:
    text = _LINK.sub(r'<link href="\2"><u>\1</u></link>', escape(line.text))
    return f"<u>{text}</u>" if line.kind == "year" else text


def _bullet_style(level: int) -> ParagraphStyle:
    _, font, size = _GLYPHS[level - 1]
    return ParagraphStyle(
        f"bullet{level}",
        parent=_BODY,
        leftIndent=18 * level,
        bulletIndent=18 * (level - 1) + 4,
        bulletFontName=font,
        bulletFontSize=size,
        bulletOffsetY=1 if font == "ZapfDingbats" else 0,
    )


def _flowables(lines: Iterator[Line]) -> Iterator[Flowable]:
    previous: LineKind | None = None
    for line in lines:
        if line.kind == "key_aim":
            yield CondPageBreak(55 * mm)  # a key aim's heading never stands alone at a page's foot
        if line.kind == "signature" and previous != "signature":
            yield CondPageBreak(45 * mm)
            yield Spacer(1, 16 * mm)
        if line.kind == "bullet":
            glyph = _GLYPHS[line.level - 1][0]
            yield Paragraph(_markup(line), _bullet_style(line.level), bulletText=glyph)
        elif line.kind == "numbered":
            yield Paragraph(_markup(line), _STYLES["numbered"], bulletText=line.mark)
        else:
            yield Paragraph(_markup(line), _STYLES[line.kind])
        previous = line.kind


def _render(text: str, page_count: int | None) -> tuple[bytes, int]:
    """Return the PDF and its number of pages; `page_count` goes into the footer, if known."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        title=TITLE,
        author="panel-assistant (demonstration text)",
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        topMargin=26 * mm,
        bottomMargin=27 * mm,
        invariant=1,
        pageCompression=0,
    )

    def furniture(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica", 8.5)
        top, foot = A4[1] - 14 * mm, 12 * mm
        canvas.drawString(24 * mm, top, RUNNING_HEADER)
        canvas.drawRightString(A4[0] - 24 * mm, top, "Demonstration text, not the official record")
        page = f"Page {canvas.getPageNumber()} of {page_count}"
        canvas.drawCentredString(A4[0] / 2, foot, page)
        canvas.restoreState()

    story = list(_flowables(read_source(text)))
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue(), document.page


def build_report(text: str) -> bytes:
    """Return the PDF of a source text: the first pass counts the pages that the footer names."""
    _, page_count = _render(text, None)
    return _render(text, page_count)[0]


def main() -> None:
    """Write the PDF to the sample folder, or to the path given."""
    parser = argparse.ArgumentParser(description="Build the sample progress report's PDF.")
    parser.add_argument("target", nargs="?", type=Path, default=sample_folder() / TARGET_NAME)
    target: Path = parser.parse_args().target
    target.write_bytes(build_report(SOURCE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
