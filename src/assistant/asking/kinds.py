"""Kinds of thing that evidence must name, because no paper uses the question's word for them."""

import re
from collections.abc import Sequence

from assistant.asking.constraints import Constraint
from assistant.asking.phrasing import STRUCTURE_WORDS
from assistant.asking.question import Asked
from assistant.language.english import is_past, words_of
from assistant.language.everyday import alike
from assistant.language.how_words import is_adverb, names_no_kind, says_how
from assistant.language.words import content_stems, fold, stem, tokens

# The one thing a question is about: "are drones used …", "what was said about police drones?".
_TOPIC = re.compile(
    r"^\W*(?:and |so )?(?:is|are|was|were) (?:there )?(?:any |the |some )?"
    r"(?P<subject>[a-z-]{4,})\b|"
    r"\b(?:about|regarding|concerning|with|on) (?:(?:any|the|some|our|their) )?(?:[\w-]+ )?"
    r"(?P<object>[a-z-]{4,})(?:\W*$| and \b)"
)
# In front of a verb: "who sleep rough", "tried to blame".
_VERB_NEXT = words_of("to who that they we you i he she it people did do does will would can could")
# "Gay people", "blind men": who is meant may be said in many other words.
_ANYBODY = words_of("people person persons men women man woman someone somebody ones folk things")
_SHARE = re.compile(
    r"\bhow (?:many|much) of (?:the|those|these|them|that|this|it)\b([^?.]*)", re.IGNORECASE
)


def kind_constraints(asked: Asked, unheld: Sequence[str]) -> list[Constraint]:
    """Return what kinds of thing must be named: "cat" of "cat thefts" where only dogs' are held.

    A word that no paper uses, right in front of one that papers do use, says which kind of it is
    meant. Without this, the nearest kind would be quoted as if it were the one asked for.
    """
    words = tokens(asked.text)
    found = []
    if share := _SHARE.search(asked.text):
        # "How many of the 79 suspects were charged": what became of them is what is asked.
        for word in unheld:
            if word in share[1].split() and not says_how(word):
                found.append(_word_constraint(word, f"no paper that I hold uses the word “{word}”"))
    topics = {fold(match["subject"] or match["object"]) for match in _TOPIC.finditer(asked.text)}
    for word in unheld:
        if word in topics and not names_no_kind(word) and stem(word) not in STRUCTURE_WORDS:
            found.append(_word_constraint(word, f"no paper that I hold uses the word “{word}”"))
    for before, word, after in zip(["", *words], words, words[1:], strict=False):
        if (
            word in unheld
            and fold(before) not in _VERB_NEXT
            and not is_adverb(fold(after))
            and fold(after) not in _ANYBODY
            and after not in unheld
            and re.search(rf"\b{re.escape(word)} {re.escape(after)}\b", asked.text)
            and stem(after) in asked.stems
            and word.islower()
            and len(word) > 2
            and not names_no_kind(word)
            and not is_past(word)
        ):
            found.append(_word_constraint(word, f"no paper that I hold speaks of “{word} {after}”"))
    return found


def _word_constraint(word: str, missing: str) -> Constraint:
    same = alike(stem(word))
    return Constraint(
        key=f"word:{word}",
        about=word,
        holds=lambda passage, _: bool(same & content_stems(passage.text)),
        missing=missing,
    )
