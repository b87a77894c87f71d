"""Reading the HTML that the page is made of."""

from html.parser import HTMLParser

_VOID = {"input", "br", "img"}  # have no content, and no end tag


class Reader(HTMLParser):
    """Collects the elements of a piece of HTML, and the text inside those of one tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tag = tag
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.open: list[str] = []
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        if tag == self.tag:
            self._inside += tag not in _VOID
            self.texts.append("")
            self.attributes.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes the wrong element"
        if tag == self.tag:
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def read(html: str, tag: str) -> Reader:
    """Read a piece of HTML; every element in it must be closed in its place."""
    reader = Reader(tag)
    reader.feed(html)
    reader.close()
    assert not reader.open, f"not closed: {reader.open}"
    return reader
