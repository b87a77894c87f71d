"""What evidence must fulfil because the question names it: a place, a date, a name, a figure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.asking.question import Asked, normal_year
from assistant.language.naming import alternatives, is_role, named_in
from assistant.language.words import fold
from assistant.library import PlaceHeld
from assistant.types import Document, Passage, Place

Posts = Mapping[str, frozenset[str]]
PostsIn = Callable[[str], Posts]  # document id → who holds which post in that paper


@dataclass(frozen=True, kw_only=True, slots=True)
class Constraint:
    """One thing that evidence must fulfil; `missing` says what to tell when nothing does.

    `key` names it within the question, `about` says it in words, as a chip shows it.
    """

    key: str
    about: str
    holds: Callable[[Passage, Document], bool]
    missing: str


_PAPER_NOUNS = {"minutes": "minutes", "report": "reports", "agenda": "agendas", "other": "papers"}


def same_item(asked: str, held: str | None) -> bool:
    """Whether an item number is the one asked for: "13" asks for "13/21", "7" for "7"."""
    if held is None:
        return False
    asked, held = asked.casefold(), held.casefold()
    return asked == held or (held.split("/")[0] == asked)


def same_strand(words: Sequence[str], strand: str | None) -> bool:
    """Whether a strand's heading holds the words people call it by."""
    return strand is not None and all(word in fold(strand) for word in words)


def place_constraints(asked: Asked, places: Sequence[PlaceHeld]) -> list[Constraint]:
    """Return the constraints that the places named in the question make.

    `places` are those held; they word the refusal ("the key aims I hold are 1 to 4").
    """
    found = []
    if (aim := asked.key_aim) is not None:
        held = sorted({p.place.key_aim for p in places if p.place.key_aim is not None})
        found.append(
            Constraint(
                key="key_aim",
                about=f"Key Aim {aim}",
                holds=lambda passage, _: (
                    passage.place.key_aim == aim or _mentions(rf"aims?\W{{0,4}}{aim}\b", passage)
                ),
                missing=f"nothing under Key Aim {aim} answers this"
                if aim in held
                else f"there is no Key Aim {aim} in them"
                + (f" (the key aims are {_listed(held)})" if held else ""),
            )
        )
    if (priority := asked.strategic_priority) is not None:
        found.append(
            Constraint(
                key="strategic_priority",
                about=f"Priority {priority}",
                holds=lambda passage, _: (
                    passage.place.strategic_priority == priority
                    or _mentions(rf"priority\W{{0,4}}{priority}\b", passage)
                ),
                missing=f"nothing under Priority {priority} answers this"
                if any(p.place.strategic_priority == priority for p in places)
                else f"nothing in them is about Priority {priority}",
            )
        )
    if (item := asked.item) is not None:
        held_items = list(dict.fromkeys(p.place.item for p in places if p.place.item))
        found.append(
            Constraint(
                key="item",
                about=f"Item {item}",
                holds=lambda passage, _: same_item(item, passage.place.item),
                missing=f"nothing under item {item} answers this"
                if any(same_item(item, one) for one in held_items)
                else f"there is no item {item} in them"
                + (f" (items {held_items[0]} to {held_items[-1]})" if held_items else ""),
            )
        )
    if (number := asked.question) is not None:
        found.append(
            Constraint(
                key="question",
                about=f"Question {number}",
                holds=lambda passage, _: passage.place.question == number,
                missing=f"there is no members' question {number} there",
            )
        )
    if (year := asked.year) is not None:
        found.append(
            Constraint(
                key="year",
                about=year,
                holds=lambda passage, _: _in_year(year, passage),
                missing=f"nothing in them is recorded for {year}",
            )
        )
    if kinds := asked.papers:
        nouns = " or ".join(dict.fromkeys(_PAPER_NOUNS[kind] for kind in kinds))
        found.append(
            Constraint(
                key="papers",
                about=f"in the {nouns}",
                holds=lambda _, document: (
                    document.kind in kinds or any(kind in fold(document.title) for kind in kinds)
                ),
                missing=f"no {nouns} that I hold say this",
            )
        )
    if words := asked.strand_words:
        found.append(
            Constraint(
                key="strand",
                about=" ".join(words),
                holds=lambda passage, _: (
                    same_strand(words, passage.place.strand)
                    or all(word in fold(passage.text) for word in words)
                ),
                missing=f"nothing in them is recorded under {' '.join(words)}",
            )
        )
    return found


