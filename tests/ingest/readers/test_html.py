import codecs
from pathlib import Path

import pytest

from ingest.blocks import Block
from ingest.parse import parse_file
from ingest.readers import read_file

ITEMS = """<html><head><title>Minutes - Panel</title></head><body>
<div id="nav"><ul><li><a href="x">Committees</a></li></ul></div>
<h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<table class="mgItemTable"><caption>Items</caption><tr><th>No.</th><th>Item</th></tr>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">34.</p></td>
<td><p class="mgAiTitleTxt"><a href="d">Rural crime
<span class="mgFileSize">PDF 3 MB</span></a></p>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">
<p>The Panel noted the report.</p>
<ul class="mgBulletList"><li>First<ul><li>Inner</li></ul></li>
<li><p>Second</p><p>More on it</p></li></ul>
<p>It went on to say ... <a href="f">view the full minutes text for item 34.</a></p>
</div></td></tr>
<tr><td class="mgItemNumberCell">35.</td>
<td><p class="mgAiTitleTxt">Dogs pdf icon PDF 12 KB</p></td></tr>
</table><div id="footer"><a href="c">Cookies</a></div></body></html>"""


def read(path: Path, page: str | bytes) -> tuple[Block, ...]:
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_file(path).blocks


def body(path: Path, inside: str) -> list[str]:
    page = f"<!DOCTYPE html><html><body><p>Before.</p>{inside}<p>After.</p></body></html>"
    texts = [block.text for block in read(path, page)]
    assert (texts[0], texts[-1]) == ("Before.", "After.")
    return texts[1:-1]


def test_a_page_of_the_committee_system(tmp_path: Path) -> None:
    path = tmp_path / "a"
    blocks = read(path, ITEMS)
    assert [(b.kind, b.level, b.mark, b.text, b.cut_short) for b in blocks] == [
        ("heading", 1, None, "Agenda and minutes", False),
        ("heading", 0, "34.", "Rural crime", False),
        ("paragraph", 0, None, "Minutes:", False),
        ("paragraph", 0, None, "The Panel noted the report.", False),
        ("bullet", 1, None, "First", False),
        ("bullet", 2, None, "Inner", False),
        ("bullet", 1, None, "Second", False),
        ("paragraph", 0, None, "More on it", False),
        # The structure takes the number, where a page has it nowhere else, out of the link.
        (
            "paragraph",
            0,
            None,
            "It went on to say ... view the full minutes text for item 34.",
            True,
        ),
        ("heading", 0, "35.", "Dogs", False),
    ]
    assert read_file(path).declared_title == "Minutes - Panel"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 'secret';</script>",
        "<!-- secret -->",
        '<p style="display: none">secret</p>',
        '<p style="VISIBILITY:hidden !important">secret</p>',
        '<p style="color:#FFFFFF">secret</p>',
        '<p style="font-size: 0px">secret</p>',
        '<p style="position:absolute; left:-9999px">secret</p>',
        "<p hidden>secret</p>",
        '<p aria-hidden="true">secret</p>',
        '<style>.x { display:none }</style><p class="x">secret</p>',
        '<div class="cookie-banner"><p>secret</p></div>',
        '<nav><a href="a">secret</a></nav>',
        '<ul role="navigation"><li>secret</li></ul>',
        "<noscript>secret</noscript>",
        "<template><p>secret</p></template>",
        "<select><option>secret</option></select>",
    ],
)
def test_what_nobody_reads_on_the_page_is_left_out(tmp_path: Path, hidden: str) -> None:
    assert body(tmp_path / "a", hidden) == []


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="color:#fff; background-color:#123">kept</p>',
        '<p style="line-height:0; border-width:0">kept</p>',
        '<p style="font-size:0.9em">kept</p>',
        '<div class="navy"><p>kept</p></div>',
        "<div><span>ke</span>pt</div>",
    ],
)
def test_what_is_shown_is_kept(tmp_path: Path, shown: str) -> None:
    assert body(tmp_path / "a", shown) == ["kept"]


