"""Answers on how papers are built: by their headings, quoted, or by what is not there."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from assistant.asking.constraints import same_item
from assistant.asking.structure import Noun, StructureAsked, Way, structure_asked
from assistant.citations import spoken_date
from assistant.language.naming import named_in
from assistant.language.numbers import UNITS
from assistant.library import Library
from assistant.lists.headings import Heading, Ranked, distinct, headings, ranked, weigher
from assistant.lists.year_spans import years_of
from assistant.quotes.quoting import Quote, whole
from assistant.sentences import sentence_spans
from assistant.steps import Straight, Understood

# An item that the words only point at must hold this much of them.
_FITS = 0.75
_OF_BEST = 0.9
_SHOWN = 4
_ITEM = re.compile(
    r"\b(?:item|minute) ?(?:no\.?|number)? ?(?P<item>\d{1,3}(?:/\d{2,4})?(?:\([a-z]\))?)",
    re.IGNORECASE,
)
_NAMES: dict[Noun, tuple[str, str]] = {
    "item": ("item", "items"),
    "aim": ("key aim", "key aims"),
    "priority": ("priority", "priorities"),
}
_NOUNS = r"(?:key aims?|aims|objectives|(?:strategic )?priorities|items)"


def structure(understood: Understood, library: Library) -> Straight | None:
    """Answer a question on how papers are built; None for other questions and where none fit."""
    asked = structure_asked(_without_body(understood))
    if asked is None:
        return None
    if asked.way == "years":
        return years_of(asked.subject, understood, library)
    found = headings(asked.noun, understood, library)
    return _ANSWERS[asked.way](asked, found, understood, library) if found else None


def _called(noun: Noun, understood: Understood) -> tuple[str, str]:
    """Return what the question calls a heading, for one and for several."""
    if noun == "priority" and re.search(r"\bobjective", understood.question, re.IGNORECASE):
        return "objective", "objectives"
    return _NAMES[noun]


def _without_body(understood: Understood) -> str:
    """Return the question with the names of the bodies whose papers are held left out.

    "The last item on the Eastvale agenda": the name says which paper, nothing of the item.
    """
    question = understood.question
    for name in understood.asked.names:
        documents = understood.documents.values()
        if any(named_in(name, document.body or document.title) for document in documents):
            question = re.sub(
                rf"(?:\bthe )?\b{re.escape(name)}\b(?:[’']s)?(?: (?:panel|committee|board)\b)?",
                "the panel",
                question,
                flags=re.IGNORECASE,
            )
    return question


def _quotes(found: Sequence[Heading]) -> tuple[Quote, ...]:
    return tuple(whole(one.passage, one.document) for one in found)


def _about(
    asked: StructureAsked, found: list[Heading], understood: Understood, library: Library
) -> Straight | None:
    """Return the headings nearest to a subject, each with what shows it where its words do not."""
    if (priority := understood.asked.strategic_priority) is not None and asked.noun == "aim":
        found = [one for one in found if one.priority == priority] or found
    order = ranked(asked.subject, found, understood, library)
    near = [one for one in order if one.near]
    if not asked.sure:
        near = [one for one in near if one.own >= _FITS]
    if not near and not asked.sure:
        return None
    if not near:
        noun = _called(asked.noun, understood)[0]
        return Straight(missing=f"no {noun} that I hold has to do with “{asked.subject}”")
    best = near[0]
    kept: dict[str, Ranked] = {}
    for one in near:
        if one.score >= _OF_BEST * best.score or (
            asked.several and one.own >= _OF_BEST * best.own > 0
        ):
            kept.setdefault(one.heading.words, one)
    quotes: list[Quote] = []
    for one in list(kept.values())[:_SHOWN]:
        quotes.append(whole(one.heading.passage, one.heading.document))
        if one.under is not None:
            quotes.append(whole(one.under, one.heading.document))
    return Straight(quotes=tuple(quotes))


def _wording(
    asked: StructureAsked, found: list[Heading], understood: Understood, _: Library
) -> Straight | None:
    """Return how a numbered heading is worded, None where no paper has that number."""
    wanted = understood.asked
    if asked.noun == "item":
        item = _ITEM.search(understood.question)
        found = [one for one in found if item and same_item(item["item"], one.number)]
        return Straight(quotes=_quotes(found)) if found else None
    number = wanted.key_aim if asked.noun == "aim" else wanted.strategic_priority
    if number is None:
        number = wanted.key_aim
    found = [one for one in found if one.number == str(number)]
    if asked.noun == "aim" and wanted.strategic_priority is not None:
        found = [one for one in found if one.priority == wanted.strategic_priority]
    if asked.noun == "priority":
        # A priority's own heading says more than a sentence that names it.
        found.sort(key=lambda one: one.passage.part not in {"key_aim", "item_title", "heading"})
        named = [one for one in found if one.priority is not None]
        found = [one for one in found if one.priority is None] + named[:1]
        found = _so_called(found, understood.question) or found
    quotes = _quotes(distinct(found)[:_SHOWN])
    return Straight(quotes=quotes) if quotes else None


def _so_called(found: Sequence[Heading], question: str) -> list[Heading]:
    """Return the headings that papers call by the word of the question: "Objective 1"."""
    for word in ("objective", "priority"):
        if re.search(rf"\b{word}\b", question, re.IGNORECASE):
            pattern = re.compile(rf"\b{word}\W{{0,3}}\d", re.IGNORECASE)
            return [one for one in found if pattern.search(one.passage.text)]
    return []


def _counted(
    asked: StructureAsked, found: list[Heading], understood: Understood, library: Library
) -> Straight | None:
    """Return all headings of a kind with how many they are, by paper and priority."""
    notes: tuple[str, ...] = ()
    if asked.noun == "item":
        notes = _newest_of(found)
        found = _of_one_meeting(_outermost(found))
    elif (priority := understood.asked.strategic_priority) is not None and asked.noun == "aim":
        found = [one for one in found if one.priority == priority]
    found = found if asked.noun == "item" else distinct(found)
    if asked.noun == "priority":
        found = list(
            {
                (one.document.id if one.priority is None else "", one.number): one for one in found
            }.values()
        )
    groups = _groups(found)
    if asked.subject:
        share = weigher(asked.subject, library)
        groups = [group for group in groups if share(_around(group[0])) >= _OF_BEST]
    if not groups:
        return None
    quotes: list[Quote] = []
    for group in groups:
        stated = _stated(group, library)
        quotes += [*([stated] if stated else []), *_quotes(group)]
    nouns = _called(asked.noun, understood)
    counted = [
        f"{len(group)} {nouns[len(group) > 1]}{_under(group[0], asked.noun)}" for group in groups
    ]
    total = sum(map(len, groups))
    note = "; ".join(counted)
    if asked.noun == "priority" and any(one.priority is not None for one in groups[0]):
        note = f"The papers name {note}"
    return Straight(quotes=tuple(quotes), notes=(f"{note}:", *notes), total=total)


def _groups(found: Sequence[Heading]) -> list[list[Heading]]:
    def key(one: Heading) -> tuple[str, int]:
        return one.document.id, one.priority or 0

    if any(one.passage.part not in {"key_aim", "item_title"} for one in found):
        return [list(found)]  # priorities, each named in another place
    if found and all(one.passage.part == "item_title" for one in found):
        return [list(found)]
    return [list(group) for _, group in groupby(sorted(found, key=key), key=key)]


def _under(one: Heading, noun: Noun) -> str:
    if noun == "aim" and one.priority is not None:
        return f" under Strategic Priority {one.priority}"
    return f" in {one.document.title}" if noun != "priority" or one.priority is None else ""


def _around(one: Heading) -> str:
    place = one.passage.place
    return " ".join(
        part
        for part in (*place.headings, place.item_title, one.document.title, place.strand)
        if part
    )


def _stated(group: Sequence[Heading], library: Library) -> Quote | None:
    """Return the sentence in which a paper itself says how many there are."""
    count = len(group)
    words = [str(count), *(word for word, number in UNITS.items() if number == count)]
    says = re.compile(rf"\b(?:{'|'.join(words)}) (?:\w+ ){{0,3}}{_NOUNS}\b", re.IGNORECASE)
    document = group[0].document
    for passage in library.passages(document.id):
        if passage.order >= group[0].passage.order:
            break
        for start, end in sentence_spans(passage.text):
            if passage.part == "text" and says.search(passage.text[start:end]):
                return Quote(passage=passage, document=document, start=start, end=end)
    return None


def _placed(
    asked: StructureAsked, found: list[Heading], understood: Understood, _: Library
) -> Straight | None:
    """Return the first, the last or the nth item, or the last aim of each list."""
    notes: tuple[str, ...] = ()
    if asked.noun == "item":
        notes = _newest_of(found)
        groups = [_of_one_meeting(_outermost(found))]
    else:
        priority = understood.asked.strategic_priority
        aims = [
            one
            for one in distinct(found)
            if asked.noun != "aim" or priority in {None, one.priority}
        ]
        groups = _groups(aims)
    at = asked.step - 1 if asked.step > 0 else asked.step
    chosen = [group[at] for group in groups if -len(group) <= at < len(group)]
    if not chosen:
        count = max(map(len, groups), default=0)
        return Straight(missing=f"there are only {count} of them") if count else None
    return Straight(quotes=_quotes(chosen[:_SHOWN]), notes=notes)


def _outermost(found: Sequence[Heading]) -> list[Heading]:
    """Return items without those that are parts of another: 13(a) of 13."""
    return [
        one for one in found if not re.search(r"\d\W?\(?[a-z]\)?$", one.number or "", re.IGNORECASE)
    ] or list(found)


def _newest_of(found: Sequence[Heading]) -> tuple[str, ...]:
    """Return which meeting is taken where several have items and the question names none."""
    days = {one.document.meeting_date for one in found if one.document.meeting_date}
    if len(days) < 2:
        return ()
    day = spoken_date(_of_one_meeting(found)[0].document)
    return (
        f"This is the meeting of {day}, the newest of {len(days)}; name another for its items.",
    )


def _of_one_meeting(found: Sequence[Heading]) -> list[Heading]:
    """Return the items of one paper: the newest, its minutes rather than its agenda."""
    if not found:
        return []
    best = max(
        (one.document for one in found),
        key=lambda document: (str(document.meeting_date or ""), document.kind == "minutes"),
    )
    return [one for one in found if one.document.id == best.id]


def _neighbour(
    asked: StructureAsked, found: list[Heading], understood: Understood, library: Library
) -> Straight | None:
    """Return the heading right before or after another; None where that one is not known."""
    named = _ITEM.search(asked.subject) if asked.noun == "item" else None
    if named:
        anchors = [one for one in found if same_item(named["item"], one.number)]
        if not anchors:
            return None
    else:
        order = [one for one in ranked(asked.subject, found, understood, library) if one.near]
        if not asked.sure:
            order = [one for one in order if one.own >= _FITS]
        if not order:
            if not asked.sure:
                return None
            noun = _called(asked.noun, understood)[0]
            return Straight(missing=f"no {noun} that I hold has to do with “{asked.subject}”")
        anchors = [one.heading for one in order if one.score >= _OF_BEST * order[0].score]
    notes = _newest_of(anchors)
    anchors = _of_one_meeting(anchors)[:1]
    anchor = anchors[0]
    row = [
        one
        for one in (_outermost(found) if asked.noun == "item" else found)
        if one.document.id == anchor.document.id
        and one.priority == (anchor.priority if asked.noun == "aim" else one.priority)
    ]
    row = list({one.words: one for one in reversed(row)}.values())[::-1]
    at = _position(row, anchor)
    wanted = at + asked.step
    if not 0 <= wanted < len(row):
        side = "after" if asked.step > 0 else "before"
        title = f"“{anchor.passage.text}”"
        return Straight(missing=f"no {_called(asked.noun, understood)[0]} comes {side} {title}")
    return Straight(quotes=_quotes([row[wanted]]), notes=notes)


def _position(row: Sequence[Heading], anchor: Heading) -> int:
    """Return where an anchor stands in a row; a nested one stands where what holds it does."""
    return max(
        (at for at, one in enumerate(row) if one.passage.order <= anchor.passage.order), default=0
    )


_Answers = Callable[[StructureAsked, list[Heading], Understood, Library], Straight | None]
_ANSWERS: Mapping[Way, _Answers] = {
    "wording": _wording,
    "about": _about,
    "count": _counted,
    "place": _placed,
    "neighbour": _neighbour,
}
