"""Word files are read as they are seen: counted numbers, insertions, controls, boxes, merged cells, each once."""

import pytest

from bench.office import abstract, cell, docx, level, number, numbered, paragraph, run, style, table
from gongkai.importers.document import Paragraph
from gongkai.importers.word_numerals import counted
from tests.office_files import document, lines, refusal, the_table

HAN = abstract(
    0, level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def read(*body, **parts):
    return document(docx(*body, **parts), "通报.docx")


def test_numbers_that_word_counts_are_restored_and_counted_as_restored():
    found = read(
        numbered("组织领导", 1), numbered("提高认识", 1, 1), numbered("压实责任", 1, 1), numbered("整改情况", 1),
        numbered("聚焦职责", 1, 1), numbered("学习不够", 1, 2), numbering=HAN + number(1, 0),
    )  # fmt: skip
    assert lines(found) == [
        "一、组织领导",
        "（一）提高认识",
        "（二）压实责任",
        "二、整改情况",
        "（一）聚焦职责",
        "1.学习不够",
    ]
    assert [block.text[: block.restored] for block in found.blocks if isinstance(block, Paragraph)][1] == "（一）"
    assert found.source == "组织领导提高认识压实责任整改情况聚焦职责学习不够"
    assert found.notes


def test_a_list_that_starts_anew_does_so_once():
    numbering = HAN + number(1, 0) + number(2, 0, {0: 1}) + number(3, 0)
    found = read(
        numbered("甲", 1),
        numbered("乙", 1),
        numbered("丙", 2),
        numbered("丁", 2),
        numbered("戊", 3),
        numbering=numbering,
    )
    assert lines(found) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_a_level_that_may_not_restart_goes_on():
    own = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>'))
    found = read(
        numbered("甲", 1), numbered("乙", 1, 1), numbered("丙", 1), numbered("丁", 1, 1), numbering=own + number(1, 0)
    )
    assert lines(found) == ["1.甲", "(1)乙", "2.丙", "(2)丁"]


def test_higher_numbers_stand_in_lower_ones_and_legal_style_is_decimal():
    own = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
    found = read(numbered("甲", 1), numbered("乙", 1, 1), numbered("丙", 1, 1), numbering=own + number(1, 0))
    assert lines(found) == ["一、甲", "1.1 乙", "1.2 丙"]


def test_a_style_carries_its_list_and_a_paragraph_may_leave_it():
    own = abstract(0, level(0, "chineseCounting", "%1、", more='<w:pStyle w:val="h1"/>'))
    numbering = own + number(1, 0)
    styles = style("h1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>')
    styles += style("h1b", based_on="h1")
    found = read(
        paragraph("甲", '<w:pStyle w:val="h1"/>'),
        paragraph("乙", '<w:pStyle w:val="h1b"/>'),
        numbered("丙", 0, properties='<w:pStyle w:val="h1"/>'),
        numbering=numbering,
        styles=styles,
    )
    assert lines(found) == ["一、甲", "二、乙", "丙"]
    assert [block.level for block in found.blocks] == [1, 1, 1]


def test_a_list_may_stand_for_the_list_of_a_style():
    numbering = (
        abstract(0, level(0, "decimal", "%1、"))
        + abstract(1, '<w:numStyleLink w:val="s"/>')
        + number(1, 0)
        + number(2, 1)
    )
    styles = style("s", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    assert lines(read(numbered("甲", 2), numbering=numbering, styles=styles)) == ["1、甲"]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 105, "一百零五"),
        ("ideographTraditional", 3, "丙"), ("ideographDigital", 24, "二四"), ("decimalEnclosedCircle", 12, "⑫"),
        ("decimalEnclosedCircleChinese", 21, "㉑"), ("upperRoman", 4, "IV"), ("lowerLetter", 27, "aa"),
        ("japaneseCounting", 110, "一百一十"), ("chineseLegalSimplified", 12, "壹拾贰"), ("decimalZero", 3, "03"),
        ("chineseCountingThousand", 10010, "一万零一十"), ("ideographEnclosedCircle", 11, "11"), ("unknown", 7, "7"),
    ],
)  # fmt: skip
def test_numerals_are_those_of_word(form, value, shown):
    assert counted(value, form) == shown


def test_insertions_are_kept_and_deletions_left_out():
    found = read(
        paragraph(
            run("整改")
            + "<w:ins>"
            + run("基本")
            + "</w:ins><w:del><w:r><w:delText>全部</w:delText></w:r></w:del>"
            + run("完成")
        ),
        paragraph(run("后半") + "<w:moveFrom>" + run("搬走") + "</w:moveFrom><w:moveTo>" + run("搬来") + "</w:moveTo>"),
        paragraph("接下", "<w:rPr><w:del/></w:rPr>"),
        paragraph("一段"),
    )
    assert lines(found) == ["整改基本完成", "后半搬来", "接下一段"]
    assert any("tracked" in note for note in found.notes)
    assert "搬走" not in found.source


