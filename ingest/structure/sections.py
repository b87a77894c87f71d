"""Reports and other papers: headings, aims, strands, years, bullets, notes and cross-references."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.types import Part, Place
from ingest.structure import patterns as p
from ingest.structure.aims import Aim, find_aims
from ingest.structure.clean import Line, letter_of, number_of
from ingest.structure.dates import dates_in, heading_year
from ingest.structure.facts import Facts, is_prose, strategic_priority
from ingest.structure.pieces import Piece, piece


@dataclass(kw_only=True, slots=True)
class _Entry:
    """An open bullet: its level, path, text, and the label it gives to what is below it."""

    level: int
    path: str
    text: str
    label: str | None


@dataclass(kw_only=True, slots=True)
class _State:
    place: Place
    headings: list[tuple[int, str]] = field(default_factory=list)  # outside of aims
    aim_heading: str | None = None
    aim_level: int = 0
    strand_heading: str | None = None
    sub_heading: str | None = None  # a heading under a strand that is not a year
    year_heading: str | None = None
    entries: list[_Entry] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    lead: str | None = None  # the paragraph that announces the list that follows
    in_resolution: bool = False


def section_pieces(lines: Sequence[Line], front: int, facts: Facts) -> list[Piece]:
    """Return the pieces of a paper whose first `front` lines are its title page."""
    return _Walker(lines, front, facts).pieces()


class _Walker:
    """Goes through the lines once; `_state` is where it stands."""

    def __init__(self, lines: Sequence[Line], front: int, facts: Facts) -> None:
        self._lines = lines
        self._front = front
        self._facts = facts
        self._aims = {i: aim for i, aim in find_aims(lines).items() if i >= front}
        self._has_aim_headings = any(not aim.listed for aim in self._aims.values())
        self._repeated = _repeated_headings(lines[front:])
        self._signature = _signature(lines, front)
        self._state = _State(place=Place(strategic_priority=facts.strategic_priority))
        self._out: list[Piece] = []

    def pieces(self) -> list[Piece]:
        for index, line in enumerate(self._lines):
            if index < self._front:
                self._title(line)
            elif index >= self._signature:
                self._add(
                    line, "signature", Place(strategic_priority=self._facts.strategic_priority)
                )
            else:
                self._take(index, line)
        return self._out

    def _take(self, index: int, line: Line) -> None:
        aim = self._aims.get(index)
        following = self._lines[index + 1] if index + 1 < self._signature else None
        if aim is not None:
            self._aim(line, aim)
        elif line.kind == "table_row":
            self._end_list()
            self._add(line, "table_row")
        elif p.WHOLE_URL.match(line.text):
            self._add(line, "note", self._cell())  # a footnote: the list around it goes on
        elif self._is_subtitle(line):
            self._subtitle(line)
        elif (year := self._year(line)) is not None:
            self._year_heading(line, year)
        elif self._is_heading(line, following):
            self._heading(line, following)
        elif line.kind == "bullet":
            self._bullet(line)
        else:
            self._paragraph(line, following)

    def _title(self, line: Line) -> None:
        last = self._out[-1] if self._out else None
        # "Strategic Priority 4:" and the line below it are one title.
        open_title = last is not None and last.part == "title" and last.text.endswith(":")
        labelled = line.text.endswith(":") or dates_in(line.text)
        if last and open_title and not labelled and not p.FRONT_LABEL.match(last.text):
            boxes = last.boxes + line.boxes
            self._out[-1] = replace(last, text=f"{last.text} {line.text}", boxes=boxes)
            return
        part: Part = "table_row" if line.kind == "table_row" else "title"
        self._add(line, part, Place(strategic_priority=self._facts.strategic_priority))

    # --- headings ---------------------------------------------------------------------------

    def _aim(self, line: Line, aim: Aim) -> None:
        state = self._state
        if aim.listed:
            place = replace(self._cell(), key_aim=aim.number)
            self._add(line, "key_aim", place, text=aim.text, lead=state.lead)
            return
        self._leave_aim()
        state.aim_heading, state.aim_level = line.printed, line.level
        if line.level:
            state.headings = [(lv, text) for lv, text in state.headings if lv < line.level]
        state.place = replace(state.place, key_aim=aim.number)
        self._add(line, "key_aim", self._cell(), text=aim.text)

    def _leave_aim(self) -> None:
        state = self._state
        state.aim_heading = state.strand_heading = state.year_heading = state.sub_heading = None
        state.place = Place(strategic_priority=state.place.strategic_priority)
        self._end_list()

    def _year(self, line: Line) -> str | None:
        if line.kind in {"bullet", "table_row"} or line.mark:
            return None
        return heading_year(line.text, self._state.place.year or self._facts.period)

    def _year_heading(self, line: Line, year: str) -> None:
        state = self._state
        state.year_heading = line.text.rstrip(" :")
        state.place = replace(state.place, year=year)
        state.sub_heading = None
        self._end_list()
        self._add(line, "heading", self._cell())

    def _is_subtitle(self, line: Line) -> bool:
        """Whether a line in brackets right under a heading belongs to that heading."""
        if not (self._out and self._out[-1].part == "heading" and line.kind != "bullet"):
            return False
        text = line.text.rstrip(" :")
        state = self._state
        # "(2020/21)" under a strand is that strand's year.
        if state.year_heading or (state.strand_heading and self._year(line) is not None):
            return False
        return text.startswith("(") and text.endswith(")") and line.words <= 25

    def _subtitle(self, line: Line) -> None:
        last = self._out[-1]
        self._out[-1] = replace(
            last, text=f"{last.text} {line.text}", boxes=last.boxes + line.boxes
        )

    def _is_heading(self, line: Line, following: Line | None) -> bool:  # noqa: PLR0911
        if line.kind == "heading":
            return True
        if line.kind == "bullet" and not (line.strong and line.mark):
            return False
        if p.CROSS_REFERENCE.match(line.text) or p.NOTE.match(line.text) or letter_of(line):
            return False
        if line.strong:
            return line.words <= 25 and not (line.terminal and line.words > 12)
        if following is None or line.text[:1].islower():
            return False
        if _key(line.text) in self._repeated or p.CLOSING_HEADINGS.match(line.text):
            return True
        if p.STRATEGIC_PRIORITY.match(line.text) and not line.terminal and line.words <= 20:
            return True
        before_year = heading_year(following.text, self._facts.period) is not None
        if line.text.endswith(":"):
            return before_year or (
                line.words <= 12
                and not p.LEAD_IN.search(line.text)
                and not p.HAS_VERB.search(line.text)
            )
        if line.terminal or line.text[-1:] in ",;":
            return False
        if line.text.isupper() and line.words <= 20 and any(len(w) > 3 for w in line.text.split()):
            return True
        title_like = line.words <= 10 and not dates_in(line.text)
        numbered = number_of(line) is not None and following.kind != "bullet"
        if title_like and numbered and number_of(following) is None:
            return True
        return title_like and (
            before_year or (following.words > line.words and is_prose(following))
        )

    def _heading(self, line: Line, following: Line | None) -> None:
        state = self._state
        self._end_list()
        state.in_resolution = bool(re.match(r"^(?:\d+[.)]?\s*)?recommend", line.printed, re.I))
        text = line.printed.rstrip(" :")
        priority = strategic_priority(line.text) if p.STRATEGIC_PRIORITY.match(line.text) else None
        if priority is not None:
            self._leave_aim()
            state.headings = [(1, text)]
            state.place = replace(state.place, strategic_priority=priority)
        elif self._leaves_aim(line):
            self._leave_aim()
            self._outer(line, text)
        elif state.aim_heading is not None or self._opens_strand(line, following):
            # A deeper heading inside a strand, as formats with levels show it, stays inside it.
            if state.strand_heading and self._deeper(line):
                state.sub_heading = text
            else:
                state.strand_heading, state.sub_heading = text, None
                state.year_heading = None
                state.place = replace(state.place, strand=strand_name(text), year=None)
        else:
            self._leave_aim()
            self._outer(line, text)
        self._add(line, "heading", self._cell(), text=line.printed)

    def _outer(self, line: Line, text: str) -> None:
        level = line.level or (1 if line.text.isupper() else 2)
        state = self._state
        state.headings = [(lv, h) for lv, h in state.headings if lv < level]
        state.headings.append((level, text))

    def _leaves_aim(self, line: Line) -> bool:
        if self._state.aim_heading is None:
            return False
        if p.CLOSING_HEADINGS.match(line.printed):
            return True
        return line.kind == "heading" and 0 < line.level <= self._state.aim_level

    def _opens_strand(self, line: Line, following: Line | None) -> bool:
        """Tell whether a heading outside of aims is a strand: a year follows, and no aims."""
        if self._has_aim_headings or following is None:
            return False
        return self._year(following) is not None

    def _deeper(self, line: Line) -> bool:
        if line.kind != "heading" or not line.level:
            return False
        return line.level > self._state.aim_level + 1

    # --- entries ------------------------------------------------------------------------------

    def _bullet(self, line: Line) -> None:
        state = self._state
        text = line.text
        resolution = p.RESOLUTION.match(text) or state.in_resolution
        level = line.level or (state.entries[-1].level if state.entries else 1)
        while state.entries and state.entries[-1].level >= level:
            state.entries.pop()
        parent = state.entries[-1] if state.entries else None
        path = self._next_path(parent.path if parent else "")
        label = text.rstrip(" :") if text.endswith(":") and _names_group(line) else None
        state.entries.append(_Entry(level=level, path=path, text=text, label=label))
        group = next((e.label for e in reversed(state.entries) if e.label), None)
        above = [e for e in state.entries[:-1] if e.label is None]
        lead = above[-1].text if above else state.lead
        place = replace(self._cell(), bullet=path, group=group)
        part: Part = "bullet"
        if p.CROSS_REFERENCE.match(text):
            part = "cross_reference"
        elif resolution:
            part = "resolution"
        self._add(line, part, place, text=_entry_text(line), lead=lead)

    def _next_path(self, parent: str) -> str:
        counts = self._state.counts
        counts[parent] = counts.get(parent, 0) + 1
        return f"{parent}.{counts[parent]}" if parent else str(counts[parent])

    def _paragraph(self, line: Line, following: Line | None) -> None:
        state = self._state
        last = state.entries[-1] if state.entries else None
        if p.CROSS_REFERENCE.match(line.text):
            self._add(line, "cross_reference", self._cell())
        elif p.RESOLUTION.match(line.text) or (state.in_resolution and number_of(line)):
            self._add(line, "resolution", self._cell(), text=line.printed, lead=state.lead)
        elif p.NOTE.match(line.text):
            self._add(line, "note", self._cell())
        elif number_of(line) and state.lead and (number_of(line) or (0,))[0] <= 40:
            self._listed_number(line)
        elif last is not None and (line.level or p.LEANING.match(line.text)):
            self._continuation(line, last)
        elif last is not None and self._lost_mark(line, following):
            self._bullet(replace(line, kind="bullet", level=last.level))
        elif last is not None and following is not None and following.kind == "bullet":
            if line.text.endswith(":"):
                self._announce(line)
            else:
                self._continuation(line, last)
        else:
            self._announce(line)

    def _announce(self, line: Line) -> None:
        """Add a paragraph of its own; one that ends in a colon leads the list that follows."""
        self._end_list()
        self._add(line, "text", self._cell(), text=line.printed)
        self._state.lead = line.text if line.text.endswith(":") else None

    def _listed_number(self, line: Line) -> None:
        number, text = number_of(line) or (0, line.text)
        place = replace(self._cell(), bullet=str(number))
        self._add(line, "bullet", place, text=text, lead=self._state.lead)

    def _continuation(self, line: Line, last: _Entry) -> None:
        group = next((e.label for e in reversed(self._state.entries) if e.label), None)
        place = replace(self._cell(), bullet=last.path, group=group)
        self._add(line, "bullet", place, lead=last.text)

    def _lost_mark(self, line: Line, following: Line | None) -> bool:
        """Whether a page break between two entries took this one's mark."""
        return (
            line.after_break
            and following is not None
            and following.kind == "bullet"
            and not line.text[:1].islower()
            and not line.text.endswith(":")
        )

    def _end_list(self) -> None:
        state = self._state
        state.entries, state.counts, state.lead = [], {}, None

    # --- places -------------------------------------------------------------------------------

    def _cell(self) -> Place:
        state = self._state
        inner = (state.aim_heading, state.strand_heading, state.year_heading, state.sub_heading)
        path = [heading for _, heading in state.headings] + [h for h in inner if h]
        return replace(state.place, headings=tuple(path))

    def _add(
        self,
        line: Line,
        part: Part,
        place: Place | None = None,
        *,
        text: str | None = None,
        lead: str | None = None,
    ) -> None:
        self._out.append(piece(line, part, place or self._cell(), text=text, lead=lead))


