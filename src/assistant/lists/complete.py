"""Lists that hold everything: every passage on a topic, every sum, every name of a kind.

A scan over the words finds the passages, rules over their sentences decide; nothing is ranked and
nothing left out. Order is that of meetings, documents and reading.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.asking.constraints import Constraint
from assistant.dates.asked import find_dates
from assistant.language.naming import alternatives
from assistant.language.topics import Term, name_term, speaks_of
from assistant.library import Library
from assistant.lists.asked import ListAsked
from assistant.lists.listing import selection_of
from assistant.lists.mentions import entries, is_question, names_in_text, names_kind
from assistant.lists.terms import in_either_form
from assistant.quotes.quoting import Quote
from assistant.quotes.speaking import same_speaker, speaker_of
from assistant.sentences import sentence_spans
from assistant.steps import Understood
from assistant.types import Passage

Span = tuple[int, int]
# Parts that say where things are; a list of what was said on a topic does not hold them.
_FRAME = {"title", "heading", "item_title", "purpose", "signature", "cross_reference"}
# Telephone numbers and what is only asked about are no figures that a paper gives.
_NO_FIGURES = {"question", "title", "signature"}
# Of the answers to one question, this share must name a topic for the exchange to be about it.
_EXCHANGE = 0.34
_MANY = (
    "More passages than can be listed hold these words: name a meeting, an item or a year to have "
    "the list complete."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A complete list: its quotes in order, and remarks on it."""

    quotes: tuple[Quote, ...]
    notes: tuple[str, ...] = ()


def complete_list(understood: Understood, wanted: ListAsked, library: Library) -> Listing:
    """Return everything that a question wants listed; empty when nothing is of that kind."""
    if _one_of_names(wanted, understood):
        wanted = replace(wanted, terms=tuple(term for term in wanted.terms if not term.name))
    terms = in_either_form(understood.asked.text, wanted.terms, library)
    wanted = replace(wanted, terms=tuple(_spelt_out(term, library) for term in terms))
    selection = replace(selection_of(understood), words=_lookup(wanted, library))
    if wanted.kind == "money":
        selection = replace(selection, holding=("£", "pound", "Pound"))
    if wanted.kind == "questions":
        selection = replace(selection, parts=("question",))
    if wanted.kind == "decisions":
        selection = replace(selection, parts=("resolution", "text", "bullet"))
    read = library.select(selection)
    held = [
        passage
        for passage in read
        if passage.document_id in understood.documents
        and _fulfils(passage, understood, either=_one_of_names(wanted, understood))
    ]
    # Papers name one speaker by name here and by post there.
    speakers = alternatives(wanted.speaker, library.posts()) if wanted.speaker else ()
    quotes = _quotes(understood, held, _spans(understood, wanted, held, speakers))
    if not quotes and wanted.kind == "mentions" and wanted.terms:
        quotes = _quotes(understood, held, lambda passage: _under(passage, wanted.terms))
    notes: tuple[str, ...] = (_MANY,) if len(read) >= selection.limit else ()
    first = _first_named(quotes, wanted)
    if len(first) < len(quotes):
        notes += (f"Each name is listed once; they stand in {len(quotes)} passages.",)
    return Listing(quotes=first, notes=notes)


def _quotes(
    understood: Understood, held: Sequence[Passage], spans: Callable[[Passage], list[Span]]
) -> tuple[Quote, ...]:
    """Return the spans as quotes; what one document says twice in the same words is said once."""
    found: dict[str, Quote] = {}
    for passage in held:
        document = understood.documents[passage.document_id]
        for start, end in _merged(passage, spans(passage)):
            quote = Quote(passage=passage, document=document, start=start, end=end)
            found.setdefault(f"{document.id} {passage.text[start:end].casefold()}", quote)
    return tuple(found.values())


def _first_named(quotes: Sequence[Quote], wanted: ListAsked) -> tuple[Quote, ...]:
    """Return, of quotes that are listed for the names in them, those that bring a new one."""
    seen: set[str] = set()
    kept = []
    for quote in quotes:
        text = quote.passage.text[quote.start : quote.end]
        names = names_in_text(wanted.kind, wanted.noun, text)
        if not names or names - seen:
            kept.append(quote)
        seen |= names
    return tuple(kept)


def _under(passage: Passage, terms: Sequence[Term]) -> list[Span]:
    """Return a passage whole where the words of its place, with its own, hold the topic."""
    around = f"{passage.text} {_around(passage)}"
    fits = passage.part not in _FRAME - {"item_title", "purpose"}
    return [(0, len(passage.text))] if fits and all(speaks_of(t, around) for t in terms) else []


def _one_of_names(wanted: ListAsked, understood: Understood) -> bool:
    """Whether each of several names has figures of its own: "A and B gave different figures"."""
    return wanted.kind == "figures" and len(understood.asked.names) > 1


