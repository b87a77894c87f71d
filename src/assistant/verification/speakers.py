"""Who said, asked or did what: a statement counts only for the person whom the evidence names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.language.words import STOP_WORDS, fold, initials, stem, tokens
from assistant.sentences import sentences
from assistant.verification.clauses import content, overlap
from assistant.verification.lexicon import FRAMING_VERBS, NEGATORS, SAY_VERBS, alike

_HEARD = r"(?:was|were|is|are|been|being|be)"
_SAID = re.compile(rf"\b(?P<verb>{SAY_VERBS})\b", re.IGNORECASE)
_AFTER = re.compile(
    rf",\s*(?:as\s+)?(?P<subject>(?:the |an? )?[^,;:.()“”]{{2,60}}?)\s+(?:had"
    rf" |has |also )?(?P<verb>{SAY_VERBS})(?=\s*[,.;]|$)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\baccording to (?P<subject>(?:the |an? )?[^,;.]{2,60})", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?P<verb>{SAY_VERBS})\s+(?:(?:to|at|in) [^,;.]{{1,40}}? )?by (?P<sub"
    rf"ject>(?:the |an? )?[^,;.]{{2,60}})",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"\b{_HEARD}(?:\s+(?:also|then|not|being|kept|\w+ly))*\s*$", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:the|an?|of|his|her|their|its|was|were|be|been|is|are|to|more|new)\s+$", re.IGNORECASE
)
_PRONOUNS = {"he", "she", "they", "it", "who", "which", "i", "we", "this", "that", "there"}
_TITLES = {"mr", "mrs", "ms", "miss", "dr", "cllr", "councillor", "sir", "dame", "lord", "lady"}
_PAPERS = {"report", "minut", "document", "paper", "summari", "section", "statement"}
_FRAMING = frozenset(stem(word) for word in FRAMING_VERBS.split())
_ASKING = frozenset(
    stem(word) for word in ("asked", "asks", "queried", "enquired", "questioned", "wanted")
)
_SECOND = {"deputi", "assist", "vice", "former", "act"}


@dataclass(frozen=True, slots=True)
class Said:
    """Something said: by whom (as worded; None for a pronoun or nobody), and where it starts."""

    by: str | None
    pronoun: bool
    start: int
    end: int
    after: bool = False  # ", X reported": it stands behind what was said
    word: str = ""  # the pronoun itself
    verb: str = ""
    also: str | None = None  # the other of "the engineer, Mr Prior"

    @property
    def names(self) -> list[str]:
        """Who says it, by every name that the sentence gives."""
        return [name for name in (self.by, self.also) if name]


def said_in(sentence: str) -> list[Said]:
    """Return who says something in a sentence, in order of the verbs."""
    found: list[Said] = []
    for pattern in (_ACCORDING, _AFTER, _BY):
        for match in pattern.finditer(sentence):
            words = [fold(token) for token in tokens(match["subject"])]
            if pattern is _AFTER and (
                _PASSIVE.search(sentence[: match.start("verb")]) or not _someone(match["subject"])
            ):
                continue
            if pattern is _BY and not _someone(match["subject"]):
                continue
            if words and not any(
                one.start < match.end() and match.start() < one.end for one in found
            ):
                pronoun = words[-1] in _PRONOUNS
                by = None if pronoun else match["subject"].strip(" “”\"'‘’")
                found.append(
                    Said(by, pronoun, match.start(), match.end(), pattern in {_AFTER, _BY})
                )
    for match in _SAID.finditer(sentence):
        before = sentence[: match.start()]
        if _PASSIVE.search(before) or _is_noun(before, match):
            continue
        subject = _subject(before)
        if subject is None:
            continue
        pronoun = fold(subject) in _PRONOUNS
        start = before.rfind(subject)
        if any(one.start < match.end() and start < one.end for one in found):
            continue
        word = fold(subject) if pronoun else ""
        verb = match["verb"].lower()
        by = None if pronoun else subject
        also = _other_name(before)
        found.append(Said(by, pronoun, start, match.end(), word=word, verb=verb, also=also))
    return sorted(found, key=lambda one: one.start)


_AUXILIARIES = re.compile(
    r"(?:\b(?:(?:was|were|is) (?:un)?able to|had|has|have|could|would|will|can|"
    r"might|may|also|then|further|later|therefore|did|does|do|not|never|again|both|"
    r"subsequently|\w+ly)\s*)+$",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"[,;:()“”]|\b(?:that|and|but|while|because|although|as|when|if|whether|where)\b", re.I
)
_HEAD = re.compile(
    r"\b(?:the|an?|one|each|this|its|their|our|some|both|several|all)\s", re.IGNORECASE
)
_NAME_END = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame)\.? )?(?:[A-Z][\w’'.-]*)"
    r"(?: (?:of|for|and|the|&|[A-Z][\w’'.-]*))*$"
)


# "Ms Reid of the operator": the name in front is meant.
_NAME_OF = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame)\.? )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) "
    r"(?:of|from|for) (?:the |an? )?[\w’' -]{2,40}$"
)
# "Tenants at Quarry Hill": no hill says anything.
_PLACED = re.compile(
    r"((?:[Tt]he )?\b[A-Za-z][a-z]+s?) (?:at|in|from) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*$"
)
# Titles and names alone: "Mr Prior" between two commas, not "when asked by Mr Prior".
_APPOSED = re.compile(
    r",\s*((?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sir|Dame)\.? )?"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*),$"
)


def _subject(before: str) -> str | None:
    """Return the subject that a verb has in front of it: a pronoun, a name, "the treasurer"."""
    text = _AUXILIARIES.sub("", before.rstrip()).rstrip()
    if text.endswith(","):
        # "The Deputy PCC, when asked about it, said": what stands between two commas is no subject,
        # unless it is a name: "The engineer, Mr Prior, replied"
        if apposed := _APPOSED.search(text):
            return apposed[1]
        text = re.sub(r",[^,]*,$", "", text).rstrip(" ,")
    if text.endswith(")"):
        text = re.sub(r"\s*\([^()]*\)$", "", text)
    words = text.split()
    if not words:
        return None
    if fold(words[-1]) in _PRONOUNS:
        return words[-1]
    piece = text
    for match in _PIECE.finditer(text):
        if (
            match[0] != "and"
            or not _NAME_END.search(text[match.start() - 12 : match.start()].rstrip())
            or not re.match(r"\s[A-Z]", text[match.end() :])
        ):
            piece = text[match.end() :]
    if whose := _NAME_OF.search(piece):
        found = whose[1]
    elif placed := _PLACED.search(piece):
        found = placed[1]
    elif name := _NAME_END.search(piece):
        heads = [match.start() for match in _HEAD.finditer(name[0])]
        found = name[0][heads[0] :] if heads and heads[0] == 0 else name[0]
    else:
        heads = [match.start() for match in _HEAD.finditer(piece)]
        found = piece[heads[-1] :] if heads else piece
    found = found.strip(" “”\"'‘’")
    return found if found and len(found) < 80 and _someone(found) else None


def _other_name(before: str) -> str | None:
    """Return the second name of "The engineer, Mr Prior," or "Mr Prior, the engineer,"."""
    match = _BETWEEN_COMMAS.search(_AUXILIARIES.sub("", before.rstrip()).rstrip())
    if match is None:
        return None
    if _APPOSED.search(match[0]):
        return _subject(before[: match.start()])
    return match[1].strip() if re.match(r"\s*(?:the |an? )?[A-Z]|\s*the ", match[1]) else None


_BETWEEN_COMMAS = re.compile(r",([^,]{3,60}),$")


def _is_noun(before: str, match: "re.Match[str]") -> bool:
    """Whether a word is no verb where it stands: "the reports", "its answers"."""
    return bool(_DETERMINER.search(before)) and not match["verb"].lower().endswith(("ed", "d"))


_BODIES = re.compile(
    r"\b(?:commissioners?|constables?|chair(?:man|woman|person)?|officers?|directors?|managers?|"
    r"co-?ordinators?|advis[eo]rs?|secretary|superintendents?|inspectors?|sergeants?|members?|"
    r"leaders?|mayors?|clerks?|heads?|leads?|deputy|solicitors?|treasurers?|coroners?|engineers?|"
    r"chiefs?|executives?|presidents?|ministers?|councillors?|governors?|analysts?|pcc|panel|"
    r"committee|board|trusts?|services?|council|agency|authority|charity|force|police|report|"
    r"minutes|representatives?|spokes(?:man|woman|person)|residents?|tenants?|volunteers?|victims?|"
    r"partners?|government|ministry|union|federation|inspectorate|auditors?|witness(?:es)?|"
    r"drivers?|owners?|farmers?|teachers?|doctors?|nurses?|judges?|mother|father|parents?|associations?|"
    r"society|company|operators?|developers?|contractors?|department|group|team|regulator|landlords?|"
    r"traders?|staff|firefighters|midwives|patients|passengers|pupils|visitors|users|college)\b",
    re.IGNORECASE,
)


def _someone(subject: str) -> bool:
    """Whether words can name somebody who says something."""
    return bool(re.search(r"\b[A-Z]", re.sub(r"^(?:The|An?|This|It) ", "", subject))) or bool(
        _BODIES.search(subject)
    )


def _who(name: str) -> frozenset[str]:
    return frozenset(
        stem(fold(token).removesuffix("'s"))
        for token in tokens(re.sub(r"\s*\([^)]*\)", "", name))
        if (fold(token) not in STOP_WORDS or fold(token) in {"panel", "report", "minutes"})
        and fold(token) not in _TITLES
    )


def same_person(claimed: str, held: str) -> bool:
    """Whether two wordings can name one person or body: "the Commissioner", "PCC for X"."""
    one, other = _who(claimed), _who(held)
    if not one or not other:
        return False
    if (one & _SECOND) != (other & _SECOND):
        return False
    one, other = one - _SECOND, other - _SECOND
    if not one and not other:
        return True
    if one <= other or other <= one:
        return bool(one) and bool(other)
    short = {fold(token) for token in tokens(held)}
    long = {fold(token) for token in tokens(claimed)}
    return bool(initials(claimed) & short) or bool(initials(held) & long)


def speaker_problems(
    claim: str, passage: str, window: tuple[int, int], speaker: str | None, kind: str
) -> list[str]:
    """Return whom the claim makes say what the evidence does not make them say.

    `passage` is the whole text, `window` the span of it that is to support the claim, `speaker` who
    speaks in the place of the passage, `kind` the kind of document.
    """
    problems = []
    for one in said_in(claim):
        if one.by is None or fold(one.by) in NEGATORS:
            continue
        who = _who(one.by)
        if who & _PAPERS and (
            kind == "report" or "minut" in who or "document" in who or "report" in who
        ):
            continue
        if doers := _doers(one, passage, speaker):
            if not any(same_person(one.by, doer) for doer in doers):
                problems.append(f"it is not {one.by} who {one.verb}")
            continue
        content_stems = _matter(claim, one)
        speakers = _speakers(
            passage, window, content_stems, speaker, asks=stem(one.verb) in _ASKING
        )
        if not speakers and not _FRAMING & {stem(fold(word)) for word in tokens(claim)}:
            continue  # "rejected" where nobody is said to say it: an act, checked as one
        if not any(same_person(one.by, held) for held in speakers):
            problems.append(f"it is not {one.by} who says so")
    return problems


def _doers(one: Said, passage: str, speaker: str | None) -> list[str]:
    """Return who does what a telling verb says: "undertook", "proposed", "doubted", "asked"."""
    verb = stem(one.verb)
    if not verb or verb in _FRAMING - _ASKING:
        return []
    near = _ASKING if verb in _ASKING else alike(verb) - _FRAMING
    met: list[str] = [speaker] if speaker else []
    doers: list[str] = []
    for sentence in sentences(passage):
        for held in said_in(sentence):
            names = held.names or [name for name in [_latest(met, held.word)] if name]
            if stem(held.verb) in near:
                doers += names
            met += held.names
    return doers


def _matter(claim: str, one: Said) -> tuple[str, ...]:
    """Return the stems of what is said, without who says it."""
    who = _who(one.by or "")
    return tuple(word for word in content(claim) if word not in who)


def _speakers(
    passage: str,
    window: tuple[int, int],
    matter: Sequence[str],
    speaker: str | None,
    *,
    asks: bool,
) -> list[str]:
    """Return who says what of the window answers best to `matter`.

    What was asked is said by whoever replies in the next sentence, unless the claim asks it, too.
    """
    best: tuple[float, list[str]] = (-1.0, [])
    met: list[str] = [speaker] if speaker else []
    position = 0
    asked = False  # the best piece so far is a question that nobody has replied to yet
    for sentence in sentences(passage):
        start = passage.find(sentence, position)
        position = start + len(sentence)
        said = [replace(one, by=one.by or _latest(met, one.word)) for one in said_in(sentence)]
        before = _latest(met, "")
        met += [one.by for one in said if one.by]
        if asked and said:
            best, asked = (best[0], said[0].names), False
        if position <= window[0] or start >= window[1]:
            continue
        for text, by in _pieces(sentence, said, before):
            score = overlap(matter, frozenset(content(text)))
            if score > best[0] + 1e-9:
                best = (score, by)
                asked = not asks and any(
                    stem(one.verb) in _ASKING and set(by) & set(one.names) for one in said
                )
                replies = [one for one in said if stem(one.verb) not in _ASKING and one.names != by]
                if asked and replies and replies[-1].start > said[0].start:
                    best, asked = (score, replies[-1].names), False
    return best[1]


_HE = re.compile(r"^(?:Mr|Sir|Lord)\b")
_SHE = re.compile(r"^(?:Mrs|Ms|Miss|Dame|Lady)\b")


def _latest(met: Sequence[str], pronoun: str) -> str | None:
    """Return who spoke last and can be meant by a pronoun: "he" is not Mrs Hale."""
    other = {"he": _SHE, "she": _HE}.get(pronoun)
    return next((who for who in reversed(met) if not (other and other.match(who))), None)


def _pieces(sentence: str, said: Sequence[Said], before: str | None) -> list[tuple[str, list[str]]]:
    """Return the parts of a sentence with who may be taken to say each."""
    if not said:
        return [(sentence, [before] if before else [])]
    if len(said) == 1 or said[0].after:
        return [(sentence, said[0].names)]
    cuts = [0, *(one.start for one in said[1:]), len(sentence)]
    return [
        (sentence[begin:end], one.names)
        for begin, end, one in zip(cuts, cuts[1:], said, strict=False)
    ]
