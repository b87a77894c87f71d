"""Small pictures drawn in the colour of the text around them; always beside a word, never alone."""

_SHAPES = {
    "overdue": '<path d="M8 1.6 15 14H1z"/><path d="M8 6v4M8 11.6v.6"/>',
    "open": '<circle cx="8" cy="8" r="6"/>',
    "partly fulfilled": '<circle cx="8" cy="8" r="6"/><path class="full" d="M8 2a6 6 0 0 0 0 12"/>',
    "fulfilled": '<circle cx="8" cy="8" r="6"/><path d="m5 8.3 2.2 2.2L11.2 6"/>',
    "no later record": '<circle cx="8" cy="8" r="6" stroke-dasharray="2.6 2.2"/>',
    "closed": '<rect x="2.5" y="2.5" width="11" height="11" rx="1.5"/><path d="m5 5 6 6m0-6-6 6"/>',
    "changed": '<path d="M2 12.5 3 9l7-7 3 3-7 7zM9 14h5"/>',
    "claimed": '<circle class="full" cx="8" cy="8" r="5.5"/>',
    "asked": '<rect class="full" x="2.8" y="2.8" width="10.4" height="10.4" rx="1"/>',
    "promised": '<path class="full" d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>',
    "came back": '<path class="full" d="M8 2.2 14.6 13.6H1.4z"/>',
}


def icon(name: str) -> str:
    """Return the picture of a status or of a kind of moment; it is not read aloud."""
    return (
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" '
        f'focusable="false">{_SHAPES[name]}</svg>'
    )
