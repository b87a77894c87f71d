"""MTRAG's government part (Katsis et al., TACL 2025): the sources of a follow-up question."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.follow_ups.conversation import search_text, standalone
from assistant.types import Turn
from eval.benchmarks import panel
from eval.benchmarks.fitting import fitted
from eval.benchmarks.measures import Measure, Row, means, read_jsonl, threshold_of
from eval.benchmarks.methods import Method, ranking
from eval.benchmarks.pool import Source, Workshop
from eval.metrics.ranking import recall_at_k
from eval.metrics.refusal import refusal
from eval.reader.data import fold_of

NAME = "MTRAG government"
DEPTH = 5
Turns = Sequence[Mapping[str, str]]  # each with "speaker" (user or agent) and "text", the last asks
Rewrite = Callable[[Turns], str]


def last_turn(turns: Turns) -> str:
    """Ask the last turn as it was typed."""
    return turns[-1]["text"]


def all_questions(turns: Turns) -> str:
    """Ask everything that the user said so far, in order."""
    return " ".join(turn["text"] for turn in turns if turn["speaker"] == "user")


def alone(turns: Turns) -> str:
    """Ask the last turn as the assistant makes it stand alone."""
    return standalone(last_turn(turns), _history(turns))


def _history(turns: Turns) -> tuple[Turn, ...]:
    history: list[Turn] = []
    question = ""
    for turn in turns[:-1]:
        if turn["speaker"] == "user":
            question = turn["text"]
        else:
            history.append(Turn(question=question, answer=turn["text"]))
    return tuple(history)


def beside(turns: Turns) -> str:
    """Ask in the words that the assistant searches with beside the question that stands alone."""
    return search_text(last_turn(turns), _history(turns))


def measure(
    folder: Path,
    methods: Sequence[Method],
    rewrites: Mapping[str, Rewrite],
    workshop: Workshop | None = None,
) -> list[Measure]:
    """Return recall@5 of each task's own contexts, all contexts in one index, a row a rewrite.

    Nothing was trained on this set, so all its tasks are measured, follow-ups or not; tasks
    without contexts of their own are left out. Refusal is over the tasks that are answerable, in
    part or not at all: each half's threshold, and the weights of the assistant, come from the other
    half. The assistant searches for the question that stands alone and beside it for the words that
    `search_text` adds of the answer before it; both count the same.
    """
    tasks = read_jsonl(folder / "mtrag-govt" / "conversations.jsonl")
    contexts = {one["id"]: one for task in tasks for one in task["contexts"]}
    texts = [one["text"] for one in contexts.values()]
    scored = [task for task in tasks if task["contexts"]]
    figures: dict[str, dict[str, list[float]]] = {}
    for label, rewrite in rewrites.items():
        queries = [rewrite(task["turns"]) for task in scored]
        by_method = figures.setdefault(f"recall@{DEPTH}, {label}", {})
        for method in methods:
            rows = method.build(texts)(queries)
            by_method[method.name] = [
                _recall(list(contexts), ranking(row), task)
                for row, task in zip(rows, scored, strict=True)
            ]
    decided = [task for task in tasks if task["answerability"] != "UNDERSPECIFIED"]
    asked = [alone(task["turns"]) for task in decided]
    speaks: dict[str, list[tuple[float, ...]]] = {
        method.name: [(float(row.max()),) for row in method.build(texts)(asked)]
        for method in methods
        if method.confident
    }
    if workshop:
        sources = [
            Source(text=" ".join(one["text"].split()), title=one["title"])
            for one in contexts.values()
        ]
        pool = workshop.pool(sources)
        recalls = []
        for task in scored:
            turns = task["turns"]
            found = pool.search_both(alone(turns), beside(turns), DEPTH)
            recalls.append(_recall(list(contexts), pool.positions(found), task))
        figures[f"recall@{DEPTH}, both searches"] = {panel.NAME: recalls}
        given = panel.ask(
            workshop, sources, asked, context=[beside(task["turns"]) for task in decided]
        )
        speaks[panel.NAME] = [one.speaks for one in given]
    return means(NAME, figures) + _refusals(decided, speaks)


def _recall(ids: Sequence[str], ranked: Sequence[int], task: Row) -> float:
    wanted = [one["id"] for one in task["contexts"]]
    return recall_at_k([ids[n] for n in ranked], wanted, DEPTH)


def _refusals(
    tasks: Sequence[Row], speaks: Mapping[str, Sequence[tuple[float, ...]]]
) -> list[Measure]:
    """Return refusal of the unanswerable tasks, each half decided by what the other half says."""
    answerable = [task["answerability"] != "UNANSWERABLE" for task in tasks]
    folds = [fold_of(task["id"]) for task in tasks]
    figures: dict[str, dict[str, float | None]] = {}
    for name, rows in speaks.items():
        refused = [False] * len(tasks)
        for fold in (0, 1):
            other = [one != fold for one in folds]
            scores = fitted(rows, answerable, other)
            kept = [n for n, one in enumerate(other) if one]
            threshold = threshold_of([scores[n] for n in kept], [answerable[n] for n in kept])
            for n, score in enumerate(scores):
                if not other[n]:
                    refused[n] = score <= threshold
        found = refusal(refused, answerable)
        figures.setdefault("refusal precision", {})[name] = found.precision
        figures.setdefault("refusal recall", {})[name] = found.recall
    return [
        Measure(benchmark=NAME, name=name, values=values, count=len(tasks))
        for name, values in figures.items()
    ]