def test_what_is_in_content_controls_links_and_fields_is_text():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("控件里的一段") + "</w:sdtContent></w:sdt>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("结果") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = "<w:hyperlink>" + run("链接") + '</w:hyperlink><w:fldSimple w:instr="X">' + run("简单") + "</w:fldSimple>"
    assert lines(read(control, paragraph(field + link))) == ["控件里的一段", "结果链接简单"]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph('框里的字')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box.replace('框', '旧框')}</v:textbox></w:pict></w:r>"
    found = read(paragraph(run("正文") + both), paragraph(old))
    assert lines(found) == ["正文", "框里的字", "旧框里的字"]
    assert found.source == "正文框里的字旧框里的字"


def test_merged_cells_keep_their_places():
    found = read(
        table(
            cell("序号") + cell("问题", '<w:gridSpan w:val="2"/>'),
            cell("1", '<w:vMerge w:val="restart"/>') + cell("甲") + cell("已完成"),
            cell("", "<w:vMerge/>") + cell("乙") + cell("推进中"),
        )
    )
    rows = the_table(found).rows
    assert [[one.text for one in row] for row in rows] == [
        ["序号", "问题", ""],
        ["1", "甲", "已完成"],
        ["", "乙", "推进中"],
    ]
    assert rows[0][2].covered == "left"
    assert rows[2][0].covered == "above"


def test_a_table_in_a_cell_becomes_lines_and_a_frame_is_no_table():
    inner = table(cell("电话") + cell("0579-85550123"))
    found = read(table(cell(paragraph("联系方式") + inner) + cell("备注")))
    assert the_table(found).rows[0][0].text == "联系方式\n电话\t0579-85550123"
    assert lines(read(table(cell(paragraph("第一段") + paragraph("第二段"))))) == ["第一段", "第二段"]


def test_numbers_counted_in_cells_are_known_as_such():
    found = read(
        table(cell(numbered("", 1)) + cell("甲"), cell(numbered("乙", 1)) + cell("丙")), numbering=HAN + number(1, 0)
    )
    assert the_table(found).rows[1][0].text.endswith("乙")
    assert the_table(found).rows[1][0].restored


def test_notes_follow_their_paragraph_and_heads_are_set_aside():
    section = '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>'
    found = read(
        paragraph(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), paragraph("下一段"), section,
        footnotes=f'<w:footnote w:id="2">{paragraph("脚注")}</w:footnote>',
        header=paragraph("内部资料"), footer=paragraph("— 3 —"),
    )  # fmt: skip
    assert lines(found) == ["正文", "〔注1〕脚注", "下一段"]
    assert [(one.text, one.kind) for one in found.removed] == [("内部资料", "running-head"), ("— 3 —", "page-number")]
    assert "脚注" in found.source


def test_hidden_text_is_left_out_and_said():
    found = read(paragraph(run("看得见") + run("看不见", "<w:vanish/>")))
    assert lines(found) == ["看得见"]
    assert found.source == "看得见"
    assert found.notes == ("Hidden text was left out.",)


def test_signs_breaks_and_hyphens_are_kept():
    content = (
        run("0571") + "<w:r><w:noBreakHyphen/></w:r>" + run("8705") + "<w:r><w:softHyphen/></w:r>"
        '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:tab/></w:r>' + run("已完成")
    )
    assert lines(read(paragraph(content))) == ["0571-8705☑\t已完成"]
    broken = run("一、组织领导") + "<w:r><w:br/></w:r>" + run("（一）提高认识")
    assert lines(read(paragraph(broken))) == ["一、组织领导", "（一）提高认识"]


def test_headings_centred_and_bold_come_from_styles_and_by_hand():
    styles = style("t", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>') + style("x", based_on="t")
    found = read(
        paragraph("标题", '<w:pStyle w:val="x"/>'),
        paragraph("一级", '<w:outlineLvl w:val="0"/>'),
        paragraph(run("半", "<w:b/>") + run("粗")),
        styles=styles,
    )
    assert [(block.level, block.centred, block.bold) for block in found.blocks] == [
        (0, True, True),
        (1, False, False),
        (0, False, False),
    ]


def test_a_table_of_contents_is_set_aside():
    found = read(
        paragraph("一、组织领导\t1", '<w:pStyle w:val="c"/>'), paragraph("正文"), styles=style("c", name="toc 1")
    )
    assert lines(found) == ["正文"]
    assert [one.kind for one in found.removed] == ["contents"]


def test_macros_are_left_alone_and_said():
    found = document(docx(paragraph("正文"), files={"word/vbaProject.bin": b"x"}), "通报.docm")
    assert lines(found) == ["正文"]
    assert "macros" in found.notes[0]


def test_strict_documents_are_read():
    data = docx(paragraph("正文"))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    import zipfile
    from io import BytesIO

    from bench.office import zipped

    with zipfile.ZipFile(BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    data = zipped({name: content.replace(usual, strict) for name, content in files.items()})
    assert lines(document(data, "a.docx")) == ["正文"]


def test_an_empty_document_says_so():
    assert refusal(docx(paragraph(""))).code == "import-nothing"
