"""Dates and financial years as committee papers write them."""

from datetime import date

from ingest.structure import patterns as p


def dates_in(text: str) -> list[date]:
    """Return the full dates in `text`, in reading order; impossible ones are left out."""
    found: list[tuple[int, date]] = []
    for pattern in p.DATES.values():
        for match in pattern.finditer(text):
            month = match["m"]
            number = int(month) if month.isdigit() else p.MONTHS[month.lower()]
            try:
                found.append((match.start(), date(int(match["y"]), number, int(match["d"]))))
            except ValueError:
                continue
    return [value for _, value in sorted(found)]


def year_of(text: str) -> str | None:
    """Normalise the financial year a text names: "2020–2021 (Quarter 1)" is "2020/21 (Q1)".

    None when it names none, or when the two years do not follow each other.
    """
    match = p.YEAR_SPAN.search(text)
    if match is None:
        calendar = p.CALENDAR_YEAR.match(text.strip())
        return calendar["y"] if calendar else None
    first, second = int(match["a"]), match["b"]
    if (first + 1) % 100 != int(second[-2:]) or (len(second) == 4 and int(second) != first + 1):
        return None
    year = f"{first}/{(first + 1) % 100:02d}"
    quarter = quarter_of(text)
    return f"{year} (Q{quarter})" if quarter else year


def quarter_of(text: str) -> int | None:
    """Return the quarter a text names, 1 to 4."""
    match = p.QUARTER.search(text)
    if match is None:
        return None
    return int(p.NUMBER_WORDS.get(match["n"].lower(), match["n"]))


def heading_year(text: str, context: str | None) -> str | None:
    """Return the year that a heading line stands for, None if it is no year's heading.

    A quarter alone ("Quarter 3") takes the year from `context`, an earlier normalised year.
    """
    if len(text) > 60:
        return None
    year = year_of(text)
    rest = p.QUARTER.sub(" ", p.YEAR_SPAN.sub(" ", text, count=1))
    if year is not None and p.CALENDAR_YEAR.match(text.strip()):
        return year
    if p.YEAR_FILLER.sub("", rest):
        return None
    if year is not None:
        return year
    quarter = quarter_of(text)
    if quarter is None:
        return None
    base = year_of(context) if context else None
    return f"{base.split(' ')[0]} (Q{quarter})" if base else f"Q{quarter}"
