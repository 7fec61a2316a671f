"""However a notice numbers its problems, names them and tells of each, they are found, with what was found and how far."""

import time

import pytest

from gongkai.diagnostics import Diagnostics
from gongkai.importers.draft import draft
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize

# One finding whose words say that something was wrong, two whose words alone do not.
FINDINGS = [
    "档案数字化进度滞后",
    "库房钥匙一人保管",
    "“三会一课”记录雷同",
    "查阅窗口中午没有人值班",
    "外包合同验收打折扣",
]
HAN = "一二三四五"
STYLES = {
    "（一）": lambda index: f"（{HAN[index]}）",
    "1、": lambda index: f"{index + 1}、",
    "1.": lambda index: f"{index + 1}．",
    "（1）": lambda index: f"（{index + 1}）",
    "①": lambda index: "①②③④⑤"[index],
    "一是": lambda index: f"{HAN[index]}是",
    "第一，": lambda index: f"第{HAN[index]}，",
    "第一项": lambda index: f"第{HAN[index]}项　",
    "问题1：": lambda index: f"问题{index + 1}：",
    "【问题1】": lambda index: f"【问题{index + 1}】",
    "（一）问题1：": lambda index: f"（{HAN[index]}）问题{index + 1}：",
    "——": lambda _: "——",
    "01": lambda index: f"0{index + 1} ",
    "2.1": lambda index: f"2.{index + 1} ",
    "2-1": lambda index: f"2-{index + 1} ",
    "A.": lambda index: f"{'ABCDE'[index]}.",
    "no number": lambda _: "",
}
TITLES = ["关于“{}”的问题", "针对“{}”问题整改情况", "关于{}的问题", "关于{}问题的整改情况"]
MEASURES = "组织人员逐件核对，补录目录数据。修订管理办法"
FORMS = {
    "in the same paragraph": "{title}。{measures}。该问题{whole}。",
    "in a paragraph below": "{title}\n{measures}。该问题{whole}。",
    "under labels": "{title}\n整改情况：{measures}。\n责任单位：办公室\n整改状态：{short}",
    "in clauses": "{title}\n整改落实情况：一是逐件核对。二是修订办法。该问题{whole}。",
    "in brackets": "{title}（{short}）\n{measures}。",
}


def recognized(problems: list[str]) -> Recognized:
    lines = [
        "云山市档案馆关于巡察整改情况的通报",
        "2023年3月1日至4月28日，市委第三巡察组对市档案馆党组开展了常规巡察，6月2日反馈了巡察意见。",
        "一、整改工作总体情况",
        "市档案馆党组高度重视，召开会议研究部署。巡察反馈的5个问题，已完成整改4个，正在推进1个。",
        "二、反馈问题整改情况",
        *problems,
        "三、下一步工作打算",
        "继续巩固整改成果。",
        "联系电话：0579-85550123",
        "云山市档案馆",
        "2023年12月1日",
    ]
    return _recognized("\n".join(lines))


# So long that no line of the text is taken for a part of a paragraph.
ABOVE = "水务局关于巡察整改情况的通报\n根据市委统一部署，第三巡察组对水务局党组开展了常规巡察，反馈了意见。局党组高度重视，逐条研究，制定方案，明确责任，倒排工期，推动整改落到实处，现将有关情况通报如下。\n"


def _recognized(text: str) -> Recognized:
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    return recognize(document)


# In these nobody could tell measures from problems.
AMBIGUOUS = {("一是", "in clauses"), ("no number", "in the same paragraph"), ("no number", "in brackets")}


@pytest.mark.parametrize(("style", "form"), sorted({(style, form) for style in STYLES for form in FORMS} - AMBIGUOUS))
def test_problems_are_found_however_they_are_numbered(style: str, form: str) -> None:
    for title in TITLES:
        written = [
            FORMS[form].format(
                title=STYLES[style](index) + title.format(finding),
                measures=MEASURES,
                whole="正在持续推进" if index == 3 else "已完成整改",
                short="持续推进" if index == 3 else "已完成",
            )
            for index, finding in enumerate(FINDINGS)
        ]
        found = recognized(written).problems
        assert [str(one.fields["finding"].value) for one in found] == FINDINGS, title
        assert [one.status.value for one in found] == ["done", "done", "done", "in_progress", "done"], title


def test_a_status_that_is_not_stated_is_none_that_cannot_be_read():
    text = ABOVE + "问题1：档案管理不规范\n整改情况：逐件核对。\n整改状态：{}\n"
    assert "status" not in _recognized(text.format("未注明")).problems[0].fields
    assert _recognized(text.format("另行研究")).problems[0].fields["status"].value is None


