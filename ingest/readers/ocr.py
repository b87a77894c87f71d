"""Scanned pages: rendered, recognised by Tesseract, and handed on as runs like printed text."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from ingest.readers.common import Deadline, Limits, UnreadableError
from ingest.readers.glyphs import Frame, Run, Word

_DPI = 300
_MAX_PIXELS = 30_000_000
_POOR = 60.0  # mean confidence below which the page may lie on its side
_LINES = ".ocr_line, .ocr_header, .ocr_textfloat, .ocr_caption"
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_BBOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_SIZE = re.compile(rf"x_size {_NUMBER}")
_BASELINE = re.compile(rf"baseline {_NUMBER} {_NUMBER}")
_CONFIDENCE = re.compile(rf"x_wconf {_NUMBER}")
# What Tesseract makes of list marks; whether it is one, its size and the gap after it decide.
_MARKS = frozenset("eo0O@©®¢«»*°=+¥§.•·-~>")

Ink = npt.NDArray[np.bool_]


class OcrMissingError(UnreadableError):
    """Tesseract, or its data for the language, is not installed."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A recognised line in pixels, with how thick its strokes are in parts of its size."""

    run: Run
    stroke: float
    confidence: float


def recognise_pages(
    document: pdfium.PdfDocument, indexes: list[int], limits: Limits, deadline: Deadline
) -> list[tuple[int, Frame, list[Run]]]:
    """Recognise the pages at `indexes` (from 0): for each its index, frame and runs.

    Tesseract runs once per processor at a time; rendering stays in this thread. Raises
    `OcrMissingError` or `UnreadableError`.
    """
    if shutil.which("tesseract") is None:
        raise OcrMissingError(
            "is a scan without text, and Tesseract is not installed: sudo apt install tesseract-ocr"
        )
    workers = max(1, min(os.cpu_count() or 1, 8))
    pages: list[tuple[int, Frame, list[_Found]]] = []
    pending: list[tuple[int, Future[tuple[Frame, list[_Found]]]]] = []
    with ThreadPoolExecutor(workers) as pool:
        try:
            for index in indexes:
                deadline.extend(limits.ocr_seconds / workers)
                deadline.check()
                image, size = _render(document, index)
                pending.append((index, pool.submit(_recognise, image, size, limits)))
                if len(pending) > workers:
                    first, future = pending.pop(0)
                    pages.append((first, *future.result()))
            pages.extend((index, *future.result()) for index, future in pending)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    everything = [found for _, _, lines in pages for found in lines]
    return [(index, frame, list(_evened(lines, everything))) for index, frame, lines in pages]


def _render(document: pdfium.PdfDocument, index: int) -> tuple[Image.Image, tuple[float, float]]:
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        return bitmap.to_pil().convert("L"), (width, height)
    finally:
        page.close()


def _recognise(
    image: Image.Image, size: tuple[float, float], limits: Limits
) -> tuple[Frame, list[_Found]]:
    turns = 0
    lines = _lines(image, limits, size[0] / image.width)
    if _confidence(lines) < _POOR:
        quarter = _orientation(image, limits)
        if quarter:
            turned = image.rotate(-90 * quarter, expand=True)
            again = _lines(turned, limits, size[0] / image.width)
            if _confidence(again) > _confidence(lines):
                lines, turns = again, (4 - quarter) % 4
    width, height = size if turns % 2 == 0 else (size[1], size[0])
    return Frame(width=width, height=height, turns=turns), lines


def _confidence(lines: list[_Found]) -> float:
    return sum(line.confidence for line in lines) / len(lines) if lines else 0.0


def _run_tesseract(image: Image.Image, limits: Limits, *options: str) -> str:
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "--dpi", str(_DPI), *options]
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program, its arguments from the settings)
            command,
            input=data.getvalue(),
            capture_output=True,
            timeout=limits.ocr_seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            f"has a scanned page that takes longer than {limits.ocr_seconds:g} seconds: "
            "scan it again at 300 dpi, or raise the limit"
        ) from error
    except OSError as error:
        raise OcrMissingError(
            "is a scan without text, and Tesseract does not start: "
            "sudo apt install --reinstall tesseract-ocr"
        ) from error
    message = done.stderr.decode("utf-8", errors="replace")
    if done.returncode != 0 and "--psm" not in options:
        if "language" in message or "traineddata" in message:
            packages = " ".join(
                f"tesseract-ocr-{name.replace('_', '-')}"
                for name in limits.ocr_languages.split("+")
            )
            raise OcrMissingError(
                f"is a scan, and Tesseract lacks the language: sudo apt install {packages}"
            )
        raise UnreadableError("has a scanned page that Tesseract cannot read: scan it again")
    return done.stdout.decode("utf-8", errors="replace")


def _orientation(image: Image.Image, limits: Limits) -> int:
    """Quarter turns clockwise that set the page upright; 0 also where it cannot be told."""
    answer = _run_tesseract(image, limits, "--psm", "0")
    found = re.search(r"Rotate: (\d+)", answer)
    return int(found[1]) // 90 % 4 if found else 0


