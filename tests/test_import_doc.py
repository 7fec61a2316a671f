"""Old Word files are read as far as it goes, and what is missing is said."""

from gongkai.importers.recognize import recognize
from tests.office_files import doc, document, lines, ole, refusal, the_table


def test_paragraphs_of_both_widths_are_read():
    found = document(doc("关于整改情况的通报\r一、组织领导\x0b（一）提高认识\r", narrow="No. 7\r"), "通报.doc")
    assert lines(found) == ["No. 7", "关于整改情况的通报", "一、组织领导", "（一）提高认识"]
    assert [block.origin.line for block in found.blocks] == [1, 2, 3, 4]
    assert len(found.notes) == 1


def test_fields_give_their_results_and_heads_are_set_aside():
    text = "电话\x130571 HYPERLINK\x140571\x1e8705\x15。\r图\x01\r"
    found = document(doc(text, heads="内部资料\r— 3 —\r"), "通报.doc")
    assert lines(found) == ["电话0571-8705。", "图"]
    assert [(one.text, one.kind) for one in found.removed] == [("内部资料", "running-head"), ("— 3 —", "page-number")]


def test_a_table_is_read_row_by_row():
    found = document(doc("台账\r序号\x07问题\x07\x071\x07学习不够\r深入\x07\x07说明。\r"), "台账.wps")
    assert [[cell.text for cell in row] for row in the_table(found).rows] == [["序号", "问题"], ["1", "学习不够\n深入"]]
    assert [lines(found)[0], lines(found)[-1]] == ["台账", "说明。"]


def test_lists_that_word_counts_are_said_to_be_missing():
    assert len(document(doc("正文\r", lists=True), "a.doc").notes) == 2


def test_problems_are_marked_where_the_numbers_that_word_counted_are_missing():
    text = "水务局关于巡察整改情况的通报\r现通报如下。\r问题1：档案管理不规范\r整改情况：逐件核对。\r整改状态：已完成\r"
    for lists, sure in ((True, False), (False, True)):
        problem = recognize(document(doc(text, lists=lists), "a.doc")).problems[0]
        assert {field.is_sure for field in problem.fields.values()} == {sure}


def test_a_password_and_an_old_word_are_refused():
    assert refusal(doc("正文\r", flags=0x0300), "a.doc").code == "import-encrypted"
    assert refusal(ole({"WordDocument": b"\xdb\xa5\x2d\x00" + bytes(600)}), "a.doc").code == "import-other-kind"
    assert refusal(ole({"EncryptedPackage": b"x"}), "a.docx").code == "import-encrypted"
    assert refusal(ole({"PowerPoint Document": b"x"}), "a.doc").code == "import-other-kind"


def test_a_broken_file_says_so():
    data = doc("正文\r")
    assert refusal(data[:700], "a.doc").code == "import-broken"
