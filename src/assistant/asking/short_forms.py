"""Places and years in the short forms that people type, written as papers write them."""

import re
from collections.abc import Collection

_SHORT_YEAR = re.compile(
    r"(?<![\d/.,–-])(?<!item )(?<!minute )(?P<first>[1-4]\d)[/–-](?P<second>\d\d)(?![\d/–-])",
    re.IGNORECASE,
)


def full_years(question: str, items: Collection[str]) -> str:
    """Return a question with "19/20" as "2019/20", unless an item that is held has this number."""

    def full(match: re.Match[str]) -> str:
        follows = (int(match["first"]) + 1) % 100 == int(match["second"])
        return f"20{match[0]}" if follows and match[0] not in items else match[0]

    return _SHORT_YEAR.sub(full, question)
