"""Words: queries for SQLite FTS5 and the stems it makes of them."""

import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache

_TOKENIZE = "porter unicode61 remove_diacritics 2"
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"\w+")
_MOST_WORDS = 128
# Words that ask rather than name; they match everywhere and only cost time.
_STOP_WORDS = """
a about all an and any are as at be been but by can could did do does for from had has have he her
his how i if in into is it its me my no not of on or our over she so than that the their them then
there these they this those to up us was we were what when where which who whom whose why will with
would you your please tell give show
"""
_STOP = frozenset(_STOP_WORDS.split())

_local = threading.local()


def match_query(text: str) -> str | None:
    """Return an FTS5 query that finds any word of `text`, or None when it has none.

    A word with a figure is one phrase ("2020/21", "1,200", "13/21"), since its parts mean little.
    Everything is quoted, so nothing in a question is FTS5 syntax.
    """
    return any_of(telling_words(text))


def telling_words(text: str) -> list[str]:
    """Return the different words and phrases of a query that tell something, at most 128."""
    words = list(dict.fromkeys(_query_words(text)))
    return ([word for word in words if word not in _STOP] or words)[:_MOST_WORDS]


def any_of(words: Sequence[str]) -> str | None:
    """Return an FTS5 query that finds any of the words, None for no words."""
    return " OR ".join(f'"{word}"' for word in words) or None


def _query_words(text: str) -> Iterable[str]:
    for chunk in _CHUNK.findall(text.casefold()):
        parts = _WORD.findall(chunk)
        if len(parts) > 1 and any(char.isdigit() for char in chunk):
            yield " ".join(parts)
        for part in parts:
            if len(part) > 1 or part.isdigit():
                yield part


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` in order, exactly as the index makes them.

    The stemmer is FTS5's own (Porter) behind its tokeniser, asked through a table in memory.
    """
    connection: sqlite3.Connection | None = getattr(_local, "connection", None)
    if connection is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, tokenize = '{_TOKENIZE}')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
        _local.connection = connection
    connection.execute("DELETE FROM t")
    connection.execute("INSERT INTO t VALUES (?)", (text,))
    return tuple(row[0] for row in connection.execute("SELECT term FROM v ORDER BY offset"))


def stem(word: str) -> str:
    """Return the stem of one word as the index has it; parts of "2020/21" joined by a space."""
    return " ".join(stems(word))