def strand_name(heading: str) -> str:
    """Name a strand: its heading without what stands in brackets and generic last words."""
    bare = re.sub(r"\s*\([^()]*\)\s*:?\s*$", "", heading).strip(" :")
    return p.STRAND_TAIL.sub("", bare).strip(" :–-") or bare or heading


def _names_group(line: Line) -> bool:
    """Whether an entry that ends in a colon is a label ("Website:") rather than a statement."""
    return line.words <= 6 and not p.HAS_VERB.search(line.text) and not p.LEAD_IN.search(line.text)


def _entry_text(line: Line) -> str:
    """Return a bullet's text; a mark that is no plain number ("2.3", "(a)") stays, as its name."""
    if line.mark and not number_of(line):
        return line.printed
    return line.text


def _key(text: str) -> str:
    return re.sub(r"\s*\(.*\)\s*:?$", "", text).strip(" :").lower()


def _repeated_headings(lines: Sequence[Line]) -> set[str]:
    """Find short lines that come back: the strands of several aims."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.kind != "bullet" and line.words <= 14 and not line.terminal and not line.mark:
            key = _key(line.text)
            if key and not dates_in(line.text) and not line.text[:1].islower():
                counts[key] = counts.get(key, 0) + 1
    return {key for key, count in counts.items() if count >= 2}


def _signature(lines: Sequence[Line], front: int) -> int:
    """Return the index of the signature's first line; the number of lines without one."""
    start = len(lines)
    for index in range(len(lines) - 1, max(front, len(lines) - 5), -1):
        line = lines[index]
        plain = (
            line.kind == "paragraph" and not line.mark and not p.CROSS_REFERENCE.match(line.text)
        )
        if not plain or line.terminal or line.words > 20 or p.NOTE.match(line.text):
            break
        if line.text.endswith(":") or p.WHOLE_URL.match(line.text):
            break
        start = index
    signed = any(dates_in(line.text) or p.ROLE_WORDS.search(line.text) for line in lines[start:])
    return start if signed else len(lines)
