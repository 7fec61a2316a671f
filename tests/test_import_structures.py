"""However a notice numbers its problems, names them and tells of each, they are found, with what was found and how far."""

import pytest

from gongkai.diagnostics import Diagnostics
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
    document = read("\n".join(lines).encode(), "a.txt", Diagnostics())
    assert document
    return recognize(document)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("style", STYLES)
def test_problems_are_found_however_they_are_numbered(style: str, form: str) -> None:
    if (style, form) in {("一是", "in clauses"), ("no number", "in the same paragraph"), ("no number", "in brackets")}:
        pytest.skip("measures and problems could not be told apart")
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
