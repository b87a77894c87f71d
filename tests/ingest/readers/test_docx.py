from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.ingest.readers.makers import blocks_of, make_docx, texts_of


def test_headings_by_style_by_size_and_by_bold(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        d.add_heading("Report", level=1)
        d.add_paragraph("An ordinary paragraph that is longer than all the headings together.")
        big = d.add_paragraph().add_run("Larger")
        big.bold, big.font.size = True, Pt(16)
        d.add_paragraph().add_run("2019/20:").bold = True
        mixed = d.add_paragraph()
        mixed.add_run("Aim: ").bold = True
        mixed.add_run("more trust")

    found = [
        (b.kind, b.level, b.strong, b.text) for b in blocks_of(make_docx(tmp_path / "a", fill))
    ]
    assert found[0] == ("heading", 1, True, "Report")
    assert found[2][0::2] == ("heading", True)
    assert found[2][1] >= 1
    assert found[3:] == [
        ("heading", 0, True, "2019/20:"),
        ("paragraph", 0, False, "Aim: more trust"),
    ]


def test_lists_have_marks_and_levels(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        for style, text in (
            ("List Number", "One"),
            ("List Number", "Two"),
            ("List Bullet", "Dot"),
            ("List Bullet 2", "Inner dot"),
        ):
            d.add_paragraph(text, style=style)

    found = [(b.kind, b.level, b.mark, b.text) for b in blocks_of(make_docx(tmp_path / "a", fill))]
    assert [(k, level, t) for k, level, _, t in found] == [
        ("bullet", 1, "One"),
        ("bullet", 1, "Two"),
        ("bullet", 1, "Dot"),
        ("bullet", 2, "Inner dot"),
    ]
    assert [mark for _, _, mark, _ in found[:2]] == ["1.", "2."]
    assert found[2][2] is None


def test_table_rows_carry_their_column_headings(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        table = d.add_table(rows=3, cols=3)
        for row, texts in zip(
            table.rows,
            (["Area", "Town", "Posts"], ["North", "Banbury", "4"], ["", "Bicester", "6"]),
            strict=True,
        ):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    assert texts_of(make_docx(tmp_path / "a", fill)) == [
        "Area: North; Town: Banbury; Posts: 4",
        "Area: North; Town: Bicester; Posts: 6",
    ]


def test_text_that_word_does_not_print_is_left_out(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        paragraph = d.add_paragraph("Shown. ")
        paragraph.add_run("secret").font.hidden = True
        paragraph.add_run("secret").font.color.rgb = RGBColor(255, 255, 255)
        deleted = OxmlElement("w:del")
        deleted.append(paragraph.add_run("secret")._r)
        paragraph._p.append(deleted)
        inserted = OxmlElement("w:ins")
        inserted.append(paragraph.add_run("Added.")._r)
        paragraph._p.append(inserted)

    assert texts_of(make_docx(tmp_path / "a", fill)) == ["Shown. Added."]


def test_content_controls_and_text_boxes_are_read(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        content.append(d.add_paragraph("In a control.")._p)
        control.append(content)
        d.element.body.insert(0, control)
        anchor = d.add_paragraph("Anchor.")
        box = OxmlElement("w:txbxContent")
        box.append(d.add_paragraph("In a box.")._p)
        picture = OxmlElement("w:pict")
        picture.append(box)
        anchor.add_run()._r.append(picture)

    assert texts_of(make_docx(tmp_path / "a", fill)) == ["In a control.", "Anchor.", "In a box."]


def test_line_breaks_part_names_and_not_sentences(tmp_path: Path) -> None:
    def fill(d: Document) -> None:
        names = d.add_paragraph("Cllr Able")
        names.add_run().add_break()
        names.add_run("Cllr Baker")
        wrapped = d.add_paragraph("It was agreed")
        wrapped.add_run().add_break()
        wrapped.add_run("to wait.")

    assert texts_of(make_docx(tmp_path / "a", fill)) == [
        "Cllr Able",
        "Cllr Baker",
        "It was agreed to wait.",
    ]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("lowerLetter", "(%1)", ["(a)", "(b)"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("decimal", "Item %1", ["Item 1", "Item 2"]),
    ],
)
def test_numbers_are_shown_as_word_prints_them(
    tmp_path: Path, form: str, text: str, expected: list[str]
) -> None:
    def fill(d: Document) -> None:
        d.add_paragraph("One", style="List Number")
        d.add_paragraph("Two", style="List Number")
        style = d.styles["List Number"].element.pPr.numPr.numId.val
        numbering = d.part.numbering_part.element
        num = next(n for n in numbering.findall(qn("w:num")) if n.numId == style)
        abstract = next(
            a
            for a in numbering.findall(qn("w:abstractNum"))
            if a.get(qn("w:abstractNumId")) == str(num.abstractNumId.val)
        )
        level = abstract.find(qn("w:lvl"))
        level.find(qn("w:numFmt")).set(qn("w:val"), form)
        level.find(qn("w:lvlText")).set(qn("w:val"), text)

    assert [b.mark for b in blocks_of(make_docx(tmp_path / "a", fill))] == expected


def test_the_declared_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Progress report"
    document.add_paragraph("Text.")
    document.save(str(tmp_path / "a"))
    from ingest.readers import read_file

    assert read_file(tmp_path / "a").declared_title == "Progress report"
