"""Word's automatic lists: the number or bullet that Word would print before a paragraph."""

from dataclasses import dataclass

from lxml import etree

from ingest.readers.common import bullet_mark
from ingest.readers.docx_styles import attribute, child, number, tag


@dataclass(frozen=True, slots=True)
class Numbered:
    """What stands before a paragraph: the mark worth keeping, and the depth (from 1)."""

    mark: str | None
    level: int


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one file as its paragraphs go by."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if tag(element) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                self._abstract[key] = _levels(element)
            elif tag(element) == "num":
                self._take_list(element)

    def _take_list(self, element: etree._Element) -> None:
        key, abstract = attribute(element, "numId") or "", child(element, "abstractNumId")
        if abstract is not None:
            self._lists[key] = attribute(abstract, "val") or ""
        for override in element:
            start = child(override, "startOverride")
            if tag(override) == "lvlOverride" and start is not None:
                level = int(number(override, "ilvl") or 0)
                self._starts[key, level] = int(number(start, "val") or 1)

    def next(self, key: str | None, level: int) -> Numbered | None:
        """Count one paragraph of list `key` at `level` (from 0); None where it is in no list."""
        if key is None or key not in self._lists:
            return None
        levels = self._abstract.get(self._lists[key], {})
        own = levels.get(level, _Level("bullet", "", 1))
        if own.form == "bullet":
            glyph = own.text.strip()
            return Numbered(bullet_mark(glyph) if len(glyph) == 1 else None, level + 1)
        # Lists that share their definition go on counting, unless one says where it starts.
        restarts = any((key, n) in self._starts for n in range(9))
        counts = self._counts.setdefault(key if restarts else f"abstract {self._lists[key]}", {})
        first = self._starts.get((key, level), own.start)
        counts[level] = counts.get(level, first - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        mark = own.text
        for place in range(9):
            value = counts.get(place, levels.get(place, own).start)
            form = levels.get(place, own).form
            mark = mark.replace(f"%{place + 1}", _shown(value, form))
        return Numbered(mark.strip() or None, level + 1)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in abstract:
        if tag(element) != "lvl":
            continue
        form, text, start = (child(element, name) for name in ("numFmt", "lvlText", "start"))
        levels[int(number(element, "ilvl") or 0)] = _Level(
            form=(attribute(form, "val") if form is not None else None) or "decimal",
            text=(attribute(text, "val") if text is not None else None) or "",
            start=int(number(start, "val") or 0) if start is not None else 1,
        )
    return levels


_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))


def _shown(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and 1 <= value <= 780:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 1 <= value <= 399:
        rest, roman = value, ""
        for worth, sign in (*_ROMAN, (1, "i")):
            roman += sign * (rest // worth)
            rest %= worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)
