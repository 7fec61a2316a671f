"""Files that mean harm, or are not what they seem, end in one clear line, soon and within bounds."""

import re
import signal
import struct
import time
import zipfile
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from bench.fuzz_import import fuzz
from bench.office import docx, paragraph, zipped
from gongkai.diagnostics import Diagnostics
from gongkai.importers import bounded, importing, isolated
from gongkai.importers.bounded import MOST_SECONDS
from gongkai.importers.dates_found import periods
from gongkai.importers.document import Document, Origin, Paragraph
from gongkai.importers.escaping import escaped
from gongkai.importers.found import sentences
from gongkai.importers.labels import names_task
from gongkai.importers.readers import read
from gongkai.importers.recognize import recognize
from gongkai.importers.refusal import Refused
from gongkai.importers.status_words import whole
from gongkai.importers.totals_found import read_totals
from tests.office_files import document, lines, ole, refusal, xlsx
from tests.sites import make_site

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(document_xml: bytes) -> bytes:
    return docx(files={"word/document.xml": document_xml})


def test_a_zip_bomb_is_not_unpacked():
    begun = time.monotonic()
    padding = b"<!--" + b" " * 80_000_000 + b"-->"
    assert refusal(word(padding)).code == "import-too-large"
    assert time.monotonic() - begun < 10


def test_parts_that_say_they_are_small_are_counted_as_they_come():
    data = bytearray(word(b" " * 80_000_000))
    # What the directory says of the size is the author's to choose.
    place = data.find(struct.pack("<I", 80_000_000), data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml")))
    data[place : place + 4] = struct.pack("<I", 1000)
    assert refusal(bytes(data)).code in ("import-too-large", "import-broken")


def test_too_many_parts_are_refused():
    assert refusal(docx(paragraph("甲"), files={f"word/{n}": b"" for n in range(5001)})).code == "import-too-large"


def test_what_takes_too_long_to_recognize_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never_ending(_document: object) -> None:
        re.fullmatch(r"(?:a?){40}a{40}b", "a" * 79)

    monkeypatch.setattr(importing, "recognize", never_ending)
    monkeypatch.setattr(importing, "bounded", partial(bounded.bounded, 0.2))
    file = tmp_path / "a.txt"
    file.write_text("云山市档案馆关于巡察整改情况的通报\n", "utf-8")
    done = importing.import_file(
        make_site(tmp_path / "site"), file, language="en", organization=None, into=None, form="md"
    )
    assert [one.code for one in done.diagnostics] == ["import-too-large"]
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0


@pytest.mark.parametrize(
    "line",
    [
        "状态" + " " * 1000 + "x",
        "> " * 20000 + "，",
        "一" + " " * 45000,
        "整改" * 20000,
        "*" * 6000,
        "√" * 3000,
        "（已完成）" * 1500,
        "整改措施：已办，" * 6000,
        "二、逐项整改情况（一）" + "有关办法已经修订。" * 5000,
    ],
)
def test_a_line_of_one_sign_takes_no_time(line: str) -> None:
    text = f"云山市档案馆关于巡察整改情况的通报\n{line}\n一、关于“甲”的问题\n已完成整改。\n"
    begun = time.process_time()
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    recognize(document)
    assert time.process_time() - begun < MOST_SECONDS


@pytest.mark.parametrize("words", ["均已", "现已", "都已", "目前", "截至目前", "正在", "已经", "，"])
def test_words_of_status_that_only_repeat_take_no_time(words: str) -> None:
    begun = time.process_time()
    for text in (words * 30, words * 8000):
        assert whole(f"{text}甲") is None
        assert not read_totals(list(sentences(Paragraph(f"3个{text}甲", Origin()))))
    assert time.process_time() - begun < 2


def test_a_heading_of_spaces_takes_no_time():
    begun = time.process_time()
    assert not names_task(" " * 20_000 + "甲")
    assert time.process_time() - begun < 1


def test_a_date_before_a_row_of_spaces_takes_no_time():
    begun = time.process_time()
    assert not list(periods("2024年3月5日" + " " * 3000 + "。"))
    assert time.process_time() - begun < 1


def test_signs_that_no_text_has_are_escaped_as_any_other():
    assert escaped("甲\0" + "3\0**一是**[乙]") == "甲\0" + "3\0**一是**\\[乙\\]"


def test_rules_of_a_table_without_rows_are_no_table():
    found = document(
        "云山市档案馆关于巡察整改情况的通报\n\n| --- | --- | --- |\n|---|---|---|\n\n已完成。\n".encode(), "a.txt"
    )
    assert lines(found) == ["云山市档案馆关于巡察整改情况的通报", "已完成。"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>',
    ],
)
def test_entities_are_never_declared(declared):
    xml = f'{declared}<w:document xmlns:w="{W}"><w:body>{paragraph("甲")}</w:body></w:document>'
    assert refusal(word(xml.encode())).code == "import-broken"
    assert refusal(word(xml.encode("utf-16"))).code == "import-broken"


