"""QMSum's committee meetings (Zhong et al., NAACL 2021): retrieval in transcripts."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from eval.benchmarks.measures import Measure, Row, means, read_text
from eval.benchmarks.methods import Method, ranking
from eval.metrics.ranking import ndcg_at_k, recall_at_k
from eval.reader.data import fold_of

NAME = "QMSum committee"
WINDOW_WORDS = 200
DEPTH = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """A stretch of one meeting and the indices of the turns it holds (or a part of)."""

    meeting: str
    turns: range
    text: str


def windows(name: str, turns: Sequence[Row], words: int = WINDOW_WORDS) -> Iterator[Window]:
    """Yield windows of whole turns packed to at most `words` words; a longer turn is cut."""
    held: list[str] = []
    first = 0

    def packed(until: int) -> Window:
        return Window(meeting=name, turns=range(first, until), text=" ".join(held))

    for index, turn in enumerate(turns):
        spoken = f"{turn['speaker']}: {turn['content']}".split()
        if held and len(held) + len(spoken) > words:
            yield packed(index)
            held = []
        if not held:
            first = index
        held += spoken
        while len(held) > words:
            rest, held = held[words:], held[:words]
            yield packed(index + 1)
            held, first = rest, index
    if held:
        yield packed(len(turns))


def measure(folder: Path, methods: Sequence[Method]) -> list[Measure]:
    """Return nDCG@10 and recall@10 over the windows of all meetings of fold 1, in one index.

    A window is relevant when it holds a turn of the query's own meeting inside one of its
    `relevant_text_span` ranges.
    """
    paths = sorted((folder / "qmsum-committee").glob("*.json"))
    meetings = {path.stem: json.loads(read_text(path)) for path in paths if fold_of(path.stem)}
    if not meetings:
        raise SettingsError(
            f"{folder / 'qmsum-committee'} holds no meetings; give BENCHMARKS=FOLDER"
        )
    held = [window for name, one in meetings.items() for window in windows(name, one["turns"])]
    asked: list[tuple[str, set[str]]] = []
    for name, meeting in meetings.items():
        for query in meeting["queries"]:
            wanted = {
                turn
                for start, end in query["relevant_text_span"]
                for turn in range(int(start), int(end) + 1)
            }
            relevant = {
                str(n)
                for n, window in enumerate(held)
                if window.meeting == name and wanted.intersection(window.turns)
            }
            if relevant:
                asked.append((query["query"], relevant))
    figures: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for method in methods:
        scores = method.build([window.text for window in held])([query for query, _ in asked])
        ranked = [[str(n) for n in ranking(row)[:DEPTH]] for row in scores]
        pairs = [(top, relevant) for top, (_, relevant) in zip(ranked, asked, strict=True)]
        figures[f"nDCG@{DEPTH}"][method.name] = [ndcg_at_k(a, b, DEPTH) for a, b in pairs]
        figures[f"recall@{DEPTH}"][method.name] = [recall_at_k(a, b, DEPTH) for a, b in pairs]
    return means(NAME, figures)
