"""What is drawn on a PDF page besides letters: rules, shading, dots, pictures and link areas."""

import ctypes
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from ingest.readers.common import Deadline
from ingest.readers.glyphs import Affine, Frame

_MAX_OBJECTS = 60_000
_MAX_SEGMENTS = 400
_THIN = 2.6  # points; a rule is at most this thick


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in the reading frame, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


@dataclass(slots=True)
class Graphics:
    """The drawn parts of one page in its reading frame."""

    across: list[Area] = field(default_factory=list)  # horizontal rules
    down: list[Area] = field(default_factory=list)  # vertical rules
    shaded: list[Area] = field(default_factory=list)  # filled with something that is not white
    dots: list[Area] = field(default_factory=list)  # small blobs: bullets drawn, not written
    links: list[Area] = field(default_factory=list)
    picture: float = 0.0  # the largest picture, as a fraction of the page


def page_graphics(
    page: pdfium.PdfPage, affine: Affine, frame: Frame, deadline: Deadline
) -> Graphics:
    """Everything drawn on `page` that helps to understand its text."""
    found = Graphics()
    count = min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    refs = [ctypes.byref(value) for value in (left, bottom, right, top)]
    for index in range(count):
        if index % 2000 == 0:
            deadline.check()
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        if not raw.FPDFPageObj_GetBounds(item, *refs):
            continue
        area = _area(affine, frame, (left.value, bottom.value), (right.value, top.value))
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _take_path(item, area, found, affine, frame)
        else:
            covered = (area.x1 - area.x0) * (area.y1 - area.y0) / (frame.width * frame.height)
            if kind == raw.FPDF_PAGEOBJ_IMAGE or raw.FPDFFormObj_CountObjects(item) == 1:
                found.picture = max(found.picture, min(1.0, covered))
                found.shaded.append(area)
    _take_links(page, found, affine, frame)
    return found


def _area(affine: Affine, frame: Frame, one: tuple[float, float], two: tuple[float, float]) -> Area:
    ax, ay = frame.read(*affine(*one))
    bx, by = frame.read(*affine(*two))
    return Area(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _take_path(item: object, area: Area, found: Graphics, affine: Affine, frame: Frame) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return  # a clipping path
    width, height = area.x1 - area.x0, area.y1 - area.y0
    if height <= _THIN < 6 <= width:
        found.across.append(area)
    elif width <= _THIN < 6 <= height:
        found.down.append(area)
    elif min(width, height) >= 1.2 and max(width, height) <= min(9, 1.7 * min(width, height)):
        found.dots.append(area)
    else:
        if fill.value:
            if _is_white(item):
                return
            found.shaded.append(area)
        _take_edges(item, found, affine, frame)


def _is_white(item: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return True
    return min(red.value, green.value, blue.value) > 250 or alpha.value < 5


def _take_edges(item: object, found: Graphics, affine: Affine, frame: Frame) -> None:
    """Take the upright and level edges of a path: borders of cells drawn as boxes or a grid."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    for index in range(min(raw.FPDFPath_CountSegments(item), _MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            _take_edge(_area(affine, frame, last, point), found)
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            _take_edge(_area(affine, frame, point, start), found)
        last = point


def _take_edge(edge: Area, found: Graphics) -> None:
    width, height = edge.x1 - edge.x0, edge.y1 - edge.y0
    if height <= 1 and width >= 6:
        found.across.append(edge)
    elif width <= 1 and height >= 6:
        found.down.append(edge)


def _take_links(page: pdfium.PdfPage, found: Graphics, affine: Affine, frame: Frame) -> None:
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    for _ in range(5_000):
        if not raw.FPDFLink_Enumerate(page, position, link):
            return
        if raw.FPDFLink_GetAnnotRect(link, rectangle):
            found.links.append(
                _area(
                    affine,
                    frame,
                    (rectangle.left, rectangle.bottom),
                    (rectangle.right, rectangle.top),
                )
            )
