"""MTRAG's government part (Katsis et al., TACL 2025): the sources of a follow-up question."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from eval.benchmarks.measures import Measure, means, read_jsonl
from eval.benchmarks.methods import Method, ranking
from eval.metrics.ranking import recall_at_k

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


def measure(
    folder: Path, methods: Sequence[Method], rewrites: Mapping[str, Rewrite]
) -> list[Measure]:
    """Return recall@5 of each task's own contexts, all contexts in one index, a row a rewrite.

    Nothing was trained on this set, so all its tasks are measured, follow-ups or not; tasks
    without contexts of their own are left out.
    """
    tasks = read_jsonl(folder / "mtrag-govt" / "conversations.jsonl")
    texts = {one["id"]: one["text"] for task in tasks for one in task["contexts"]}
    ids = list(texts)
    scored = [task for task in tasks if task["contexts"]]
    figures: dict[str, dict[str, list[float]]] = {}
    for label, rewrite in rewrites.items():
        queries = [rewrite(task["turns"]) for task in scored]
        by_method = figures.setdefault(f"recall@{DEPTH}, {label}", {})
        for method in methods:
            scores = method.build(list(texts.values()))(queries)
            by_method[method.name] = [
                recall_at_k(
                    [ids[n] for n in ranking(row)], [one["id"] for one in task["contexts"]], DEPTH
                )
                for row, task in zip(scores, scored, strict=True)
            ]
    return means(NAME, figures)