def test_an_entity_in_a_ledger_is_refused_too():
    data = xlsx(lambda book: book.active.append(["甲", "乙"]))
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts[name]
    assert refusal(zipped(parts), "a.xlsx").code == "import-broken"


def test_deep_nesting_is_refused():
    deep = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    assert refusal(docx(deep)).code == "import-too-large"


def test_a_style_based_on_itself_ends():
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="a"/></w:style>'
    assert lines(document(docx(paragraph("甲", '<w:pStyle w:val="a"/>'), styles=styles), "a.docx")) == ["甲"]


def test_a_note_that_refers_to_itself_ends():
    note = paragraph('<w:r><w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>')
    data = docx(
        paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=f'<w:footnote w:id="2">{note}</w:footnote>'
    )
    assert lines(document(data, "a.docx")) == ["〔注1〕注"]


def test_a_table_of_a_million_columns_is_cut():
    wide = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>' + paragraph("甲") + "</w:tc></w:tr></w:tbl>"
    )
    assert lines(document(docx(wide), "a.docx"))[0].startswith("甲")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-nothing"), (bytes(100), "import-nothing"), (b"PK\x03\x04" + bytes(50), "import-broken"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "import-other-kind"), (b"\xff\xd8\xff\xe0" + bytes(20), "import-other-kind"),
        (rb"{\rtf1\ansi text}", "import-other-kind"), (b"<!DOCTYPE html><html><body>x", "import-other-kind"),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", "import-other-kind"),
        (zipped({"OFD.xml": b"<OFD/>"}), "import-other-kind"), (zipped({"a.docx": b"x"}), "import-other-kind"),
        (zipped({"mimetype": b"a", "content.xml": b"a"}), "import-other-kind"), (b"MZ" + bytes(50) + b"x", "import-other-kind"),
        (zipped({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a"}), "import-broken"),
        (ole({"Book": b"x"}), "import-nothing"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_named(data, code):
    assert refusal(data, "通报.docx").code == code


def test_a_wrong_ending_is_said_and_does_no_harm():
    found = document(docx(paragraph("甲")), "通报.doc")
    assert found.format == "docx"
    assert any("ending" in note for note in found.notes)
    assert not document(docx(paragraph("甲")), "通报.DOCX").notes


def test_what_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr(isolated, "MOST_SECONDS", 0.5)
    with pytest.raises(Refused) as caught:
        isolated.in_own_process(_hang, b"", "a.pdf")
    assert caught.value.code == "import-too-large"


def _hang(_data: bytes, _name: str) -> Document:
    while True:
        time.sleep(1)


def test_what_takes_all_memory_is_stopped():
    with pytest.raises(Refused) as caught:
        isolated.in_own_process(_fill, b"", "a.pdf")
    assert caught.value.code == "import-too-large"


def _fill(_data: bytes, _name: str) -> Document:
    held = [bytes(64 * 1024**2)]
    while True:
        held.append(held[0] + b"x")


def test_what_breaks_off_is_said():
    with pytest.raises(Refused) as caught:
        isolated.in_own_process(_crash, b"", "a.pdf")
    assert caught.value.code == "import-broken"


def _crash(_data: bytes, _name: str) -> Document:
    import os

    os.abort()


@pytest.mark.parametrize(("name", "data", "library"), [
    ("pypdfium2", b"%PDF-1.7\n", "a.pdf"), ("python_calamine", xlsx(lambda book: book.active.append([1, 2])), "a.xlsx"),
    ("olefile", ole({"WordDocument": b"x"}), "a.doc"),
])  # fmt: skip
def test_a_missing_library_says_what_to_run(monkeypatch, name, data, library):
    import sys

    monkeypatch.setitem(sys.modules, name, None)
    finding = refusal(data, library)
    assert finding.code == "import-library"
    assert "make site" in finding.hint("zh")


def test_damaged_files_are_read_or_refused_in_one_line():
    assert fuzz(200, 7) == []