def _lines(image: Image.Image, limits: Limits, points: float) -> list[_Found]:
    """Return the lines of `image`; `points` is the size of a pixel."""
    languages = ("-l", limits.ocr_languages, "-c", "tessedit_create_hocr=1")
    tree = LexborHTMLParser(_run_tesseract(image, limits, *languages))
    ink: Ink = np.asarray(image) < 140
    found = []
    for order, line in enumerate(tree.css(_LINES)):
        title = line.attributes.get("title") or ""
        box, size, slope = _BBOX.search(title), _SIZE.search(title), _BASELINE.search(title)
        if box is None or size is None:
            continue
        words: list[tuple[str, int, int, int, int]] = []
        sure: list[float] = []
        for word in line.css(".ocrx_word"):
            place = _BBOX.search(word.attributes.get("title") or "")
            trust = _CONFIDENCE.search(word.attributes.get("title") or "")
            text = word.text().strip()
            if place is None or not text:
                continue
            sure.append(float(trust[1]) if trust else 0.0)
            x0, y0, x1, y1 = (int(n) for n in place.groups())
            # A lone upright stroke between words is the pronoun.
            words.append(("I" if text == "|" else text, x0, y0, x1, y1))
        letters = any(c.isalnum() for word in words for c in word[0])
        if not words or not letters or max(sure) < 30:
            continue  # specks and borders read as letters
        height = float(size[1])
        baseline = float(box[4]) + (float(slope[2]) if slope else 0.0)
        words = _with_mark(words, height, baseline, ink)
        run = Run(
            words=tuple(Word(text, x0 * points, x1 * points) for text, x0, _, x1, _ in words),
            baseline=baseline * points,
            size=height * points,
            bold=False,
            order=order,
        )
        found.append(_Found(run, _stroke(words, height, ink), sum(sure) / len(sure)))
    return found


def _with_mark(
    words: list[tuple[str, int, int, int, int]], height: float, baseline: float, ink: Ink
) -> list[tuple[str, int, int, int, int]]:
    """`words` with the line's list mark as "•": misread by Tesseract, or left out altogether."""
    text, x0, y0, x1, y1 = words[0]
    is_odd = len(text) <= 2 and set(text) <= _MARKS
    if len(words) > 1 and is_odd and words[1][1] - x1 > 0.45 * height:
        if y1 - y0 < 0.62 * height:
            return [("•", x0, y0, x1, y1), *words[1:]]
        return words
    top, bottom = int(baseline - 0.75 * height), int(baseline + 0.05 * height)
    left = max(0, int(x0 - 2.6 * height))
    strip = ink[max(0, top) : max(0, bottom), left : max(0, int(x0 - 0.3 * height))]
    if not strip.size:
        return words
    columns = np.flatnonzero(strip.any(axis=0))
    rows = np.flatnonzero(strip.any(axis=1))
    if not columns.size:
        return words
    wide, high = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    solid = strip[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean()
    if 0.1 * height <= min(wide, high) and max(wide, high) <= 0.5 * height and solid > 0.4:
        start = left + int(columns[0])
        return [("•", start, y0, start + int(wide), y1), *words]
    return words


def _stroke(words: list[tuple[str, int, int, int, int]], height: float, ink: Ink) -> float:
    """How thick the strokes of a line are, in parts of its size: twice the area by the outline."""
    widths = []
    for text, x0, y0, x1, y1 in words:
        if not any(c.isalnum() for c in text):
            continue
        part = np.pad(ink[y0:y1, x0:x1], 1)
        inner = part[1:-1, :-2] & part[1:-1, 2:] & part[:-2, 1:-1] & part[2:, 1:-1]
        area = int(part.sum())
        outline = area - int((part[1:-1, 1:-1] & inner).sum())
        if outline:
            widths.append(2 * area / outline / height)
    return median(widths) if widths else 0.0


def _evened(lines: list[_Found], everything: list[_Found]) -> Iterator[Run]:
    """Return runs with sizes evened out and bold told, against the whole document.

    Tesseract measures each line by the letters it happens to hold, so that one font comes out in
    sizes 10 % apart; bold strokes are thicker by about a third.
    """
    sizes = sorted(found.run.size for found in everything for _ in found.run.words)
    usual = sizes[len(sizes) // 2] if sizes else 1.0
    groups: list[list[float]] = []
    for size in sizes:
        if abs(size - usual) < 0.13 * usual:
            continue
        if groups and size < 1.2 * groups[-1][0] and not groups[-1][0] < usual < size:
            groups[-1].append(size)
        else:
            groups.append([size])
    evened = {size: median(group) for group in groups for size in group}
    strokes = [found.stroke for found in everything if found.stroke]
    thin = median(strokes) if strokes else 1.0
    for found in lines:
        size = evened.get(found.run.size, usual)
        yield replace(found.run, size=size, bold=found.stroke > 1.22 * thin)
