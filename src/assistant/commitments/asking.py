"""Questions about commitments: "what has the PCC promised about dog theft?", "what is still open?".

`understood` tells whether a question is one, and what it asks for; `reply` gives what the register
holds on it, as quotes from which an answer with citations is composed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.commitments.entries import Entry
from assistant.commitments.filtering import Wanted, matching
from assistant.commitments.model import Relation, Status
from assistant.dates.asked import Found as FoundDate
from assistant.dates.asked import find_dates, spoken, without_dates
from assistant.language.words import content_stems, fold
from assistant.types import Document, Place

_I = re.IGNORECASE
_NOT_DONE: tuple[Status, ...] = ("overdue", "open", "partly fulfilled", "no later record")
# What makes a question one about commitments. Each says so without a doubt: "what action was taken
# against burglars?" asks for what was done.
_ABOUT = re.compile(
    r"\b(?:say (?:that )?(?:he|she|they|it|we) would|promis(?:e|es|ed)|undertakings?|undertook|"
    r"undertaken to|undertake to|pledg(?:e|es|ed)|"
    r"(?:outstanding|open|agreed|unfulfilled|overdue|new|panel|unfinished) (?:actions?|"
    r"commitments?|promises|items?|points?)|"
    r"commitments?\b(?! to (?:equality|diversity))|committed (?:itself |himself |herself |"
    r"themselves )?to\b|"
    r"(?:said|agreed|offered|were|was|asked) (?:that )?(?:he|she|they|it|we)? ?(?:would|to) "
    r"(?:do|provide|send|report|share|bring|circulate|publish)|"
    r"agree(?:d)? to (?:do|provide|send|report|share|bring|circulate|publish)|"
    r"(?:what|which|any|anything|everything|actions?|how much) (?:is|are|was|were|remains?|that "
    r"is)? ?(?:still )?(?:open|outstanding|overdue|due|not (?:yet )?done|unfulfilled|left open)\b|"
    r"still (?:open|outstanding|owed|to (?:be done|come|report))|overdue|"
    r"actions? (?:are|were|is|was|from|arising|agreed|set|for the|recorded|outstanding|came|come|"
    r"did the panel|points?)\b(?! (?:being )?taken)|"
    r"(?:promised?|agreed).{0,60}\b(?:happen(?:ed)?|done|kept|delivered)|"
    r"follow(?:ed)?[- ]up (?:on|to)|(?:what|which) (?:is|are) due)\b",
    _I,
)
_STATUS: tuple[tuple[re.Pattern[str], tuple[Status, ...]], ...] = (
    (re.compile(r"\boverdue|\blate\b|\bmissed\b", _I), ("overdue",)),
    (
        re.compile(
            r"\b(?:still (?:open|outstanding|owed|to)|outstanding|open|unfulfilled|unfinished|"
            r"remains?|"
            r"not (?:yet )?(?:been )?(?:done|kept|delivered|fulfilled)|left open|due)\b",
            _I,
        ),
        _NOT_DONE,
    ),
    (
        re.compile(
            r"\b(?:were|was|been|has been|have been) (?:kept|fulfilled|delivered|done|"
            r"completed)\b|\bkept\b",
            _I,
        ),
        ("fulfilled", "partly fulfilled"),
    ),
)
_OWNER = (
    re.compile(
        r"\b(?:has|have|had|did|does|do|was|were|is|are)\s+(?:the\s+)?(?P<who>(?!panel\b|we\b|"
        r"they\b|there\b|anyone|anything|it\b)"
        r"[\w’'&./-]+(?:\s+(?!promis|pledg|undert|commit|agree|offer|said|say|still|been|"
        r"not)[\w’'&./-]+){0,6}?)\s+"
        r"(?:promis|pledg|undert|commit|agree|offer|say|said|still owe)",
        _I,
    ),
    re.compile(
        r"\b(?:promis\w+|undertak\w+|pledg\w+|commitments?|actions?|made|given|owed|"
        r"due)\s+(?:made\s+|given\s+|are\s+|is\s+)?"
        r"(?:by|from|of|for|with)\s+(?:the\s+)?(?P<who>[\w’'&./-]+(?:\s+(?!about|on|at|in|from|"
        r"since|still|for|by|to|regarding)[\w’'&./-]+){0,6})",
        _I,
    ),
    re.compile(
        r"(?P<who>(?:[A-Z][\w’'&.-]*\s+){0,5}[A-Z][\w&.-]*)[’']s?\s+(?:promises|commitments|"
        r"actions|undertakings|pledges)"
    ),
)
# What the Panel agreed is whatever its meetings set down, but what it promised is its own.
_PANEL_ITSELF = re.compile(
    r"\b(?:has|have|had|did|does)\s+(?:the\s+)?(?P<who>panel|committee|board)\s+"
    r"(?:promis|pledg|undert|commit)",
    _I,
)
_POST = re.compile(
    r"\b(?:d?pcc|pfcc|opcc|cc|commissioner|constable|police|force|tvp|office|officer|chair\w*|"
    r"council|councillor|"
    r"cllr|mr|mrs|ms|dr|superintendent|director|manager|clerk|panel|deputy|unit|team|hub|service|"
    r"trust)\b",
    _I,
)
_SINCE = re.compile(r"\b(?:since|after|from)\s*(?:the\s+)?(?:meeting\s+(?:of|on|in)\s+)?$", _I)
_SINCE_ONLY = re.compile(r"\b(?:since|after)\s*(?:the\s+)?$", _I)
_UNTIL = re.compile(r"\b(?:until|before|up to)\s*(?:the\s+)?$", _I)
_AIM = re.compile(r"\b(?:key aim|aim|priority|objective)\s*(?:no\.?\s*)?(?P<n>\d{1,2})\b", _I)
_ITEM = re.compile(r"\b(?:item|minute)\s*(?:no\.?\s*)?(?P<n>\d{1,4}(?:/\d{2,4})?)\b", _I)
_DUE = re.compile(r"\b(?:due|to be (?:done|ready|reported))\b", _I)
_ACTIONS = re.compile(r"\bactions?\b", _I)  # plans alone are no actions
# Words of such questions that name no matter.
_EMPTY = content_stems(
    "promise promises promised promising undertake undertaking undertakings undertook undertaken "
    "pledge pledged "
    "pledges commitment commitments committed commit action actions agreed agree open "
    "outstanding overdue still due "
    "fulfilled unfulfilled unfinished done kept delivered happen happened remain remains "
    "remaining owed owe meeting "
    "meetings panel members member item items minute point points list today currently status "
    "follow followed became "
    "become come came made given set recorded arising new yet left provide send share bring "
    "circulate publish late "
    "back key aim priority objective regarding record records register anything everything any "
    "answer committee "
    "board question late missed far need want show list tell find know look check thing whole full "
    "complete responsible"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One sentence to cite: of the promise (`relation` None) or of what came back."""

    passage_id: str
    document: Document
    place: Place
    start: int
    end: int
    text: str
    label: str
    relation: Relation | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One commitment of a reply: who, when, how it stands, its quotes with the promise first."""

    commitment: str
    owners: tuple[str, ...]
    due: str | None
    status: Status
    status_text: str
    closed: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What the register holds on a question; no lines mean that it holds nothing on it.

    `summary` is a sentence that says how many there are and how they stand. It is no quote.
    """

    wanted: Wanted
    lines: tuple[Line, ...]
    summary: str


