"""The few words of committees that people replace by everyday ones.

Nobody asks "who sent apologies for absence"; they ask who was not there. Each row holds what people
say, what papers write, and what part of a paper it is. Data, not rules: add rows, no code.
"""

import re

from assistant.types import Part

_ROWS: tuple[tuple[str, str, tuple[Part, ...]], ...] = (
    (
        r"could ?n[o’']t (?:make|come|attend|be there)|was ?n[o']t there|were ?n[o']t there|absent|"
        r"miss(?:ed|ing) (?:from )?the meeting|did ?n[o']t (?:come|attend|turn up)|not present|"
        r"unable to attend|away from the meeting|stood in|stand in|deputi[sz]ed|substitut\w+",
        "apologies for absence substituting",
        ("attendance",),
    ),
    (
        r"(?:was|were|is) (?:\w+ ){0,4}(?:there(?! for\b)|present|at the meeting)\b|"
        r"who (?:chaired|(?:was in|had|took|held) the chair)|who sat on|in the room|"
        r"attend(?:ed|ance)?|turn(?:ed)? up|(?:come|came|go|went|get|got) to the meeting",
        "apologies for absence present attended the meeting",
        ("attendance",),
    ),
    (
        r"sign(?:ed|s|ature)?\b|author|who wrote|written by|put (?:his|her|their) name",
        "signed by author signature Commissioner date",
        ("signature",),
    ),
    (
        r"dated? (?:of|on|at|is|was)\b|"
        r"when was the (?:report|paper) (?:written|signed|dated)",
        "date signed",
        ("signature", "title"),
    ),
    (
        r"contact|get in touch|phone|ring|clerk|where (?:was|is) the meeting|"
        r"where did .{1,25} meet\b|where was .{1,30} held|venue|what time|"
        r"start(?:ed)? at|held (?:at|in)",
        "contact officer venue time of the meeting",
        ("title",),
    ),
    (
        r"decid(?:e|ed)|decision|outcome|agree(?:d)?|do with|did the (?:panel|committee) do|"
        r"what happened to|resolv(?:e|ed)|resolutions?",
        "noted agreed resolved",
        ("resolution",),
    ),
)
# Phrasings that leave no doubt which part of a paper answers.
_CERTAIN: tuple[tuple[re.Pattern[str], Part], ...] = (
    (
        re.compile(
            r"\b(?:who|did|was|were|could ?n[o']t|unable|absent|present|attend\w*|apolog\w+)\b"
            r".{0,40}\b(?:at|make|to|from|attend|attended|miss|missed|for) (?:the|that|this) "
            r"(?:\w+ )?meeting\b|\bapologies\b|"
            r"^(?:was|were|did) .{3,40} (?:there|present|in attendance|attend|turn up|apologise)\b",
            re.I,
        ),
        "attendance",
    ),
    (
        re.compile(
            r"\bsign(?:ed|ature)\b.{0,30}\b(?:report|paper)\b|\b(?:report|paper)\b.{0,30}\bsigned\b|"
            r"\bput (?:his|her|their) name\b|\bauthor of the (?:\w+ )?(?:report|paper)\b|"
            r"\bwho (?:wrote|prepared|produced) the (?:\w+ ){0,2}(?:report|paper)\b",
            re.I,
        ),
        "signature",
    ),
)
_PATTERNS = tuple(
    (re.compile(rf"\b(?:{asked})", re.I), said, parts) for asked, said, parts in _ROWS
)


def papers_say(question: str) -> str:
    """Return the words that papers use for what a question says in others; empty for none."""
    return " ".join(said for pattern, said, _ in _PATTERNS if pattern.search(question))


def likely_parts(question: str) -> frozenset[Part]:
    """Return the parts of papers that what a question says points to."""
    return frozenset(
        part for pattern, _, parts in _PATTERNS if pattern.search(question) for part in parts
    )


def certain_part(question: str) -> Part | None:
    """Return the part of a paper that alone can answer, None where that is not certain."""
    return next((part for pattern, part in _CERTAIN if pattern.search(question)), None)


def part_words(part: Part) -> str:
    """Return what people call a part of a paper, to stand beside the words of its place."""
    return " ".join(said for _, said, parts in _PATTERNS if part in parts)
