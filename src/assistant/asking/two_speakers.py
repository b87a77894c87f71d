"""Questions for what each of two people said: "what did A say on this, and what did B?"."""

import re

from assistant.language.naming import ROLE_WORDS

_ROLE = "|".join(ROLE_WORDS)
# "the Chief Constable", "Cllr Green", "the deputy pcc": a name, or a post in small letters.
_WHO = (
    r"(?:(?-i:(?:the |The )?[A-Z][\w’'-]*"
    r"(?: (?:[A-Z][\w’'&-]*|(?:and|of|for|&) [A-Z][\w’'-]*)){0,6})|"
    rf"the (?:[a-z]+ ){{0,2}}(?:{_ROLE}))"
)
_SAY = (
    r"(?:sa(?:y|id)|tell|told|report(?:ed)?|answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|"
    r"think|thought|comment(?:ed)?|argue[d]?|give|gave|claim(?:ed)?)"
)
_TO = r"(?: (?:us|them|members|the (?:panel|committee|board|meeting|members)))?"
_TOPIC = r"(?: (?:about|on|of|regarding|concerning|to) (?P<{name}>[^?;]{{3,120}}?))?"
_EACH = re.compile(
    rf"\bwhat (?:did|does|has|had) (?P<one>{_WHO}) {_SAY}{_TO}{_TOPIC.format(name='first')}"
    rf"[,;?]* (?:and|but|compared with|against|versus|vs\.?) (?:what )?(?:(?:did|does|has|had) )?"
    rf"(?P<other>{_WHO})(?: {_SAY}{_TO})?{_TOPIC.format(name='second')}\W*$",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"^\W*(?:compare|contrast|set side by side) (?:what )?(?:(?:the )?(?:views?|answers?|words|"
    rf"statements?|figures?) (?:of|from|by) )?(?P<one>{_WHO}) (?:and|with|to) (?P<other>{_WHO})"
    rf"(?: (?:both |each )?{_SAY}{_TO})?{_TOPIC.format(name='first')}\W*$|"
    rf"\bwhat (?:did|does) (?P<a>{_WHO}) and (?P<b>{_WHO}) (?:each|both) {_SAY}{_TO}"
    rf"{_TOPIC.format(name='second')}\W*$",
    re.IGNORECASE,
)


def two_speakers(question: str) -> tuple[tuple[str, str], str] | None:
    """Return the two who are compared and what they spoke about; None for other questions."""
    if match := _EACH.search(question):
        one, other = match["one"], match["other"]
    elif match := _BOTH.search(question):
        one, other = match["one"] or match["a"], match["other"] or match["b"]
    else:
        return None
    topic = match["first"] or match["second"]
    return ((one.strip(), other.strip()), topic.strip()) if topic else None