WAYS_TO_SAY_WHICH = {
    "paragraphs that begin with the name of the problem": (
        "（一）服务群众有差距\n关于网点偏少问题。增设网点3处。该问题已完成整改。\n关于证明过多问题。取消17种。该问题正在整改。\n"
        "（二）内部管理不严\n关于仓库账目不清问题。逐笔核对。该问题已完成整改。\n",
        ["关于网点偏少问题", "关于证明过多问题", "关于仓库账目不清问题"],
    ),
    "lines without numbers, of which only some say something wrong": (
        "服务网点偏少\n增设网点3处。\n“窗口午休”群众扑空\n安排轮班。\n仓库账目不清\n逐笔核对。\n人员管理松散\n每月点名。\n",
        ["服务网点偏少", "“窗口午休”群众扑空", "仓库账目不清", "人员管理松散"],
    ),
    "a list of which only one says something wrong": (
        "（1）窗口午休无人值守，群众来访扑空\n整改情况：已整改到位。安排轮班。\n（2）仓库账目管理混乱\n整改情况：已整改到位。"
        "核对账目。\n（3）外勤补贴一人领两份\n整改情况：持续整改中。追回补贴。\n",
        ["窗口午休无人值守，群众来访扑空", "仓库账目管理混乱", "外勤补贴一人领两份"],
    ),
    "a measure that sounds like a finding": (
        "1.关于网点偏少问题\n（1）增设网点3处。\n（2）还有8处未接通。\n该问题正在整改。\n2.关于证明过多问题\n（1）取消17种。\n"
        "该问题已完成整改。\n",
        ["关于网点偏少问题", "关于证明过多问题"],
    ),
}


@pytest.mark.parametrize("way", WAYS_TO_SAY_WHICH)
def test_the_problems_are_those_that_most_of_the_document_speaks_for(way):
    body, titles = WAYS_TO_SAY_WHICH[way]
    text = f"{ABOVE}一、反馈问题整改情况\n{body}二、下一步打算\n持续巩固。\n"
    found = _recognized(text)
    assert [str(problem.fields["title"].value).rstrip("。") for problem in found.problems] == titles


@pytest.mark.parametrize("set_off", ["整改情况：", "【整改情况】", "整改情况——", "（整改情况）"])
def test_a_label_may_be_set_off_in_several_ways(set_off):
    text = f"{ABOVE}（一）档案管理不规范\n{set_off}逐件核对。\n（二）账目不清\n{set_off}核对。\n"
    assert [len(problem.measures) for problem in _recognized(text).problems] == [1, 1]


@pytest.mark.parametrize(
    "row",
    ["{}.关于项目{}管理不规范的问题。修订办法。已完成整改。\n", "{}\t项目{}管理不规范\t办公室\t2024年6月\t已完成\n"],
)
def test_hundreds_of_problems_take_no_longer_than_their_number(row: str) -> None:
    head = "序号\t反馈问题\t责任单位\t完成时限\t整改状态\n" if "\t" in row else ""
    rows = "".join(row.format(number, number) for number in range(1, 501))
    document = read(f"云山市档案馆关于巡察整改情况的通报\n{head}{rows}".encode(), "a.txt", Diagnostics())
    assert document
    begun = time.process_time()
    assert len(recognize(document).problems) == 500
    assert time.process_time() - begun < 2.5


FORM = """任务编号：{number}
问题名称：{title}
具体表现：
{title}，
群众有意见。
责任单位：河湖科
　　　　　水库科
完成时限：2024年{month}月底
进展：
1.修订考核办法；
2.按季通报。
{said}
"""


@pytest.mark.parametrize("numbers", [("云溪-01", "云溪-02", "云溪-03"), ("6", "11", "12")])
def test_forms_line_by_line_keep_what_stands_in_each_of_them(numbers):
    said = ("已完成整改。", "正在推进。", "完成整改并销号（2024年7月25日）。")
    forms = "\n".join(
        FORM.format(number=number, title=title, month=month, said=words)
        for number, title, month, words in zip(numbers, FINDINGS, (6, 8, 12), said, strict=False)
    )
    found = _recognized(f"{ABOVE}一、整改任务进展\n{forms}")
    rows = [
        {name: str(problem.fields[name].value) for name in ("number", "title", "finding", "unit", "deadline")}
        for problem in found.problems
    ]
    assert rows == [
        {
            "number": number,
            "title": title,
            "finding": f"{title}，群众有意见。",
            "unit": "河湖科、水库科",
            "deadline": f"2024-{month:02}",
        }
        for number, title, month in zip(numbers, FINDINGS, (6, 8, 12), strict=False)
    ]
    assert [problem.status.value for problem in found.problems] == ["done", "in_progress", "done"]
    assert all(one.held for one in draft(found, str, "notices/a/b.md").checks if one.name == "characters")


@pytest.mark.parametrize(
    "line",
    [
        "（{han}）{status}的问题如下：",
        "（{han}）{status}的问题：",
        "（{han}）{status}的5个问题",
        "{status}的问题如下：",
        "{status}的问题：",
        "以下问题{status}：",
    ],
)
def test_groups_by_status_are_read_however_they_are_introduced(line):
    groups = {"已完成整改": FINDINGS[:2], "基本完成整改": FINDINGS[2:3], "需持续推进整改": FINDINGS[3:]}
    lines = []
    for han, (status, titles) in zip(HAN, groups.items(), strict=False):
        lines.append(line.format(han=han, status=status))
        lines += [f"{FINDINGS.index(title) + 1}.{title}。逐件核对，补录数据。" for title in titles]
    found = recognized(lines).problems
    assert [one.status.value for one in found] == ["done", "done", "mostly_done", "in_progress", "in_progress"]
    assert not any("的问题" in block.text for one in found for block in one.section.paragraphs)
