"""SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018): near misses, written to look answerable."""

from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks.measures import Measure, means, read_jsonl, refusal_measures
from eval.benchmarks.methods import Method, ranking
from eval.reader.data import fold_of

NAME = "SQuAD 2.0 near misses"


def measure(folder: Path, methods: Sequence[Method]) -> list[Measure]:
    """Return refusal and "right paragraph first" with all paragraphs in one index.

    The confidence of a method is the score of its best paragraph.
    """
    texts: list[str] = []
    asked: list[tuple[str, bool, int, bool]] = []  # question, answerable, paragraph, measured
    for article in read_jsonl(folder / "squad2" / "articles.jsonl"):
        for paragraph in article["paragraphs"]:
            asked += [
                (
                    one["question"],
                    not one["is_impossible"],
                    len(texts),
                    fold_of(article["title"]) == 1,
                )
                for one in paragraph["qas"]
            ]
            texts.append(paragraph["context"])
    confidences: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    for method in methods:
        scores = method.build(texts)([question for question, *_ in asked])
        if method.confident:
            confidences[method.name] = [float(row.max()) for row in scores]
        first[method.name] = [
            float(ranking(row)[0] == paragraph)
            for row, (_, answerable, paragraph, measured) in zip(scores, asked, strict=True)
            if answerable and measured
        ]
    answerable = [can for _, can, _, _ in asked]
    measured = [counts for *_, counts in asked]
    return refusal_measures(NAME, confidences, answerable, measured) + means(
        NAME, {"right paragraph first": first}
    )
