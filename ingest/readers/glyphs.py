"""From a PDF page to printed words: what PDFium knows about each character, grouped into runs.

A run is a stretch of characters on one baseline without a wide gap. Coordinates are points from
the top left corner of the page *as its text reads*: a page whose text runs upwards is turned.
"""

import ctypes
import math
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.readers.common import Deadline, UnreadableError, fold

# A gap of this many font sizes ends a run, of that many a word (spaces count too).
_RUN_GAP = 1.15
_WORD_GAP = 0.3
_MAX_GLYPHS = 200_000  # on one page; a dense page of small print has about 10,000
_SPACES = frozenset([9, 10, 13, 32, 0xA0, 0x3000, *range(0x2000, 0x200C)])
_HYPHEN = 0x02  # what PDFium reports for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its left and right edge in points."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Words on one baseline, in reading frame points (x to the right, y down)."""

    words: tuple[Word, ...]
    baseline: float
    size: float
    bold: bool
    order: int  # position in the page's own sequence
    spaced: bool = True  # white space before the first word (a change of font inside a word: not)
    link: bool = False
    raised: bool = False  # a superscript, set apart so that figures stay what they are

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def y0(self) -> float:
        """Top of the letters."""
        return self.baseline - 0.75 * self.size

    @property
    def y1(self) -> float:
        """Bottom of the descenders."""
        return self.baseline + 0.22 * self.size

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """How a page's reading frame lies on the page as shown: quarter turns, and its size."""

    width: float
    height: float
    turns: int = 0  # quarter turns clockwise by which the text is rotated on the shown page

    def shown(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, ...]:
        """Return a rectangle of the frame in fractions of the shown page."""
        a, b = x0 / self.width, y0 / self.height
        c, d = x1 / self.width, y1 / self.height
        if self.turns == 1:
            a, b, c, d = 1 - d, a, 1 - b, c
        elif self.turns == 2:
            a, b, c, d = 1 - c, 1 - d, 1 - a, 1 - b
        elif self.turns == 3:
            a, b, c, d = b, 1 - c, d, 1 - a
        return tuple(min(1.0, max(0.0, value)) for value in (a, b, c, d))

    def read(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the shown page (fractions) in the frame (points)."""
        if self.turns == 1:
            x, y = y, 1 - x
        elif self.turns == 2:
            x, y = 1 - x, 1 - y
        elif self.turns == 3:
            x, y = 1 - y, x
        return x * self.width, y * self.height


@dataclass(frozen=True, slots=True)
class _Style:
    """What a text object is printed in."""

    size: float
    angle: float
    bold: bool
    white: bool
    invisible: bool


@dataclass(slots=True)
class _Glyph:
    """A character with its origin and loose box in PDF units; `spaced`: white space before it."""

    char: str
    x: float
    y: float
    box: tuple[float, float, float, float]
    style: _Style
    spaced: bool


@dataclass(slots=True)
class PageText:
    """The runs of a page in its own sequence, and what was not taken."""

    frame: Frame
    runs: list[Run]
    skewed: list[str] = field(default_factory=list)  # watermarks and text at an angle
    white: list[Run] = field(default_factory=list)  # shown only where something dark lies behind
    hidden: list[Run] = field(default_factory=list)  # invisible text: a scan's own text layer


class Affine:
    """From PDF units to fractions of the shown page, with crop box and /Rotate undone."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        scale = 1_000_000
        px, py = ctypes.c_int(), ctypes.c_int()
        points = []
        for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
            raw.FPDF_PageToDevice(page, 0, 0, scale, scale, 0, x, y, px, py)
            points.append((px.value / scale, py.value / scale))
        (self.e, self.f), (ax, ay), (bx, by) = points
        self.a, self.b = (ax - self.e) / 1000, (ay - self.f) / 1000
        self.c, self.d = (bx - self.e) / 1000, (by - self.f) / 1000

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return the point (x, y) in fractions of the page, from its top left corner."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def turned(self, dx: float, dy: float) -> float:
        """Return the direction (dx, dy) on the shown page, in degrees clockwise from rightwards."""
        x, y = self.a * dx + self.c * dy, self.b * dx + self.d * dy
        # Fractions of width and height are different lengths; only right angles matter here.
        return math.degrees(math.atan2(y, x)) % 360


def page_text(page: pdfium.PdfPage, deadline: Deadline) -> PageText:
    """Return the runs of `page`. Raises `UnreadableError` for a page of absurd size."""
    width, height = page.get_size()
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
        raise UnreadableError("has a page of impossible size: print it to PDF again")
    affine = Affine(page)
    textpage = page.get_textpage()
    try:
        glyphs = _glyphs(textpage, affine, deadline)
    finally:
        textpage.close()
    turns = _main_direction(glyphs)
    if turns % 2:
        width, height = height, width
    return _group(glyphs, affine, Frame(width=width, height=height, turns=turns))


def _glyphs(textpage: pdfium.PdfTextPage, affine: Affine, deadline: Deadline) -> list[_Glyph]:
    """Return the characters that print something, in the page's own sequence."""
    count = textpage.count_chars()
    if count > _MAX_GLYPHS:
        raise UnreadableError(f"has a page with more than {_MAX_GLYPHS} characters: split it")
    styles: dict[int, _Style] = {}
    glyphs: list[_Glyph] = []
    handle = textpage.raw
    ox, oy, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    refs = ctypes.byref(ox), ctypes.byref(oy), ctypes.byref(box)
    spaced = True
    for index in range(count):
        if index % 5000 == 0:
            deadline.check()
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _SPACES:  # real ones, and those that PDFium makes up for gaps and line ends
            spaced = True
            continue
        owner = raw.FPDFText_GetTextObject(handle, index)
        if not owner or not raw.FPDFText_GetCharOrigin(handle, index, refs[0], refs[1]):
            continue
        key = ctypes.addressof(owner.contents)
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(textpage, index, owner, affine)
        raw.FPDFText_GetLooseCharBox(handle, index, refs[2])
        edges = (box.left, box.bottom, box.right, box.top)
        glyphs.append(_Glyph(_char(code), ox.value, oy.value, edges, style, spaced))
        spaced = False
    return glyphs


def _char(code: int) -> str:
    if code in (_HYPHEN, 0xFFFE):
        return "-"
    return chr(code) if 0 < code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def _style(textpage: pdfium.PdfTextPage, index: int, owner: object, affine: Affine) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
    angle = affine.turned(matrix.a, matrix.b)
    nearest = round(angle / 90) * 90 % 360
    off = abs((angle - nearest + 180) % 360 - 180)
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 128, flags)
    name = buffer.value.decode("utf-8", errors="replace").lower()
    mode = raw.FPDFTextObj_GetTextRenderMode(owner)
    heavy = any(part in name for part in ("bold", "black", "heavy", "demi"))
    bold = heavy or bool(flags.value & (1 << 18)) or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    white = bool(coloured) and min(red.value, green.value, blue.value) > 245
    clear = bool(coloured) and alpha.value < 10
    hidden = mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
    return _Style(
        size=abs(size) or 1.0,
        angle=float(nearest) if off < 3 else angle,
        bold=bold,
        white=white,
        invisible=hidden or clear,
    )


