"""What a Word file's styles make of a paragraph and a run: bold, size, outline level, list."""

import re
from dataclasses import dataclass, replace

from lxml import etree

_LIST_STYLE = re.compile(r"^list (?:bullet|number|continue)(?: ([2-5]))?$", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"^heading ([1-9])$", re.IGNORECASE)
_OFF = frozenset(["0", "false", "off", "none"])


@dataclass(frozen=True, slots=True)
class Typeface:
    """How letters are printed. `size` is in points, 0 where the file does not say."""

    bold: bool = False
    size: float = 0.0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph's typeface, its outline level (from 1, 0 for text) and list depth by style."""

    typeface: Typeface
    outline: int = 0
    list_depth: int = 0


def tag(element: etree._Element) -> str:
    """Return the local name of an element, "" for comments and processing instructions."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return the attribute called `name`, whichever of Word's two namespaces the file uses."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def number(element: etree._Element, name: str) -> float | None:
    """Return a numeric attribute, None where it is missing or no number."""
    try:
        value = float(attribute(element, name) or "")
    except ValueError:
        return None
    return value if abs(value) < 1e6 else None


def on(element: etree._Element) -> bool:
    """Whether a switch such as <w:b/> is on."""
    return (attribute(element, "val") or "1").lower() not in _OFF


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child called `name`."""
    if element is None:
        return None
    return next((c for c in element if tag(c) == name), None)


class Styles:
    """The style sheet of one file, with inheritance resolved when it is asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: str | None = None
        self._base = Typeface(size=10.0)
        if root is None:
            return
        for element in root:
            if tag(element) == "style":
                key = attribute(element, "styleId") or ""
                self._styles.setdefault(key, element)
                if attribute(element, "type") == "paragraph" and attribute(element, "default"):
                    self._default = key
            elif tag(element) == "docDefaults":
                self._base = _face(child(child(element, "rPrDefault"), "rPr"), self._base)

    def of_paragraph(self, properties: etree._Element | None) -> ParagraphStyle:
        """Return the style of a paragraph with these `w:pPr`."""
        face, outline, depth = self._base, 0, 0
        for style in self._chain(self._name(properties)):
            face = _face(child(style, "rPr"), face)
            outline = self._outline(style) or outline
            match = _LIST_STYLE.match(_style_name(style))
            if match:
                depth = int(match[1] or 1)
        direct = child(properties, "outlineLvl")
        if direct is not None:
            outline = _outline_level(direct)
        return ParagraphStyle(face, outline, depth)

    def of_run(self, properties: etree._Element | None, face: Typeface) -> Typeface:
        """Return the typeface of a run with these `w:rPr` in a paragraph printed in `face`."""
        if properties is None:
            return face
        named = child(properties, "rStyle")
        if named is not None:
            for style in self._chain(attribute(named, "val")):
                face = _face(child(style, "rPr"), face)
        return _face(properties, face)

    def list_place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        """Return the list (numId) and level (from 0) that a paragraph belongs to."""
        found, level = None, 0
        for style in self._chain(self._name(properties)):
            place = child(child(style, "pPr"), "numPr")
            if place is not None:
                found, level = _place(place, found, level)
        place = child(properties, "numPr")
        if place is not None:
            found, level = _place(place, found, level)
        return (None if found == "0" else found), level

    def _name(self, properties: etree._Element | None) -> str | None:
        named = child(properties, "pStyle")
        return self._default if named is None else attribute(named, "val")

    def _chain(self, name: str | None) -> list[etree._Element]:
        """Return the style and what it is based on, the base first; loops end."""
        chain: list[etree._Element] = []
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            based = child(self._styles[name], "basedOn")
            name = None if based is None else attribute(based, "val")
        return chain[::-1]

    def _outline(self, style: etree._Element) -> int:
        match = _HEADING_STYLE.match(_style_name(style))
        if match:
            return int(match[1])
        if _style_name(style).lower() == "title":
            return 1
        level = child(child(style, "pPr"), "outlineLvl")
        return 0 if level is None else _outline_level(level)


def _style_name(style: etree._Element) -> str:
    name = child(style, "name")
    return "" if name is None else attribute(name, "val") or ""


def _outline_level(element: etree._Element) -> int:
    value = number(element, "val")
    return int(value) + 1 if value is not None and 0 <= value < 9 else 0


def _place(element: etree._Element, found: str | None, level: int) -> tuple[str | None, int]:
    named, depth = child(element, "numId"), child(element, "ilvl")
    if named is not None:
        found = attribute(named, "val")
    if depth is not None:
        level = max(0, min(8, int(number(depth, "val") or 0)))
    return found, level


def _face(properties: etree._Element | None, face: Typeface) -> Typeface:
    if properties is None:
        return face
    white = shaded = False
    for element in properties:
        kind = tag(element)
        if kind == "b":
            face = replace(face, bold=on(element))
        elif kind == "sz":
            size = number(element, "val")
            face = replace(face, size=size / 2) if size else face
        elif kind in ("vanish", "webHidden"):
            face = replace(face, hidden=on(element))
        elif kind == "color":
            white = (attribute(element, "val") or "").upper() == "FFFFFF"
        elif kind in ("shd", "highlight"):
            shaded = True
    # White letters are a trick unless something is printed behind them; white text in the cells
    # of a dark table row is shaded on the cell, and such rows are bold.
    if white and not shaded and not face.bold:
        face = replace(face, hidden=True)
    return face