def name_constraints(
    asked: Asked,
    posts: Posts,
    around: Callable[[Passage, Document], str],
    posts_in: PostsIn = lambda _: {},
) -> list[Constraint]:
    """Return the constraints that names and figures make; `around` gives a place's words.

    A person may go by a post. Posts change hands, so that what a paper itself says of a person's
    post (`posts_in`) goes before what all papers say (`posts`).
    """
    found = []
    for name in asked.names:
        goes_by = _goes_by(name, posts, posts_in)
        if is_role(name) and _NAME_OF.search(asked.text):
            found.append(_holder(name, goes_by))
            continue
        found.append(
            Constraint(
                key=f"name:{name}",
                about=name,
                holds=lambda passage, document, goes_by=goes_by: any(  # type: ignore[misc]
                    named_in(other, f"{passage.text} {around(passage, document)}")
                    for other in goes_by(document.id)
                ),
                missing=f"nothing I hold on this names {name}",
            )
        )
    if second := _SECOND.search(asked.text):
        found.append(_second_of(second[1], around))
    for number in asked.numbers:
        digits = re.sub(r"(?:st|nd|rd|th)$", "", number.strip("£%"))
        pattern = rf"(?<![\d.,]){re.escape(digits)}(?![\d]|[.,]\d)"
        found.append(
            Constraint(
                key=f"figure:{number}",
                about=number,
                holds=lambda passage, document, pattern=pattern: bool(  # type: ignore[misc]
                    re.search(pattern, f"{passage.text} {around(passage, document)}")
                ),
                missing=f"nothing I hold on this gives the figure {number}",
            )
        )
    return found


# "The vice chair" is not the chair.
_SECOND = re.compile(
    r"\b(?:the |an? )?((?:vice|acting|former|interim|honorary)[ -](?:chair\w*|president|leader|"
    r"mayor|commissioner|pcc|chief|clerk|treasurer|secretary))\b",
    re.IGNORECASE,
)


def _second_of(post: str, around: Callable[[Passage, Document], str]) -> Constraint:
    """Return the constraint that the word which tells one post from another is there."""
    first = re.split(r"[ -]", post)[0].lower()
    return Constraint(
        key=f"word:{first}",
        about=post,
        holds=lambda passage, document: bool(
            re.search(rf"\b{first}\b", f"{passage.text} {around(passage, document)}", re.I)
        ),
        missing=f"no paper that I hold says this of a {post.lower()}",
    )


# The post is known, the name of who holds it is asked for.
_NAME_OF = re.compile(
    r"\bnames? of\b|[’']s name\b|\bwhat (?:is|was) .{3,60} called\b", re.IGNORECASE
)


def _holder(post: str, goes_by: Callable[[str], tuple[str, ...]]) -> Constraint:
    """Return the constraint that somebody who holds a post is given by name."""
    return Constraint(
        key=f"name:{post}",
        about=post,
        holds=lambda passage, document: any(
            named_in(other, passage.text) for other in goes_by(document.id) if not is_role(other)
        ),
        missing=f"no paper that I hold gives the name of the {post}",
    )


def _goes_by(name: str, posts: Posts, posts_in: PostsIn) -> Callable[[str], tuple[str, ...]]:
    """Return what a name goes by in a paper: its own words for it, else those of all papers."""
    anywhere = alternatives(name, posts)
    known: dict[str, tuple[str, ...]] = {}

    def in_paper(document_id: str) -> tuple[str, ...]:
        if len(anywhere) == 1:
            return anywhere
        if document_id not in known:
            here = alternatives(name, posts_in(document_id))
            known[document_id] = here if len(here) > 1 else anywhere
        return known[document_id]

    return in_paper


def _mentions(pattern: str, passage: Passage) -> bool:
    return bool(re.search(pattern, passage.text, re.IGNORECASE))


def _in_year(year: str, passage: Passage) -> bool:
    place: Place = passage.place
    if place.year:
        return normal_year(place.year) == year
    return normal_year(passage.text) == year


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, numbers))