def _main_direction(glyphs: list[_Glyph]) -> int:
    """Quarter turns clockwise of most of the text."""
    votes = [0, 0, 0, 0]
    for glyph in glyphs:
        if glyph.style.angle % 90 == 0:
            votes[int(glyph.style.angle // 90) % 4] += 1
    return votes.index(max(votes))


def _group(glyphs: list[_Glyph], affine: Affine, frame: Frame) -> PageText:
    page = PageText(frame=frame, runs=[])
    builder = _RunBuilder(affine, page)
    skewed: list[str] = []
    for glyph in glyphs:
        if glyph.style.angle == frame.turns * 90:
            builder.add(glyph)
        else:
            skewed.append(" " + glyph.char if glyph.spaced else glyph.char)
    builder.flush()
    text = fold("".join(skewed))
    if text:
        page.skewed.append(text)
    return page


class _RunBuilder:
    """Collects characters into words and words into runs."""

    def __init__(self, affine: Affine, page: PageText) -> None:
        frame = page.frame
        x0, y0 = frame.read(*affine(0.0, 0.0))
        xa, ya = frame.read(*affine(1.0, 0.0))
        xb, yb = frame.read(*affine(0.0, 1.0))
        # PDF units to frame points; of each pair one is 0, for only quarter turns come here.
        self._ax, self._cx, self._ex = xa - x0, xb - x0, x0
        self._ay, self._cy, self._ey = ya - y0, yb - y0, y0
        self._frame = frame
        self._page = page
        self._words: list[Word] = []
        self._text, self._x0, self._x1 = "", 0.0, 0.0
        self._first: _Style | None = None
        self._baseline = 0.0
        self._spaced = True
        self._order = 0

    def add(self, glyph: _Glyph) -> None:
        """Take the next character; characters outside the page are dropped, nobody sees them."""
        x = self._ax * glyph.x + self._cx * glyph.y + self._ex
        baseline = self._ay * glyph.x + self._cy * glyph.y + self._ey
        frame = self._frame
        if not (-1 <= x <= frame.width + 1 and -1 <= baseline <= frame.height + 1):
            self.flush()
            return
        left, bottom, right, top = glyph.box
        far = max(self._ax * left, self._ax * right) + max(self._cx * bottom, self._cx * top)
        x1 = max(x, far + self._ex)
        style, first, gap = glyph.style, self._first, x - self._x1
        if first is not None and (
            gap > _RUN_GAP * first.size
            or gap < -0.9 * first.size
            or abs(baseline - self._baseline) > 0.15 * first.size
            or (style is not first and not _alike(style, first))
        ):
            self.flush()
            first = None
        if first is None:
            self._first, self._baseline, self._spaced = style, baseline, glyph.spaced
            self._text, self._x0 = "", x
        elif self._text and (glyph.spaced or gap > _WORD_GAP * style.size):
            self._words.append(Word(self._text, self._x0, self._x1))
            self._text, self._x0 = "", x
        self._text += glyph.char
        self._x1 = x1

    def flush(self) -> None:
        """End the run, if one is open."""
        style = self._first
        self._first = None
        if style is None:
            return
        self._words.append(Word(self._text, self._x0, self._x1))
        run = Run(
            words=tuple(self._words),
            baseline=self._baseline,
            size=style.size,
            bold=style.bold,
            order=self._order,
            spaced=self._spaced,
        )
        self._words = []
        self._order += 1
        target = self._page.runs
        if style.invisible:
            target = self._page.hidden
        elif style.white:
            target = self._page.white
        target.append(run)


def _alike(one: _Style, other: _Style) -> bool:
    return abs(one.size - other.size) <= 0.08 * other.size and (
        one.bold,
        one.white,
        one.invisible,
    ) == (other.bold, other.white, other.invisible)
