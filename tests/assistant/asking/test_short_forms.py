"""Short forms of years."""

import pytest

from assistant.asking.short_forms import full_years


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("ferries in 19/20?", "ferries in 2019/20?"),
        ("ferries 19-20", "ferries 2019-20"),
        ("what changed between 19/20 and 20/21", "what changed between 2019/20 and 2020/21"),
        ("what was said under 13/21", "what was said under 13/21"),
        ("what was said under item 19/20", "what was said under item 19/20"),
        ("ferries in 2019/20", "ferries in 2019/20"),
        ("on 19/20/21", "on 19/20/21"),
        ("who answered 20/21", "who answered 20/21"),
    ],
)
def test_years(typed: str, full: str) -> None:
    items = set() if "between" in typed else {"20/21"}
    assert full_years(typed, items) == full
