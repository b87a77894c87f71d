"""PDF: opening it safely, each page's runs (from the text layer, or by OCR), then its blocks."""

import re
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2 as pdfium

from assistant.types import Box
from ingest.blocks import Block, RawDocument
from ingest.readers.common import Deadline, Limits, UnreadableError, fold
from ingest.readers.glyphs import Affine, Frame, Run, page_text
from ingest.readers.graphics import Area, Graphics, page_graphics
from ingest.readers.lines import Line, page_lines
from ingest.readers.paragraphs import PageFlow, to_blocks
from ingest.readers.running import PageRuns, footnotes, without_running
from ingest.readers.tables import Table, ruled_tables

# PDFium keeps global state: one document at a time in a process.
_ENGINE = threading.Lock()
_FEW_LETTERS = 12  # a page with fewer, mostly covered by a picture, is a scan
_DAMAGED = "is damaged or cut off: fetch or print it to PDF again"


@dataclass(slots=True)
class _Page:
    number: int
    frame: Frame
    runs: list[Run]
    graphics: Graphics
    tables: list[Table] = field(default_factory=list)
    skewed: list[str] = field(default_factory=list)
    recognised: bool = False  # its text comes from OCR, here or in the scanner


def read_pdf(path: Path, data: bytes, limits: Limits, deadline: Deadline) -> RawDocument:
    """Read `data`, a whole PDF. Raises `UnreadableError`."""
    _refuse_bombs(data, limits.max_expanded_bytes)
    with _ENGINE:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise UnreadableError("is encrypted: save a copy without a password") from error
            raise UnreadableError(_DAMAGED) from error
        try:
            return _read(path, document, limits, deadline)
        except pdfium.PdfiumError as error:
            raise UnreadableError(_DAMAGED) from error
        finally:
            document.close()


def _read(
    path: Path, document: pdfium.PdfDocument, limits: Limits, deadline: Deadline
) -> RawDocument:
    count = len(document)
    if count == 0:
        raise UnreadableError(_DAMAGED)
    if count > limits.max_pages:
        raise UnreadableError(
            f"has {count} pages, more than the {limits.max_pages} allowed: "
            "split it, or raise the limit"
        )
    notes: list[str] = []
    pages: list[_Page] = []
    scanned: list[int] = []
    broken = 0
    for index in range(count):
        deadline.check()
        try:
            page = _read_page(document, index, deadline)
        except pdfium.PdfiumError:
            notes.append(f"page {index + 1} is damaged and was left out")
            broken += 1
            continue
        if page is None:
            scanned.append(index)
            continue
        pages.append(page)
    if broken == count:
        raise UnreadableError(_DAMAGED)
    if scanned:
        pages.extend(_recognise(document, scanned, limits, deadline, notes=notes, count=count))
        pages.sort(key=lambda page: page.number)
    bare, left_out = without_running([PageRuns(p.number, p.frame, p.runs) for p in pages])
    notes.extend(left_out)
    body = _body_size(bare)
    flows = [_flow(page, kept, body) for page, kept in zip(pages, bare, strict=True)]
    blocks = to_blocks(flows)
    blocks.extend(_skewed(pages, notes))
    return RawDocument(
        source=path,
        blocks=tuple(_without_navigation(blocks, pages)),
        declared_title=_title(document),
        pages=count,
        form="scan" if 2 * sum(page.recognised for page in pages) > len(pages) else "pdf",
        notes=tuple(notes),
    )


def _read_page(document: pdfium.PdfDocument, index: int, deadline: Deadline) -> _Page | None:
    """One page, or None where it is a scan without a text layer."""
    page = document[index]
    try:
        text = page_text(page, deadline)
        graphics = page_graphics(page, Affine(page), text.frame, deadline)
    finally:
        page.close()
    runs = text.runs
    over_picture = bool(text.hidden) and graphics.picture > 0.5
    if over_picture:
        runs = [*runs, *text.hidden]  # a scan whose text layer lies invisibly over the picture
    runs.extend(run for run in text.white if _lies_on_dark(run, graphics.shaded))
    runs.sort(key=lambda run: run.order)
    letters = sum(c.isalnum() for run in runs for c in run.text)
    if letters < _FEW_LETTERS and graphics.picture > 0.3:
        return None
    runs = [replace(run, link=_is_link(run, graphics.links)) for run in runs]
    # Before running text is looked for: rows at the top of every page may look like it.
    tables, runs = ruled_tables(runs, graphics, text.frame)
    return _Page(index + 1, text.frame, runs, graphics, tables, text.skewed, over_picture)


def _lies_on_dark(run: Run, shaded: list[Area]) -> bool:
    middle = run.baseline - 0.3 * run.size
    return any(a.holds((run.x0 + run.x1) / 2, middle) for a in shaded)


def _is_link(run: Run, links: list[Area]) -> bool:
    middle = run.baseline - 0.3 * run.size
    return all(any(a.holds(x, middle) for a in links) for x in (run.x0 + 1, run.x1 - 1))


def _recognise(
    document: pdfium.PdfDocument,
    scanned: list[int],
    limits: Limits,
    deadline: Deadline,
    *,
    notes: list[str],
    count: int,
) -> list[_Page]:
    """Return scanned pages through OCR; without Tesseract only where they are the smaller part."""
    from ingest.readers.ocr import OcrMissingError, recognise_pages

    try:
        found = recognise_pages(document, scanned, limits, deadline)
    except OcrMissingError as error:
        if 2 * len(scanned) >= count:
            raise
        numbers = ", ".join(str(index + 1) for index in scanned[:20])
        notes.append(f"left out pages that are pictures ({numbers}): {error}")
        return []
    return [
        _Page(index + 1, frame, runs, Graphics(), recognised=True) for index, frame, runs in found
    ]


