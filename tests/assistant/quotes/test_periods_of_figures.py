"""For when a figure is: said after it or before it."""

import pytest

from assistant.quotes.measures import measures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("There were 80 leaks in 2018 and 35 in 2019.", [(80, "2018"), (35, "2019")]),
        ("In 2018 there were 80 leaks, and in 2019 there were 35.", [(80, "2018"), (35, "2019")]),
        (
            "In 2018 80 boats sank, in 2019 35 and in 2020 only 4.",
            [(80, "2018"), (35, "2019"), (4, "2020")],
        ),
        ("Last year there were 40 leaks, 12 more than in 2018.", [(40, "last year"), (12, "2018")]),
        ("There were 40 leaks.", [(40, None)]),
    ],
)
def test_period(sentence: str, figures: list[tuple[float, str | None]]) -> None:
    assert [(one.value, one.period) for one in measures(sentence)] == figures
