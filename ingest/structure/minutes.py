"""Minutes and agendas: attendance, items, purposes, questions, answers, actions, decisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.sentences import sentence_spans
from assistant.types import Part, Place
from ingest.structure import patterns as p
from ingest.structure.aims import find_aims, is_aim_list
from ingest.structure.clean import Line, letter_of, number_of
from ingest.structure.facts import Facts, is_prose, strategic_priority
from ingest.structure.items import Item
from ingest.structure.people import by_speaker, is_person
from ingest.structure.pieces import Piece, piece


@dataclass(kw_only=True, slots=True)
class _State:
    """Where the walk stands inside an item."""

    place: Place
    heading: str | None = None  # "Members' Questions"
    in_questions: bool = False
    question: int | None = None
    questions: int = 0  # the highest number so far in this item
    question_text: str | None = None
    answering: bool = False
    bracketed: bool = False  # the answer stands in brackets and ends with the closing one
    speaker: str | None = None  # of the answer so far
    lead: str | None = None
    lead_speaker: str | None = None
    bullets: list[int] = field(default_factory=list)
    resolving: str | None = None  # the head of an open resolution
    purpose_over: bool = False


def minutes_pieces(
    lines: Sequence[Line], items: Sequence[Item], facts: Facts, names: frozenset[str]
) -> list[Piece]:
    """Return the pieces of a meeting with these `items`; `names` are people with a role."""
    return _Walker(lines, items, facts, names).pieces()


class _Walker:
    """Goes through the lines once."""

    def __init__(
        self, lines: Sequence[Line], items: Sequence[Item], facts: Facts, names: frozenset[str]
    ) -> None:
        self._lines = lines
        self._items = {item.index: item for item in items}
        self._first = items[0].index if items else len(lines)
        self._facts = facts
        self._names = names
        self._aims = find_aims(lines)
        self._out: list[Piece] = []
        self._state = _State(place=Place())
        self._attendance: str | None = None  # the heading of an open attendance list

    def pieces(self) -> list[Piece]:
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            item = self._items.get(index)
            if item is not None:
                self._item(item)
                index = item.body
                continue
            if index < self._first:
                self._front(line)
            else:
                self._body(index, line)
            index += 1
        return self._out

    # --- in front -----------------------------------------------------------------------------

    def _front(self, line: Line) -> None:
        heading = p.ATTENDANCE_HEADING.match(line.text)
        opens = heading and (heading["colon"] or not heading["rest"]) and line.words <= 60
        if opens and heading:
            self._attendance = line.text.split(":")[0]
            part: Part = "attendance" if heading["rest"] else "heading"
            self._add(line, part)
        elif self._attendance is not None and not is_prose(line) and line.kind != "heading":
            self._add(line, "attendance", text=line.printed, lead=self._attendance)
        elif p.APOLOGIES_SENTENCE.search(line.text):
            self._add(line, "attendance")
        else:
            self._attendance = None
            long = is_prose(line) and line.words > 12
            self._add(line, "text" if long else "title", text=line.printed)

    # --- items --------------------------------------------------------------------------------

    def _item(self, item: Item) -> None:
        self._attendance = None
        parent = (item.parent,) if item.parent else ()
        first = self._lines[item.index]
        place = Place(
            item=item.number,
            item_inferred=item.inferred,
            item_title=item.title,
            strategic_priority=strategic_priority(item.title)
            or (strategic_priority(item.parent) if item.parent else None),
            headings=(*parent, item.title),
        )
        self._state = _State(place=place)
        for line in self._lines[item.index : item.body]:
            # A number that stands alone in its line belongs to the title's place, not its text.
            if item.body - item.index == 1 or line is not first:
                text = item.title if item.title in line.text else line.text
                self._add(line, "item_title", text=text)
            elif not re.search(r"\d", line.printed):
                self._add(line, "item_title")

    def _body(self, index: int, line: Line) -> None:
        state = self._state
        if line.attachments:
            self._add(line, "note")
            return
        if line.kind == "table_row":
            self._add(line, "attendance" if self._is_attendance_item() else "table_row")
            return
        if p.QUESTIONS_HEADING.match(line.text) and line.kind != "bullet":
            self._questions_heading(line)
        elif not state.purpose_over and p.PURPOSE.match(line.text):
            self._add(line, "purpose")
        elif p.ACTION_LINE.match(line.printed):
            self._end_lists()
            self._add(line, "action", speaker=None, text=line.printed)
        elif p.RESOLUTION.match(line.printed):
            self._end_question()
            self._end_lists()
            state.resolving = line.text
            self._add(line, "resolution", text=line.printed)
        elif state.resolving and self._is_entry(line):
            self._add(line, "resolution", text=line.printed, lead=state.resolving)
        elif (question := self._question(index, line)) is not None:
            self._open_question(line, *question)
        elif self._is_listed_aim(index):
            aim = self._aims[index]
            self._add(line, "key_aim", text=aim.text, lead=state.lead, key_aim=aim.number)
        elif self._is_entry(line) and (line.kind == "bullet" or state.lead):
            self._entry(line)
        elif self._is_heading(index, line):
            self._sub_heading(line)
        else:
            self._paragraph(line)
        state.purpose_over = state.purpose_over or not p.PURPOSE.match(line.text)

    def _questions_heading(self, line: Line) -> None:
        self._sub_heading(line)
        self._state.in_questions = True

    def _sub_heading(self, line: Line) -> None:
        state = self._state
        self._end_question()
        self._end_lists()
        state.in_questions = False
        state.heading = line.text.rstrip(" :")
        headings = (*state.place.headings[: 2 if self._has_parent() else 1], state.heading)
        state.place = replace(state.place, headings=headings)
        self._add(line, "heading")

    def _has_parent(self) -> bool:
        return bool(self._state.place.item and "(" in self._state.place.item)

    def _is_heading(self, index: int, line: Line) -> bool:
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if line.kind == "bullet" or line.text.startswith("[") or following is None:
            return False
        if line.kind == "heading" or (line.strong and line.words <= 15 and not line.terminal):
            return True
        short = line.words <= 7 and not line.terminal and line.text[:1].isupper()
        return (
            short
            and not line.cut_short
            and not self._state.answering
            and line.text[-1:] not in ",;"
            and not p.LEAD_IN.search(line.text)
            and not p.HAS_VERB.search(line.text)
            and index + 1 not in self._items
            and (is_prose(following) or following.kind == "bullet")
            and not following.text[:1].islower()
        )

    def _is_attendance_item(self) -> bool:
        return bool(p.ATTENDANCE_HEADING.match(self._state.place.item_title or ""))

    def _is_listed_aim(self, index: int) -> bool:
        return index in self._aims and (self._aims[index].listed or is_aim_list(self._lines, index))

    @staticmethod
    def _is_entry(line: Line) -> bool:
        if line.kind == "bullet":
            return True
        return number_of(line) is not None or letter_of(line) is not None

    def _entry(self, line: Line) -> None:
        state = self._state
        level = max(line.level, 1)
        number = number_of(line)
        del state.bullets[level:]
        while len(state.bullets) < level:
            state.bullets.append(0)
        state.bullets[level - 1] = number[0] if number else state.bullets[level - 1] + 1
        path = ".".join(str(n or 1) for n in state.bullets)
        text = number[1] if number else line.printed
        self._add(
            line,
            self._part("bullet"),
            text=text,
            lead=state.lead,
            bullet=path,
            speaker=state.lead_speaker,
        )

    # --- questions and answers ----------------------------------------------------------------

    def _question(self, index: int, line: Line) -> tuple[int | None, str, str | None] | None:
        """Return the number, text and asker of a line that is a member's question, else None."""
        labelled = p.QUESTION_LABELLED.match(line.printed)
        if labelled and not p.ANSWER_LABELLED.match(line.printed):
            number = int(labelled["n"]) if labelled["n"] else None
            return number, labelled["rest"], labelled["by"] or labelled["by2"]
        numbered = number_of(line)
        if numbered is not None and (self._state.in_questions or self._asks(numbered[1], line)):
            return numbered[0], numbered[1], None
        if line.kind == "bullet" or line.text.startswith("["):
            return None
        if self._state.in_questions and line.text.endswith("?") and not self._state.bracketed:
            return None, line.text, None
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if p.ASKED.match(line.text) and following is not None and self._replies(following):
            return None, line.text, None
        return None

    def _asks(self, text: str, line: Line) -> bool:
        return text.endswith("?") or (
            line.cut_short and "?" in text and self._state.question is not None
        )

    def _replies(self, line: Line) -> bool:
        if line.text.startswith("[") or p.ANSWER_LABELLED.match(line.text):
            return True
        opening = line.text[: sentence_spans(line.text)[0][1]] if sentence_spans(line.text) else ""
        verbs = (
            r"\b(?:responded|replied|answered|explained|advised|confirmed|said|stated|reported)\b"
        )
        return bool(re.search(verbs, opening)) and bool(by_speaker(opening, self._names)[0][1])

    def _open_question(self, line: Line, number: int | None, text: str, asker: str | None) -> None:
        state = self._state
        self._end_lists()
        state.bracketed = False
        state.question = number if number is not None else state.questions + 1
        state.questions = max(state.questions, state.question)
        state.question_text = text
        state.speaker = None
        speaker = asker.strip() if asker and is_person(asker.strip(), self._names) else None
        if speaker is None and p.ASKED.match(text):
            speaker = by_speaker(text, self._names)[0][1]
        state.answering = False
        self._add(line, "question", text=text, speaker=speaker)
        state.answering = True

    def _end_question(self) -> None:
        state = self._state
        state.question = state.question_text = state.speaker = None
        state.answering = state.bracketed = False

    def _end_lists(self) -> None:
        state = self._state
        state.lead = state.lead_speaker = state.resolving = None
        state.bullets = []

    # --- paragraphs ---------------------------------------------------------------------------

    def _paragraph(self, line: Line) -> None:
        state = self._state
        self._end_lists()
        text = line.text
        if state.answering:
            label = p.ANSWER_LABELLED.match(text)
            if label:
                text = label["rest"]
                by = (label["by"] or "").strip().removeprefix("the ").removeprefix("The ")
                state.speaker = by if by and is_person(by, self._names) else None
            if text.startswith("["):
                text, state.bracketed = text[1:].lstrip(), True
        closes = state.bracketed and _closes(text)
        if closes:
            text = text.rstrip()[:-1].rstrip()
        marks = list(p.ACTION_MARK.finditer(text))
        at = 0
        for mark in marks:
            self._with_action(line, text[at : mark.start()].rstrip(), mark[0])
            at = mark.end()
        rest = text[at:].strip()
        if rest and not (marks and re.fullmatch(r"[\s\]).]+", rest)):
            self._speech(line, rest)
        if closes:
            # What follows the bracket is no longer the answer.
            self._end_question()
        if text.endswith(":"):
            state.lead = text
            state.lead_speaker = self._out[-1].place.speaker if self._out else None

    def _with_action(self, line: Line, before: str, mark: str) -> None:
        """Add what stands before "[Action: …]", and its last sentence together with the mark."""
        if not before:
            self._bare_action(line, mark)
            return
        begin = sentence_spans(before)[-1][0]
        if before[:begin].strip():
            self._speech(line, before[:begin].strip())
        speaker = by_speaker(before[begin:], self._names, self._state.speaker)[-1][1]
        self._add(
            line,
            "action",
            text=f"{before[begin:]} {mark}",
            speaker=speaker,
            lead=self._state.question_text,
        )

    def _bare_action(self, line: Line, mark: str) -> None:
        """Join a mark in a paragraph of its own to the last sentence of the one before."""
        last = self._out[-1] if self._out else None
        if last is None or last.part not in {"text", "answer", "bullet", "resolution"}:
            self._add(line, "action", text=mark)
            return
        begin = sentence_spans(last.text)[-1][0]
        if last.text[:begin].strip():
            self._out[-1] = replace(last, text=last.text[:begin].rstrip())
        else:
            self._out.pop()
        action = replace(
            last,
            text=f"{last.text[begin:]} {mark}",
            part="action",
            boxes=last.boxes + line.boxes,
            cut_short=False,
        )
        self._out.append(action)

    def _speech(self, line: Line, text: str) -> None:
        state = self._state
        start = state.speaker if state.answering else None
        runs = by_speaker(text, self._names, start)
        for position, (said, speaker) in enumerate(runs):
            last = position == len(runs) - 1
            part: Part = self._part("text")
            if (
                part == "text"
                and p.APOLOGIES_SENTENCE.search(said)
                and re.match(r"apologies\b", state.place.item_title or "", re.I)
            ):
                part = "attendance"
            lead = state.question_text if part == "answer" else None
            self._add(
                replace(line, cut_short=line.cut_short and last),
                part,
                text=said,
                speaker=speaker,
                lead=lead,
            )
        if state.answering:
            state.speaker = runs[-1][1]

    def _part(self, part: Part) -> Part:
        return "answer" if self._state.answering and part == "text" else part

    def _add(
        self,
        line: Line,
        part: Part,
        *,
        text: str | None = None,
        lead: str | None = None,
        speaker: str | None = None,
        bullet: str | None = None,
        key_aim: int | None = None,
    ) -> None:
        state = self._state
        place = replace(
            state.place, question=state.question, speaker=speaker, bullet=bullet, key_aim=key_aim
        )
        self._out.append(piece(line, part, place, text=text, lead=lead))


def _closes(text: str) -> bool:
    """Whether a text ends with a bracket that was opened before it or at its start."""
    return text.rstrip().endswith("]") and text.count("]") > text.count("[")
