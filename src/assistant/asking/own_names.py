"""The name of the body whose papers these are: in a question it says nothing about the subject.

"The actions of the Thames Valley panel" and "TVP's actions" ask the papers of Thames Valley for
actions; no passage says "Thames Valley" for it.
"""

import re
from collections.abc import Iterable, Mapping

from assistant.language.words import content_stems
from assistant.types import Document

# Where the proper part of a body's name ends: at what sort of body it is or what it looks after.
# A name that begins with its subject ("Housing Scrutiny Panel") has no proper part.
_INSTITUTION = re.compile(
    r"\b(?:and|the|joint|police|policing|crime|fire|rescue|county|city|borough|district|town|parish|"
    r"metropolitan|unitary|council|cabinet|executive|authority|panel|committee|board|scrutiny|"
    r"overview|select|commission|partnership|forum|service|services|combined|trust|nhs|"
    r"health|wellbeing|adult|adults|children|young|families|people|social|care|education|schools|"
    r"skills|housing|homes|environment|environmental|climate|energy|waste|transport|highways|travel|"
    r"planning|licensing|regeneration|growth|economy|economic|place|places|community|communities|"
    r"neighbourhood|neighbourhoods|safety|safer|stronger|culture|leisure|libraries|parks|finance|"
    r"financial|resources|budget|corporate|audit|governance|standards|ethics|performance|policy|"
    r"public|protection|general|purposes|strategic|water|flood|harbour|coast|river|rural)\b",
    re.IGNORECASE,
)


def own_names(
    documents: Iterable[Document], abbreviations: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return the proper names of the bodies that `documents` are of, and their short forms.

    "Thames Valley" of "Thames Valley Police and Crime Panel", and "TVP" where the papers say that
    it stands for "Thames Valley Police".
    """
    proper = set()
    for document in documents:
        name = document.body or ""
        end = _INSTITUTION.search(name)
        if words := name[: end.start()].strip() if end else "":
            proper.add(words)
    beginnings = tuple(proper)
    short = {
        form
        for form, meanings in abbreviations.items()
        if any(meaning.startswith(beginnings) for meaning in meanings)
    }
    return frozenset(proper | short)


def own_stems(question: str, names: Iterable[str]) -> frozenset[str]:
    """Return the stems of a question that stand in it only because it names the body."""
    said = [name for name in names if re.search(rf"\b{re.escape(name)}\b", question, re.IGNORECASE)]
    return frozenset().union(*(content_stems(name) for name in said))