def understood(
    question: str,
    documents: Sequence[Document] = (),
    posts: Mapping[str, frozenset[str]] | None = None,
) -> Wanted | None:
    """Return what a question asks of the register; None when it is not about commitments."""
    plain = " ".join(question.split())
    if not _ABOUT.search(plain):
        return None
    dates = find_dates(plain)
    meeting, since, until = _when(plain, dates, documents)
    owner = _owner(plain, posts or {})
    due = None
    if meeting and _DUE.search(plain):
        meeting, due = None, meeting  # "due at the November meeting"
    aim, item = _AIM.search(plain), _ITEM.search(plain)
    rest = without_dates(plain, dates)
    for pattern in (_AIM, _ITEM):
        rest = pattern.sub(" ", rest)
    if owner:
        rest = re.sub(re.escape(owner), " ", rest, flags=_I)
    statuses = next((kinds for pattern, kinds in _STATUS if pattern.search(plain)), ())
    topic = " ".join(
        word
        for word in re.findall(r"[\w’'&/-]+", rest)
        if content_stems(word) and not content_stems(word) <= _EMPTY
    )
    return Wanted(
        owner=owner,
        meeting=meeting,
        due=due,
        kinds=("action", "undertaking") if _ACTIONS.search(plain) else (),
        since=since,
        until=until,
        statuses=statuses,
        key_aim=int(aim["n"]) if aim else None,
        item=item["n"] if item else None,
        text=topic,
        closed=False if statuses in (_NOT_DONE, ("overdue",)) else None,
    )


