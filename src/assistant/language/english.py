"""English as far as questions need it: small words, verbs and their past, plurals."""

import re


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as one text."""
    return frozenset(re.split(r"\s+", text.strip()))


BE = words_of("is are was were isn't aren't wasn't weren't")
DO = words_of("do does did don't doesn't didn't")
AUXILIARIES = (
    BE
    | DO
    | words_of(
        "has have had hasn't haven't hadn't can could can't couldn't will would won't wouldn't "
        "shall should may might must"
    )
)
PREPOSITIONS = words_of(
    "about above across after against along among around as at before behind below beside between "
    "beyond by concerning despite during for from in inside into near of off on onto out outside "
    "over past per regarding round since than through throughout to towards toward under until up "
    "upon via with within without"
)
DETERMINERS = words_of(
    "the a an this that these those its their his her our your my any some no every each all both "
    "another other several many few more most"
)
# Verbs that change in the past; the others take -ed.
_PAST = dict(
    pair.split(":")
    for pair in words_of(
        "say:said tell:told do:did make:made give:gave get:got go:went come:came take:took "
        "see:saw know:knew think:thought find:found hold:held bring:brought buy:bought build:built "
        "spend:spent send:sent lend:lent lose:lost leave:left meet:met pay:paid sell:sold "
        "keep:kept begin:began become:became choose:chose cut:cut put:put set:set let:let "
        "hit:hit cost:cost read:read spread:spread lead:led feel:felt fall:fell grow:grew "
        "draw:drew drive:drove speak:spoke write:wrote rise:rose run:ran win:won withdraw:withdrew "
        "undertake:undertook understand:understood have:had hear:heard seek:sought teach:taught "
        "catch:caught deal:dealt mean:meant shut:shut stand:stood fight:fought "
        "break:broke sink:sank"
    )
)
_PAST_FORMS = frozenset(_PAST.values())
_PARTICIPLES = _PAST_FORMS | words_of(
    "been done given gone taken seen known begun become chosen fallen grown drawn driven spoken "
    "written risen run withdrawn undertaken broken died lied tied stolen shown hidden worn sunk"
)
# Verbs that stay behind the subject after "did", "will", "has"; with those above.
BASES = frozenset(_PAST) | words_of(
    "ask answer reply respond comment report explain promise agree decide recommend note raise "
    "want need plan open reopen close start stop end work help support provide offer receive use "
    "affect apply happen change increase decrease improve reduce deliver fund train recruit count "
    "approve reject refuse accept consider discuss join visit move call plant replace repair "
    "publish propose request suggest think believe expect intend walk sit look carry pick turn try "
    "talk wait watch show share live stay pull push throw"
)
PRONOUNS = words_of("it they he she we you i that this these those there anyone someone")

DEMONSTRATIVES = words_of("this that these those")
_COUNTABLE = words_of("people children women men staff")


def bare(word: str) -> str:
    """Return a word in lower case without the punctuation around it."""
    return word.strip("?!.,;:()“”\"'‘’").replace("’", "'").lower()


def is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past or its participle."""
    word = bare(word)
    return word in _PARTICIPLES or (
        word.endswith("ed") and len(word) > 4 and not word.endswith("eed")
    )


def past(verb: str) -> str:
    """Return the simple past of a verb in its plain form."""
    word = verb.lower()
    if word in _PAST:
        return _PAST[word]
    if word.endswith("e"):
        return f"{word}d"
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ied"
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnpt]", word):
        return f"{word}{word[-1]}ed"
    return f"{word}ed"


_GIVING = words_of("hand give award pay grant allocate donate contribute distribute provide")


def is_giving(word: str) -> bool:
    """Whether a word is a verb for handing money out, in any form."""
    return bare(word) in _GIVING | {past(verb) for verb in _GIVING} | {"given"}


def is_plural(noun: str) -> bool:
    """Whether the head of a noun phrase is in the plural: "visits to schools"."""
    words = noun.split()
    end = next(
        (
            n
            for n, word in enumerate(words)
            if n > 1 - (bare(words[0]) not in DETERMINERS)
            and (bare(word) in PREPOSITIONS | {"that"} or is_past(word))
        ),
        len(words),
    )
    head = bare(words[end - 1]) if words else ""
    return head in _COUNTABLE or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