def _body_size(pages: list[PageRuns]) -> float:
    votes: dict[float, int] = {}
    for page in pages:
        for run in page.runs:
            size = round(run.size * 2) / 2
            votes[size] = votes.get(size, 0) + len(run.text)
    return max(votes, key=lambda size: votes[size]) if votes else 10.0


def _flow(page: _Page, kept: PageRuns, body: float) -> PageFlow:
    runs, small = footnotes(kept, body)
    items = page_lines(page.number, page.frame, runs, page.tables, page.graphics.dots)
    noted = page_lines(page.number, page.frame, small, [], [])
    lines = [_with_note_mark(item) for item in noted if isinstance(item, Line)]
    marks = {line.mark for line in lines if line.mark is not None}
    return PageFlow(page.number, [_without_references(item, marks) for item in items], lines)


_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _with_note_mark(line: Line) -> Line:
    first = line.words[0].text if line.words else ""
    plain = first.translate(_SUPERSCRIPTS).strip(".)")
    if line.mark is None and len(line.words) > 1 and (plain.isdigit() or plain in set("*†‡")):
        return replace(line, words=line.words[1:], mark=plain, mark_x=line.x0)
    return replace(line, mark=line.mark.strip(".)")) if line.mark else line


def _without_references(item: Line | Table, marks: set[str]) -> Line | Table:
    """Return a line without the raised numbers of footnotes that its page holds."""
    if isinstance(item, Table) or not item.notes:
        return item
    known = [note for note in item.notes if note in marks]
    if not known:
        return item
    words = []
    for word in item.words:
        text = word.text
        for note in known:
            raised = note.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
            text = re.sub(f"{raised}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", "", text)
        if text:
            words.append(replace(word, text=text))
    return replace(item, words=tuple(words)) if words else item


def _skewed(pages: list[_Page], notes: list[str]) -> list[Block]:
    """Text at an angle: a stamp or watermark once, as a block of its own."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for page in pages:
        for text in page.skewed:
            if text not in seen and any(c.isalnum() for c in text):
                seen.add(text)
                box = Box(page=page.number, x0=0.0, y0=0.0, x1=1.0, y1=1.0)
                blocks.append(Block(text=text, page=page.number, boxes=(box,)))
                notes.append(f"text at an angle from page {page.number} on: “{text[:60]}”")
    return blocks


_ADDRESS = re.compile(r"[@]|://|\bwww\.", re.IGNORECASE)


def _without_navigation(blocks: list[Block], pages: list[_Page]) -> list[Block]:
    """Blocks without the menus of a printed web page: short links before and after everything."""
    links: dict[int, list[str]] = {}
    for page in pages:
        links[page.number] = [fold(run.text) for run in page.runs if run.link]

    def is_menu(block: Block) -> bool:
        if block.kind not in ("paragraph", "bullet") or len(block.text.split()) > 6:
            return False
        rest = block.text
        for text in sorted(links.get(block.page or 0, []), key=len, reverse=True):
            rest = rest.replace(text, "")
        return not rest.strip(" |·•-") and not _ADDRESS.search(block.text)

    start, end = 0, len(blocks)
    while start < end and is_menu(blocks[start]):
        start += 1
    while end > start and is_menu(blocks[end - 1]):
        end -= 1
    return blocks[start:end] if start < end else blocks


def _title(document: pdfium.PdfDocument) -> str | None:
    title = fold(document.get_metadata_value("Title"))
    return title or None


_STREAM = re.compile(rb"stream\r?\n")
_MOST = 1032  # deflate never expands further than this


def _refuse_bombs(data: bytes, most: int) -> None:
    """Refuse a file with a compressed stream that grows beyond `most` bytes, twice if nested.

    Only streams long enough to do so are looked into, which in real files are a few pictures.
    """
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        head = head[head.rfind(b"obj") :]
        layers = head.count(b"FlateDecode") + head.count(b"/Fl ")
        end = data.find(b"endstream", match.end())
        size = (end if end >= 0 else len(data)) - match.end()
        if layers and size * _MOST**layers > most:
            _expand(data[match.end() : match.end() + size], layers, most)


def _expand(packed: bytes, layers: int, most: int) -> None:
    grown = 0
    inner: Callable[[bytes], None] | None = None
    inner_size = [0]
    if layers > 1:
        second = zlib.decompressobj()

        def unpack_again(piece: bytes) -> None:
            while piece:
                inner_size[0] += len(second.decompress(piece, 1 << 20))
                piece = second.unconsumed_tail
                if inner_size[0] > most:
                    raise _bomb(most)

        inner = unpack_again
    first = zlib.decompressobj()
    try:
        while packed:
            piece = first.decompress(packed, 1 << 20)
            packed = first.unconsumed_tail
            grown += len(piece)
            if grown > most:
                raise _bomb(most)
            if inner is not None:
                inner(piece)
    except zlib.error:
        return  # damaged, or not deflate after all: PDFium decides


def _bomb(most: int) -> UnreadableError:
    return UnreadableError(
        f"unpacks to more than {most / 1e6:g} MB: print it to PDF again, or raise the limit"
    )