def _when(
    text: str, dates: Sequence[FoundDate], documents: Sequence[Document]
) -> tuple[tuple[int | None, int | None, int | None] | None, date | None, date | None]:
    """Return the meeting, or the first and last day, that the dates of a question say."""
    if not dates:
        if re.search(r"\b(?:last|latest|most recent|previous) (?:panel )?meeting\b", text, _I):
            days = [one.meeting_date for one in documents if one.meeting_date]
            if days:
                day = max(days)
                return (day.year, day.month, day.day), None, None
        return None, None, None
    meeting = since = until = None
    for start, _, (year, month, number) in dates:
        before = text[:start]
        first = date(year, month or 1, number or 1) if year else None
        if _SINCE_ONLY.search(before) and first:
            since = first
        elif _UNTIL.search(before) and first:
            until = first
        elif _SINCE_ONLY.search(before) or _UNTIL.search(before):
            days = [
                one.meeting_date
                for one in documents
                if one.meeting_date and (month is None or one.meeting_date.month == month)
            ]
            if days:
                since = max(days) if _SINCE_ONLY.search(before) else since
                until = max(days) if _UNTIL.search(before) else until
        else:
            meeting = (year, month, number)
    return meeting, since, until


def _owner(text: str, posts: Mapping[str, frozenset[str]]) -> str | None:
    itself = _PANEL_ITSELF.search(text)
    if itself is not None:
        return itself["who"].capitalize()
    for pattern in _OWNER:
        match = pattern.search(text)
        if match is None:
            continue
        who = match["who"].strip(" ?.,'’")
        known = any(fold(who) in fold(name) for name in posts)
        if fold(who) in {"panel", "the panel", "we", "you", "they", "who", "anyone", "meeting"}:
            continue
        if known or _POST.search(who) or re.fullmatch(r"[A-Z]{2,6}", who):
            return re.sub(r"^the\s+", "", who, flags=_I)
    return None


def reply(
    wanted: Wanted, entries: Sequence[Entry], posts: Mapping[str, frozenset[str]] | None = None
) -> Reply:
    """Return what the register holds on a question, in the register's order: overdue first."""
    chosen = matching(entries, wanted, posts)
    return Reply(
        wanted=wanted, lines=tuple(_line(one) for one in chosen), summary=_summary(chosen, wanted)
    )


def _line(entry: Entry) -> Line:
    one = entry.commitment
    due = None
    if one.due:
        due = f"{one.due.day.day} {one.due.day:%B %Y}" if one.due.day else one.due.text
    citations = [(one.citation, None)] if one.citation.passage_id else []
    shown = [(e.citation, e.relation) for e in one.evidence if e.confirmed is not False]
    return Line(
        commitment=one.id,
        owners=one.owners,
        due=due,
        status=one.status,
        status_text=one.status_text,
        closed=entry.closed is not None,
        quotes=tuple(
            Quote(
                passage_id=c.passage_id,
                document=c.document,
                place=c.place,
                start=c.start,
                end=c.end,
                text=c.quote,
                label=c.label,
                relation=relation,
            )
            for c, relation in (*citations, *shown)
        ),
    )


def _summary(chosen: Sequence[Entry], wanted: Wanted) -> str:
    """Return the number of commitments and how they stand, in one sentence."""
    what = f" of {wanted.owner}" if wanted.owner else ""
    what += f" on {wanted.text}" if wanted.text else ""
    what += f" made {spoken(wanted.meeting)}" if wanted.meeting and any(wanted.meeting) else ""
    what += f" due {spoken(wanted.due)}" if wanted.due and any(wanted.due) else ""
    if not chosen:
        return f"The register holds no commitment{what}."
    counts: dict[str, int] = {}
    for one in chosen:
        counts[one.commitment.status] = counts.get(one.commitment.status, 0) + 1
    parts = ", ".join(f"{n} {status}" for status, n in counts.items())
    noun = "commitment" if len(chosen) == 1 else "commitments"
    return f"The register holds {len(chosen)} {noun}{what}: {parts}."
