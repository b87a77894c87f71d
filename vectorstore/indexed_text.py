"""What is embedded for a passage: its place in words, then its text, never over the token limit."""

from collections.abc import Callable, Sequence

from assistant.sentences import sentence_spans
from assistant.types import Document, Passage

CountTokens = Callable[[Sequence[str]], list[int]]


def contexts_of(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Return for each passage the words that say where it stands, without its own text.

    A bullet rarely repeats what its headings said; with them in front, both halves of the search
    find it by its key aim, strand, year or item. Parts are joined by " | ".
    """
    wording: dict[int | None, str] = {
        passage.place.key_aim: passage.text
        for passage in reversed(passages)  # the first wording wins
        if passage.part == "key_aim" and passage.place.key_aim is not None
    }
    return [_context(document, passage, wording) for passage in passages]


def _context(document: Document, passage: Passage, wording: dict[int | None, str]) -> str:
    place = passage.place
    aim = wording.get(place.key_aim)
    parts = [document.title]
    if document.meeting_date is not None:
        parts.append(_spoken_date(document))
    if place.item or place.item_title:
        parts.append(" ".join(filter(None, ("item", place.item, place.item_title))))
    if place.question is not None:
        parts.append(f"question {place.question}")
    if place.speaker:
        parts.append(place.speaker)
    if place.key_aim is not None:
        parts.append(" ".join(filter(None, (f"key aim {place.key_aim}", aim))))
    parts += [part for part in (place.strand, place.year, place.group) if part]
    if not (place.item_title or place.key_aim or place.strand):
        parts += place.headings
    said = {passage.text.casefold()}
    kept: list[str] = []
    for part in parts:
        folded = part.casefold()
        if folded not in said:
            said.add(folded)
            kept.append(part)
    return " | ".join(kept)


def _spoken_date(document: Document) -> str:
    when = document.meeting_date
    return f"{when.day} {when:%B %Y}" if when else ""


def indexed_texts(context: str, passage: Passage, count: CountTokens, limit: int) -> list[str]:
    """Return the texts to embed for one passage, at least one, each within `limit` tokens.

    A passage that fits gives one text. A longer one is cut between sentences (between words where
    one sentence is too long), each piece with the context in front. Context and lead together may
    take half of the limit; what is over is left out of the front, since the lead is a passage of
    its own and the text itself must never be lost.
    """
    front = _front(context, passage.lead, count, limit // 2)
    whole = _with(front, passage.text)
    if count([whole])[0] <= limit:
        return [whole]
    room = limit - count([_with(front, "")])[0]
    pieces = _pieces(passage.text, count, max(room, limit // 4))
    return [
        shortened
        for piece in pieces
        for shortened in _fitting(_with(front, piece), piece, count, limit)
    ]


def _with(front: str, text: str) -> str:
    return f"{front}\n{text}" if front else text


def _front(context: str, lead: str | None, count: CountTokens, limit: int) -> str:
    if lead is None:
        return _first_words(context, count, limit)
    both = f"{context}\n{lead}" if context else lead
    if count([both])[0] <= limit:
        return both
    head = _first_words(context, count, limit // 2)
    rest = limit - count([head])[0]
    return _with(head, _first_words(lead, count, max(rest, 8)))


def _first_words(text: str, count: CountTokens, limit: int) -> str:
    """Return `text`, or as many of its first words as fit in `limit` tokens."""
    if count([text])[0] <= limit:
        return text
    words = text.split()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if count([" ".join(words[:middle])])[0] <= limit:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low])


def _pieces(text: str, count: CountTokens, room: int) -> list[str]:
    """Pack whole sentences into as few slices of `text` as fit in `room` tokens each."""
    units: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if count([text[start:end]])[0] <= room:
            units.append((start, end))
        else:
            units.extend(_word_runs(text, start, end, count, room))
    pieces: list[tuple[int, int]] = []
    for start, end in units:
        if pieces and count([text[pieces[-1][0] : end]])[0] <= room:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return [text[start:end] for start, end in pieces]


def _word_runs(
    text: str, start: int, end: int, count: CountTokens, room: int
) -> list[tuple[int, int]]:
    """Cut one overlong sentence between words; a single overlong "word" between characters."""
    runs: list[tuple[int, int]] = []
    position = start
    while position < end:
        low, high = position + 1, end
        while low < high:
            middle = (low + high + 1) // 2
            if count([text[position:middle]])[0] <= room:
                low = middle
            else:
                high = middle - 1
        cut = low
        if cut < end:
            space = text.rfind(" ", position + 1, cut + 1)
            cut = space if space > position else cut
        runs.append((position, cut))
        position = cut
        while position < end and text[position].isspace():
            position += 1
    return runs


def _fitting(with_front: str, piece: str, count: CountTokens, limit: int) -> list[str]:
    """Return the piece with its front, or alone where the tokeniser joined more than it should."""
    if count([with_front])[0] <= limit:
        return [with_front]
    return _pieces(piece, count, limit)
