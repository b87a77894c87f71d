"""Running headers, footers, page numbers and footnotes: told from their place and repetition."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from ingest.readers.glyphs import Frame, Run

_ZONE = 0.13  # the part of a page's height, at top and bottom, where running text stands
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^[-–—\s|]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?(?:\s*\|\s*page)?[-–—\s|]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageRuns:
    """The runs of one page (number from 1) in its frame."""

    page: int
    frame: Frame
    runs: list[Run]


def without_running(pages: list[PageRuns]) -> tuple[list[PageRuns], list[str]]:
    """`pages` without what repeats at their edges, and each text that was taken off, once.

    A text counts as running when it stands in the top or bottom zone at the same height, figures
    aside, on three pages (on both of two); a lone page number also when it stands outermost.
    """
    lines = {page.page: _edge_lines(page) for page in pages}
    seen: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for page in pages:
        for line in lines[page.page]:
            for key in _keys(line, page):
                seen[key].append((page.page, line[0].baseline))
    needed = 2 if len(pages) <= 3 else 3
    running: dict[tuple[str, bool], float] = {}
    for key, places in seen.items():
        height = median(baseline for _, baseline in places)
        near = {number for number, y in places if abs(y - height) < 8}
        if len(near) >= needed and any(c.isalnum() for c in key[0]):
            running[key] = height
    taken: Counter[str] = Counter()
    kept = []
    for page in pages:
        gone: set[int] = set()
        for line in lines[page.page]:
            text = _text(line)
            repeats = any(
                key in running and abs(line[0].baseline - running[key]) < 8
                for key in _keys(line, page)
            )
            is_number = bool(_PAGE_NUMBER.match(text)) and any(c.isdigit() for c in text)
            if repeats or (is_number and _is_outermost(line, page)):
                gone.update(id(run) for run in line)
                if not is_number:
                    taken[_DIGITS.sub("#", text)] += 1
        runs = [run for run in page.runs if id(run) not in gone]
        kept.append(PageRuns(page.page, page.frame, runs))
    if not any(page.runs for page in kept):
        return pages, []  # slips that say the same on every page: then that is the content
    return kept, [f"left out on {n} pages: “{text}”" for text, n in taken.most_common(20)]


def _edge_lines(page: PageRuns) -> list[list[Run]]:
    """Return the lines in a page's top and bottom zones, each as its runs from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(page.runs, key=lambda run: run.baseline):
        if not _in_zone(run, page.frame):
            continue
        if lines and abs(lines[-1][0].baseline - run.baseline) < 3:
            lines[-1].append(run)
        else:
            lines.append([run])
    for line in lines:
        line.sort(key=lambda run: run.x0)
    return lines


def _text(line: list[Run]) -> str:
    return " ".join(run.text for run in line)


def _keys(line: list[Run], page: PageRuns) -> set[tuple[str, bool]]:
    """Return what the line may be recognised by: its text, and that with a counted page number.

    A number that grows with the pages is written as its distance from the page's place, so that
    "Kind 3" and "Kind 28" at the top of two pages are not taken for one running line.
    """
    text, is_top = _text(line), line[0].baseline < page.frame.height / 2
    keys = {(text, is_top)}
    numbers = list(_DIGITS.finditer(text))
    for number in numbers[:1] + numbers[-1:]:
        distance = int(number[0][:9]) - page.page
        keys.add((f"{text[: number.start()]}#{distance}{text[number.end() :]}", is_top))
    return keys


def _in_zone(run: Run, frame: Frame) -> bool:
    return run.baseline < _ZONE * frame.height or run.y0 > (1 - _ZONE) * frame.height


def _is_outermost(line: list[Run], page: PageRuns) -> bool:
    """Whether nothing else stands on the line or between it and the edge of the page."""
    own = {id(run) for run in line}
    others = [run for run in page.runs if id(run) not in own]
    if line[0].baseline < page.frame.height / 2:
        return all(other.y0 > line[0].baseline for other in others)
    return all(other.baseline < line[0].y0 for other in others)


_NOTE_START = re.compile(r"^(\d{1,3}|[*†‡])\s*[.)]?$")


def footnotes(page: PageRuns, body: float) -> tuple[list[Run], list[Run]]:
    """Body and footnote runs of `page`; `body` is the size of the document's running text.

    Footnotes are the small print at the foot that opens with a number or sign.
    """
    small = sorted(
        (run for run in page.runs if run.size <= 0.92 * body),
        key=lambda run: (run.baseline, run.x0),
    )
    lowest = max((r.baseline for r in page.runs if r.size > 0.92 * body), default=0.0)
    below = [run for run in small if run.y0 > lowest - 1]
    start = next((i for i, r in enumerate(below) if _opens_note(r)), None)
    if start is None or below[start].baseline < 0.4 * page.frame.height:
        return page.runs, []
    notes = below[start:]
    taken = {id(run) for run in notes}
    return [run for run in page.runs if id(run) not in taken], notes


def _opens_note(run: Run) -> bool:
    return bool(_NOTE_START.match(run.words[0].text))
