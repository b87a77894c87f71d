import os
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import DocumentError
from ingest.readers import Limits, read_file
from tests.ingest.readers.makers import make_docx, make_pdf, make_table_pdf, write_lines, zip_bytes

PAGE = b"""<html><head><style>.a{display:none}</style></head><body><h1>Title</h1>
<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td colspan=2>2</td></tr></table>
<ol start=2><li>One<li>Two</ol><p style="color:white">x</p>Text</body></html>"""


def refused(path: Path, limits: Limits | None = None) -> str:
    """The one line that a file is refused with, which names it and says what to do."""
    with pytest.raises(DocumentError) as caught:
        read_file(path, limits)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert len(message) < 200 + len(str(path))
    return message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\x00\x00", "is empty"),
        (b"%PDF-1.7\n", "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".docx or PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "PNG"),
        (b"\x7fELF" + b"\x01\x00" * 40, "program"),
        (bytes(range(256)) * 20, "known format"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n<html>", ".mht"),
        (zip_bytes(xl__workbook=b"x"), "spreadsheet"),
        (zip_bytes(a=b"x"), "unpack"),
        (zip_bytes(**{"word__document.xml": b"<broken"}), "damaged"),
        (zip_bytes(**{"word__other.xml": b"<a/>"}), "damaged"),
        (b"<html><body><script>x</script></body></html>", "holds no text"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert says in refused(path)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    assert "is not there" in refused(tmp_path / "missing")
    assert "folder" in refused(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    secret.chmod(0)
    if os.access(secret, os.R_OK):  # the superuser may read everything: refuse in its place

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
    assert "permissions" in refused(secret)


def test_odd_file_names_stay_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\nb\x1b[31m\udcff"
    path.write_bytes(b"")
    with pytest.raises(DocumentError) as caught:
        read_file(path)
    assert str(caught.value).isprintable()


def test_limits_on_size_pages_and_time(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a", *[lambda c: write_lines(c, ["Text."])] * 3)
    assert len(read_file(path, Limits(max_pages=3)).blocks) == 3
    assert "has 3 pages" in refused(path, Limits(max_pages=2))
    assert "larger than" in refused(path, Limits(max_bytes=100))
    assert "longer than" in refused(path, Limits(seconds=0))


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a"), encrypt="word")
    canvas.drawString(72, 700, "Text.")
    canvas.save()
    assert "encrypted" in refused(tmp_path / "a")


def test_a_pdf_that_is_cut_off_fails_or_keeps_whole_pages(tmp_path: Path) -> None:
    whole = make_pdf(tmp_path / "a", lambda c: write_lines(c, ["Text."])).read_bytes()
    (tmp_path / "b").write_bytes(whole[: len(whole) // 3])
    refused(tmp_path / "b")


def test_decompression_bombs(tmp_path: Path) -> None:
    limits = Limits(max_expanded_bytes=1_000_000)
    word = tmp_path / "word"
    word.write_bytes(zip_bytes(**{"word__document.xml": b"<a>" + b" " * 2_000_000 + b"</a>"}))
    assert "unpacks to more" in refused(word, limits)
    for layers in (1, 2):
        packed = b" " * 2_000_000
        for _ in range(layers):
            packed = zlib.compress(packed)
        names = b" ".join([b"/FlateDecode"] * layers)
        path = tmp_path / f"pdf{layers}"
        path.write_bytes(
            b"%PDF-1.4\n1 0 obj\n<< /Filter ["
            + names
            + b"] /Length "
            + str(len(packed)).encode()
            + b" >>\nstream\n"
            + packed
            + b"\nendstream\nendobj\n"
        )
        assert "unpacks to more" in refused(path, limits)


def test_entities_in_a_word_file_are_not_expanded(tmp_path: Path) -> None:
    evil = b"""<!DOCTYPE a [<!ENTITY a "secret"><!ENTITY f SYSTEM "file:///etc/hostname">]>
    <w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Text&a;&f;</w:t></w:r></w:p></w:body>
    </w:document>"""
    path = tmp_path / "a"
    path.write_bytes(zip_bytes(**{"word__document.xml": evil}))
    assert [block.text for block in read_file(path).blocks] == ["Text"]


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("originals")
    rows = [["A", "B", "C"], ["1", "2", "3"]]

    def fill(document) -> None:  # type: ignore[no-untyped-def]
        document.add_heading("Title", level=1)
        document.add_paragraph("Text", style="List Number")
        document.add_table(rows=2, cols=2)

    return [
        make_pdf(folder / "a", lambda c: write_lines(c, ["One", "Two"])).read_bytes(),
        make_table_pdf(folder / "b", rows, []).read_bytes(),
        make_docx(folder / "c", fill).read_bytes(),
        PAGE,
    ]


def outcome(path: Path) -> None:
    """Read a damaged file: blocks or the one error; anything else fails the test."""
    try:
        document = read_file(path, Limits(seconds=25, ocr_seconds=5))
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert all(block.text and "\n" not in block.text for block in document.blocks)
        for box in (box for block in document.blocks for box in block.boxes):
            assert 0 <= box.x0 <= box.x1 <= 1
            assert 0 <= box.y0 <= box.y1 <= 1


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(min_size=1, max_size=6)), max_size=12
)


@settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(which=st.integers(0, 3), edits=EDITS, keep=st.floats(0.2, 1))
def test_damaged_files_are_read_or_refused(
    tmp_path: Path,
    originals: list[bytes],
    which: int,
    edits: list[tuple[float, int, bytes]],
    keep: float,
) -> None:
    data = bytearray(originals[which])
    for place, kind, new in edits:
        at = int(place * len(data))
        if kind == 0:
            data[at : at + len(new)] = new
        elif kind == 1:
            data[at:at] = new
        elif kind == 2:
            del data[at : at + len(new)]
        else:
            data[at:at] = data[at : at + 200]
    if keep < 0.6:
        del data[int(len(data) * keep * 1.6) :]
    path = tmp_path / "fuzz"
    path.write_bytes(data)
    outcome(path)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    xml=st.lists(
        st.sampled_from(
            [
                "<w:p>",
                "</w:p>",
                "<w:r>",
                "</w:r>",
                "<w:t>a</w:t>",
                "<w:tbl>",
                "</w:tbl>",
                "<w:tr>",
                "</w:tr>",
                "<w:tc>",
                "</w:tc>",
                '<w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr>',
                '<w:rPr><w:sz w:val="nan"/></w:rPr>',
                "<w:br/>",
                '<w:sym w:char="zz"/>',
                '<w:tcPr><w:gridSpan w:val="1e9"/></w:tcPr>',
            ]
        ),
        max_size=30,
    )
)
def test_word_files_with_unlikely_markup(tmp_path: Path, xml: list[str]) -> None:
    inside = "".join(xml)
    path = tmp_path / "fuzz"
    document = f'<w:document xmlns:w="w"><w:body>{inside}</w:body></w:document>'.encode()
    path.write_bytes(zip_bytes(**{"word__document.xml": document}))
    outcome(path)


def test_the_engine_is_free_again_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"%PDF-1.7\nnothing")
    refused(tmp_path / "bad")
    good = make_pdf(tmp_path / "good", lambda c: write_lines(c, ["Text."]))
    assert [block.text for block in read_file(good).blocks] == ["Text."]
    assert len(pdfium.PdfDocument(good)) == 1
