"""SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018): near misses, written to look answerable."""

from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks import panel
from eval.benchmarks.fitting import fitted
from eval.benchmarks.measures import Measure, means, read_jsonl, refusal_measures
from eval.benchmarks.methods import Method, ranking
from eval.benchmarks.pool import Source, Workshop
from eval.reader.data import fold_of, is_trained_on

NAME = "SQuAD 2.0 near misses"
_EVERY = 4


def measure(
    folder: Path, methods: Sequence[Method], workshop: Workshop | None = None
) -> list[Measure]:
    """Return refusal and "right paragraph first" with all paragraphs in one index.

    The confidence of a method is the score of its best paragraph. With a `workshop` the assistant
    is measured too, what speaks for an answer weighed by a regression over the half of fold 0 that
    its reader did not train on.
    """
    texts: list[str] = []
    sources: list[Source] = []
    # Question, answerable, paragraph, measured, and whether weights may be fitted on it.
    asked: list[tuple[str, bool, int, bool, bool]] = []
    for article in read_jsonl(folder / "squad2" / "articles.jsonl"):
        for paragraph in article["paragraphs"]:
            asked += [
                (
                    one["question"],
                    not one["is_impossible"],
                    len(texts),
                    fold_of(article["title"]) == 1,
                    not fold_of(article["title"]) and not is_trained_on(article["title"]),
                )
                for one in paragraph["qas"]
            ]
            texts.append(paragraph["context"])
            sources.append(
                Source(
                    text=paragraph["context"],
                    title=article["title"].replace("_", " "),
                    document=article["title"],
                )
            )
    confidences: dict[str, list[float]] = {}
    first: dict[str, list[float]] = {}
    for method in methods:
        rows = method.build(texts)([question for question, *_ in asked])
        if method.confident:
            confidences[method.name] = [float(row.max()) for row in rows]
        first[method.name] = [
            float(ranking(row)[0] == paragraph)
            for row, (_, answerable, paragraph, measured, _) in zip(rows, asked, strict=True)
            if answerable and measured
        ]
    answerable = [can for _, can, *_ in asked]
    measured = [counts for *_, counts, _ in asked]
    # A few hundred questions are plenty for five weights.
    apart = [may and n % _EVERY == 0 for n, (*_, may) in enumerate(asked)]
    if workshop:
        # The questions that the reader trained on say nothing, and cost half the time.
        needed = [n for n, one in enumerate(asked) if one[3] or apart[n]]
        given = dict(
            zip(needed, panel.ask(workshop, sources, [asked[n][0] for n in needed]), strict=True)
        )
        scores = fitted(
            [given[n].speaks for n in needed],
            [answerable[n] for n in needed],
            [apart[n] for n in needed],
        )
        by_question = dict(zip(needed, scores, strict=True))
        confidences[panel.NAME] = [by_question.get(n, 0.0) for n in range(len(asked))]
        confidences[panel.AS_SHIPPED] = [
            given[n].confidence if n in given else 0.0 for n in range(len(asked))
        ]
        first[panel.NAME] = [
            float(given[n].ranking[0] == asked[n][2])
            for n in needed
            if answerable[n] and measured[n]
        ]
    return refusal_measures(
        NAME, confidences, answerable, measured, {panel.NAME: apart, panel.AS_SHIPPED: apart}
    ) + means(NAME, {"right paragraph first": first})
