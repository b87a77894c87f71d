"""Short and long forms of one name: "CSPs" in the question, "community safety partnership" here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.asking.constraints import Constraint
from assistant.language.abbreviations import other_forms, says_form, without_form
from assistant.language.naming import named_in
from assistant.types import Document, Passage

Around = Callable[[Passage, Document], str]
_NAME = "name:"


def in_either_form(
    constraints: Sequence[Constraint], known: Mapping[str, frozenset[str]], around: Around
) -> list[Constraint]:
    """Return the constraints with names met by their short and long forms alike.

    `known` gives the long forms of each short one, `around` the words of a passage's place.
    """
    return [
        _either(one, forms, around)
        if one.key.startswith(_NAME) and (forms := other_forms(one.about, known))
        else one
        for one in constraints
    ]


def _either(one: Constraint, forms: Mapping[str, Sequence[str]], around: Around) -> Constraint:
    ways = [
        (other, without_form(form, one.about)) for form, others in forms.items() for other in others
    ]

    def holds(passage: Passage, document: Document) -> bool:
        if one.holds(passage, document):
            return True
        text = f"{passage.text} {around(passage, document)}"
        return any(
            says_form(other, text) and (not rest or named_in(rest, text)) for other, rest in ways
        )

    return replace(one, holds=holds)