def test_numbered_lists_and_headings(tmp_path: Path) -> None:
    page = '<html><body><h2>Aims</h2><ol start="3"><li>Three</li><li>Four</li></ol>'
    blocks = read(tmp_path / "a", page + "<p><b>Bold line</b></p><p>A <b>bold</b> word</p></body>")
    assert [(b.kind, b.level, b.mark, b.strong) for b in blocks] == [
        ("heading", 2, None, True),
        ("bullet", 1, "3.", False),
        ("bullet", 1, "4.", False),
        ("heading", 0, None, True),
        ("paragraph", 0, None, False),
    ]


def test_table_rows_carry_their_column_headings(tmp_path: Path) -> None:
    table = """<table><tr><th>Area</th><th>Town</th><th>Posts</th></tr>
    <tr><td rowspan="2">North</td><td>Banbury</td><td>4</td></tr>
    <tr><td>Bicester<script>x</script></td><td></td></tr></table>"""
    assert body(tmp_path / "a", table) == [
        "Area: North; Town: Banbury; Posts: 4",
        "Area: North; Town: Bicester",
    ]


def test_line_breaks_part_names_and_not_sentences(tmp_path: Path) -> None:
    inside = "<p>Cllr Able<br>Cllr Baker</p><p>It was agreed<br>to wait.</p>"
    assert body(tmp_path / "a", inside) == ["Cllr Able", "Cllr Baker", "It was agreed to wait."]


@pytest.mark.parametrize(
    "page",
    [
        "<html><p>Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019</p>".encode("cp1252"),
        '<html><meta charset="iso-8859-1"><p>Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019</p>'.encode(
            "cp1252"
        ),
        codecs.BOM_UTF16_LE
        + "<html><p>Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019</p>".encode("utf-16-le"),
        '<html><meta charset="cp1252"><p>Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019</p>'.encode(),
        codecs.BOM_UTF8 + "<html><p>Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019</p>".encode(),
    ],
)
def test_encodings(tmp_path: Path, page: bytes) -> None:
    assert [b.text for b in read(tmp_path / "a", page)] == [
        "Caf\u00e9 \u00a35 \u2013 \u2018yes\u2019"
    ]


def test_a_page_that_nests_deeper_than_python_can(tmp_path: Path) -> None:
    assert body(tmp_path / "a", "<div>" * 20_000 + "deep" + "</div>" * 20_000) == ["deep"]


def test_a_page_named_pdf_is_read_as_the_page_it_is(tmp_path: Path) -> None:
    assert len(read(tmp_path / "minutes.pdf", ITEMS)) == 10


WITHOUT_NUMBERS = """<html><head><title>Agenda and minutes</title></head><body>
<h1>Agenda and minutes</h1><p>Lowmoor Police and Crime Panel</p><p>Friday, 4th March, 2022</p>
<table class="mgItemTable">
<tr><td><p class="mgAiTitleTxt">Apologies for absence</p><p>Minutes:</p>
<p>There were none. <a href="x">view the full minutes text for item 41/22</a></p></td></tr>
<tr><td><p class="mgAiTitleTxt">Knife crime</p><p>To receive a report.</p><p>Minutes:</p>
<p>Knife crime had fallen by  ...  <a href="x">view the full minutes text for item 42/22</a></p>
</td></tr>
<tr><td><p class="mgAiTitleTxt">Work programme</p><p>Minutes:</p>
<p>The Panel noted the work programme.</p>
<p><a href="x">view the full minutes text for item 43/22</a></p></td></tr>
</table></body></html>"""


def test_a_page_without_a_column_of_numbers_keeps_those_in_its_links(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(WITHOUT_NUMBERS)
    passages = parse_file(path).passages
    titles = [(p.place.item, p.text) for p in passages if p.part == "item_title"]
    assert titles == [
        ("41/22", "Apologies for absence"),
        ("42/22", "Knife crime"),
        ("43/22", "Work programme"),
    ]
    cut = [(p.place.item, p.text) for p in passages if p.cut_short]
    assert cut == [
        ("41/22", "There were none."),
        ("42/22", "Knife crime had fallen by"),
        ("43/22", "The Panel noted the work programme."),
    ]
    assert not any("full minutes" in p.text for p in passages)