def _fulfils(passage: Passage, understood: Understood, *, either: bool) -> bool:
    """Whether a passage fulfils what is named; with `either`, one of the names is enough."""
    document = understood.documents[passage.document_id]
    names: list[Constraint] = []
    others: list[Constraint] = []
    for constraint in understood.constraints:
        # The words of its topic are the list's own business.
        if not constraint.key.startswith("word:"):
            (names if constraint.key.startswith("name:") else others).append(constraint)
    enough = any if either and names else all
    return all(one.holds(passage, document) for one in others) and enough(
        one.holds(passage, document) for one in names
    )


def _spelt_out(term: Term, library: Library) -> Term:
    """Return a name with the other names that the papers give it: a post, a long form."""
    if not term.name:
        return term
    return name_term(term.word, [*term.words, *alternatives(term.word, library.posts())])


def _lookup(wanted: ListAsked, library: Library) -> tuple[tuple[str, ...], ...]:
    groups = [term.words for term in wanted.terms]
    if wanted.speaker:
        groups.append(
            name_term(wanted.speaker, alternatives(wanted.speaker, library.posts())).words
        )
    if wanted.kind == "operations":
        groups.append(("operation",))
    return tuple(groups)


def _merged(passage: Passage, spans: Sequence[Span]) -> list[Span]:
    """Join spans with nothing but white space between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not passage.text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _spans(
    understood: Understood, wanted: ListAsked, held: Sequence[Passage], speakers: Sequence[str]
) -> Callable[[Passage], list[Span]]:
    """Return the function that says which spans of a passage belong into the list."""
    if wanted.kind == "mentions":
        return _mentions(understood, wanted, held)
    if wanted.kind == "said":
        return lambda passage: _said(passage, wanted, speakers)
    if wanted.kind == "questions":
        return lambda passage: (
            [(0, len(passage.text))]
            if is_question(passage) and all(speaks_of(t, passage.text) for t in wanted.terms)
            else []
        )

    def of_kind(passage: Passage) -> list[Span]:
        if passage.part in _FRAME - {"title", "purpose", "signature"}:
            return []
        if passage.part in _NO_FIGURES and wanted.kind in {"figures", "money"}:
            return []
        around = f"{passage.text} {_around(passage)}"
        if not all(speaks_of(term, around) for term in wanted.terms):
            return []
        if wanted.kind == "decisions" and names_kind("decisions", "", passage.lead or ""):
            return [(0, len(passage.text))]
        # In front matter the meeting is meant whether the word stands there or not.
        noun = "" if wanted.noun.startswith("meeting") and passage.part == "title" else wanted.noun
        return [
            span
            for span in sentence_spans(passage.text)
            if names_kind(wanted.kind, noun, passage.text[slice(*span)])
        ]

    return of_kind


def _around(passage: Passage) -> str:
    """Return the words of a passage's own place, without those of its whole document."""
    place = passage.place
    given = (*place.headings, place.item_title, place.strand, place.group, passage.lead)
    return " ".join(part for part in given if part)


def _mentions(
    understood: Understood, wanted: ListAsked, held: Sequence[Passage]
) -> Callable[[Passage], list[Span]]:
    days = understood.asked.dates if not wanted.terms else ()
    about = _exchanges(wanted.terms, held)
    names = [term for term in wanted.terms if term.name]

    def of_topic(passage: Passage) -> list[Span]:
        if passage.part in _FRAME:
            return []
        if days:
            return [
                span
                for span in sentence_spans(passage.text)
                if any(
                    _same_day(day, said)
                    for day in days
                    for *_, said in find_dates(passage.text[slice(*span)])
                )
            ]
        lead = passage.lead or ""
        led = lead.rstrip().endswith(":") or lead in about
        if led and all(speaks_of(term, lead) for term in wanted.terms):
            own = entries(passage, wanted.terms)
            return own if own and passage.part != "bullet" else [(0, len(passage.text))]
        if not all(speaks_of(term, f"{passage.text} {lead}") for term in wanted.terms):
            return []
        # A name is written whole wherever it is meant; of a topic's words one is enough.
        return entries(passage, names or wanted.terms, every=bool(names))

    return of_topic


def _exchanges(terms: Sequence[Term], held: Sequence[Passage]) -> frozenset[str]:
    """Return the questions that are about a topic, as their answers show: leads of passages."""
    answers: dict[str, list[bool]] = {}
    for passage in held:
        if passage.lead and passage.part in {"answer", "action"}:
            own = any(speaks_of(term, passage.text) for term in terms)
            answers.setdefault(passage.lead, []).append(own)
    return frozenset(lead for lead, own in answers.items() if sum(own) >= _EXCHANGE * len(own))


def _same_day(asked: tuple[int | None, ...], said: tuple[int | None, ...]) -> bool:
    return all(want is None or want == have for want, have in zip(asked, said, strict=True))


def _said(passage: Passage, wanted: ListAsked, speakers: Sequence[str]) -> list[Span]:
    if passage.part in _FRAME | {"question", "attendance"}:
        return []
    if not all(speaks_of(term, f"{passage.text} {_around(passage)}") for term in wanted.terms):
        return []
    return [
        span
        for span in sentence_spans(passage.text)
        if any(same_speaker(one, speaker_of(passage, span[0])) for one in speakers)
    ]
