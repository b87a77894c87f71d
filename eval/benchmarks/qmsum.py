"""QMSum's committee meetings (Zhong et al., NAACL 2021): retrieval in transcripts."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from eval.benchmarks import panel
from eval.benchmarks.around import of_documents, stretched, with_neighbours
from eval.benchmarks.measures import Measure, Row, means, read_text
from eval.benchmarks.methods import Method, Scores, ranking
from eval.benchmarks.pool import Source, Workshop
from eval.metrics.ranking import ndcg_at_k, recall_at_k
from eval.reader.data import fold_of

NAME = "QMSum committee"
WINDOW_WORDS = 200
DEPTH = 10
# Chosen on the meetings of fold 0: what the windows before and behind count by distance, and what
# the meeting counts, by the mean of its best windows.
_NEIGHBOURS = (0.8, 0.6, 0.4)
_MEETING = 0.8
_BEST_OF_MEETING = 3


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


def surroundings(workshop: Workshop, held: Sequence[Window], queries: Sequence[str]) -> Scores:
    """Return the fused search's scores with those of the windows around and of the meeting."""
    documents = [one.meeting for one in held]
    sources = [Source(text=one.text, document=one.meeting) for one in held]
    # Squared, so that many windows that fit a little do not outweigh one that fits.
    found = stretched(workshop.pool(sources).fused(queries)) ** 2
    near = stretched(with_neighbours(found, documents, _NEIGHBOURS))
    return near + _MEETING * stretched(of_documents(found, documents, _BEST_OF_MEETING))


def measure(
    folder: Path, methods: Sequence[Method], workshop: Workshop | None = None
) -> list[Measure]:
    """Return nDCG@10 and recall@10 over the windows of all meetings of fold 1, in one index.

    With a `workshop` the search of the assistant with a window's surroundings is measured too.

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
    queries = [query for query, _ in asked]
    every = {one.name: one.build([window.text for window in held])(queries) for one in methods}
    if workshop:
        every[panel.NAME] = surroundings(workshop, held, queries)
    for name, scores in every.items():
        ranked = [[str(n) for n in ranking(row)[:DEPTH]] for row in scores]
        pairs = [(top, relevant) for top, (_, relevant) in zip(ranked, asked, strict=True)]
        figures[f"nDCG@{DEPTH}"][name] = [ndcg_at_k(a, b, DEPTH) for a, b in pairs]
        figures[f"recall@{DEPTH}"][name] = [recall_at_k(a, b, DEPTH) for a, b in pairs]
    return means(NAME, figures)
