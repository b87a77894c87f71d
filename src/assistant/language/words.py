"""Words of questions and evidence: which carry meaning, how they are stemmed, what they name."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(
    r"£?\d+(?:[.,:/]\d+)*(?:%|(?:st|nd|rd|th|m|bn|k)?\b)|[^\W\d_]+(?:['’&/-][^\W\d_]+)*"
)
_PLAIN = str.maketrans({ord(old): new for old, new in zip("’‘“”–—", "''\"\"--", strict=True)})
_stemmer = Stemmer.Stemmer("porter")

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)

# Words that ask, point or glue; none of them says what the question is about.
STOP_WORDS = frozenset(
    re.split(
        r"\s+",
        """
    a about above against according across after again all along also although am among an and
    any anyone anything are aren't as asked at be became because been before being below between
    both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't
    done down during each either else ever every everything few for from further gave get gets
    getting give given gives go goes going gone got had hadn't has hasn't have haven't having he
    her here hers him his how however i if in instead into is isn't it it's its itself just know
    let like made make makes many may maybe me might mine more most much must my near no nor not
    nothing now of off on once one only onto or other others otherwise our ours out over own per
    please quite rather really said same saw say saying says see seen shall she should show
    shown since so some something such take taken tell than that that's the their theirs them
    then there there's these they thing things this those though through to too took toward
    towards under until up upon us use used very via was wasn't way ways we went were weren't
    what what's whatever when where whether which while who who's whom whose why will with
    within without won't would wouldn't yet you your yours e.g i.e etc hi hello thanks thank
    panel report reports reported document documents paper papers minutes minute mention
    mentioned mentions say tell explain describe detail details information anything happen
    happened happens there`s whats wheres whos
    besides apart aside except regarding concerning including despite unlike place last year years
    ago number amount total time times
    """.strip(),
    )
)


def fold(text: str) -> str:
    """Return text with dashes, quotes and compatibility characters made plain, in lower case."""
    text = unicodedata.normalize("NFKC", text)
    return text.translate(_PLAIN).casefold()


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text as written, in order."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Porter stem of a word; numbers keep their digits only ("£2.3million": "2.3")."""
    word = fold(word)
    if any(character.isdigit() for character in word):
        return re.sub(r"[^\d./:]|[./:]+$", "", word)
    word = word.removesuffix("'s").removesuffix("'")
    return _stemmer.stemWord(word)  # type: ignore[no-any-return]


@lru_cache(maxsize=8192)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that say what a text is about."""
    found: set[str] = set()
    for token in tokens(text):
        folded = fold(token)
        if folded in STOP_WORDS or (len(folded) == 1 and not folded.isdigit()):
            continue
        pieces = (
            [token, *re.split(r"[-/&]", token)] if re.search(r"[^\W\d][-/&]", token) else [token]
        )
        found.update(stem(piece) for piece in pieces if fold(piece) not in STOP_WORDS)
    found.discard("")
    return frozenset(found)


def initials(text: str) -> set[str]:
    """Return the acronyms that runs of capitalised words in a text could stand for, lower case.

    "Police and Crime Commissioner" gives "pcc" and "pacc"; small linking words may be skipped.
    """
    words = re.findall(r"[^\W\d_][\w’'-]*", text)
    found: set[str] = set()
    run: list[str] = []
    for word in [*words, ""]:
        linking = word in {"and", "of", "for", "the", "in", "to", "on", "&"}
        if word[:1].isupper() or (linking and run):
            run.append(word)
            continue
        found |= _run_initials(run)
        run = []
    return found


def _run_initials(run: list[str]) -> set[str]:
    found = set()
    for start in range(len(run)):
        for end in range(start + 2, min(len(run), start + 8) + 1):
            part = run[start:end]
            strong = [word[0] for word in part if word[0].isupper()]
            if len(strong) > 1:
                found.add("".join(strong).lower())
                found.add("".join(word[0] for word in part).lower())
    return found
