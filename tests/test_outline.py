"""The grammar of a body: parts, problems, fields, measures; and the same notice as Markdown and as YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.diagnostics import Diagnostics
from gongkai.load import load
from gongkai.measures import measures_of
from gongkai.model import Mark, Notice, Part, Problem, Status, Totals, canonical_json
from gongkai.rules.notice import compare
from gongkai.summary import tally
from tests.sites import notice


def read(content: str, suffix: str = "md") -> tuple[Notice, list[str]]:
    """Return the notice, and what was found: code, line and column."""
    found = Diagnostics()
    record = load(f"notices/yunshan-gsl/2024.{suffix}", content.encode(), found).record
    assert isinstance(record, Notice)
    return record, [f"{item.code} {item.place.line}:{item.place.column}" for item in found]


def body(text: str) -> tuple[Part, ...]:
    """Return the parts of a body in which nothing is wrong."""
    record, found = read(notice(text))
    assert found == []
    return record.body


def problem(text: str) -> Problem:
    """Return the problem under a heading, of the given lines."""
    found = body(f"#### 商会改革\n{text}")[0].problem
    assert found
    return found


def test_an_empty_line_between_a_heading_and_its_status_is_named() -> None:
    for blank, way in (("\n", "有一个空行：请删去第8行。"), ("\n \n", "有空行：请删去第8行到第9行。")):
        found = Diagnostics()
        load("notices/a/b.md", notice(f"#### 甲\n{blank}状态：已完成\n").encode(), found)
        assert [item.hint("zh") for item in found] == [f"第7行的标题下面{way}"]
    for text in ("#### 甲\n正文。\n\n状态：已完成\n", "状态：已完成\n"):
        found = Diagnostics()
        load("notices/a/b.md", notice(text).encode(), found)
        assert [item.hint("zh").startswith("请把“状态：……”写在") for item in found] == [True]


def test_a_heading_directly_followed_by_a_status_is_a_problem() -> None:
    parts = body(
        "开头。\n\n## 一、情况\n\n说明。\n\n#### 商会改革\n状态：已完成\n编号：2\n\n正文。\n\n#### 会产管理\n\n正文。\n"
    )
    assert [(part.heading, part.level, part.problem is not None, part.text) for part in parts] == [
        ("", 2, False, "开头。"),
        ("一、情况", 2, False, "说明。"),
        ("商会改革", 4, True, "正文。"),
        ("会产管理", 4, False, "正文。"),
    ]


def test_every_field_is_read_with_either_colon_and_by_either_name() -> None:
    chinese = (
        "状态：持续推进\n编号：2\n问题：底数不清：失察。\n责任单位：会员部\n时限：2024年6月\n完成日期：2024-05-01\n"
    )
    english = "status: in_progress\nnumber: 2\nfinding: 底数不清：失察。\nunit: 会员部\ndeadline: 2024-06\ncompleted: 2024.5.1\n"
    expected = Problem(
        status=Status.in_progress,
        number="2",
        finding="底数不清：失察。",
        unit="会员部",
        deadline="2024-06",  # type: ignore[arg-type]
        completed="2024-05-01",  # type: ignore[arg-type]
        marks=(Mark.at_once, Mark.kept_up),
        continues=("a/b#1", "a/b#2"),
    )
    assert problem(f"{chinese}标记：立行立改、长期坚持\n承接：a/b#1 a/b#2\n") == expected
    assert problem(f"{english}marks: at_once, kept_up\ncontinues: a/b#1，a/b#2\n") == expected


def test_fields_end_at_the_first_blank_line_and_may_come_in_any_order() -> None:
    parts = body("#### 商会改革\n编号：2\n状态：已完成\n\n责任单位：这里是正文。\n")
    assert parts[0].problem
    assert (parts[0].problem.number, parts[0].problem.unit, parts[0].text) == ("2", "", "责任单位：这里是正文。")


def test_a_chapter_may_say_in_brackets_how_far_its_problems_are() -> None:
    parts = body("## 一、履职方面（整改状态：已完成）\n\n### 甲\n状态：已完成\n\n正文。\n")
    assert [part.heading for part in parts] == ["一、履职方面（整改状态：已完成）", "甲"]


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_read_in_chinese_and_english(status: Status) -> None:
    assert problem(f"状态：{status.chinese}\n").status is status
    assert problem(f"状态: {status.value}\n").status is status


def test_several_values_know_their_own_places() -> None:
    text = "#### 商会改革\n状态：已完成\n标记：立行立改、长其坚持，反弹、反掸\n"
    assert read(notice(text))[1] == ["choice-unknown 9:9", "choice-unknown 9:17"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("## 一、情况", "一、情况"), ("## C# 语言 ##", "C# 语言"), ("###\t学习C#", "学习C#"), ("##   整改   ", "整改")],
)
def test_only_a_closing_row_of_number_signs_is_cut_off_a_heading(heading: str, expected: str) -> None:
    assert body(f"{heading}\n\n正文。\n")[0].heading == expected


def test_anchors_come_from_numbers_else_from_headings_and_are_unique() -> None:
    parts = body("## 一、\n\n## 一\n\n#### 甲\n状态：已完成\n编号：2\n\n## problem-2\n\n## top\n")
    assert [part.anchor for part in parts] == ["一", "一-2", "problem-2", "problem-2-2", "top-2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("没有措施的一段。", []),
        ("1. 修订办法。\n2. 走访商会。", ["修订办法。", "走访商会。"]),
        ("- 甲\n- 乙", ["甲", "乙"]),
        ("1. 甲\n\n2. 乙", ["甲", "乙"]),
        ("1. 甲\n    - 甲之一\n    - 甲之二\n2. 乙", ["甲", "乙"]),
        ("1. 甲，\n接着甲\n2. 乙", ["甲，接着甲", "乙"]),
        ("一是摸清底数；二是修订办法。", ["一是摸清底数；", "二是修订办法。"]),
        ("整改情况：一是摸清底数；二是修订办法。", ["一是摸清底数；", "二是修订办法。"]),
        ("**一是**摸清底数。**二是**修订办法。", ["一是摸清底数。", "二是修订办法。"]),
        ("**一是摸清底数。**做了甲。**二是修订办法。**做了乙。", ["一是摸清底数。做了甲。", "二是修订办法。做了乙。"]),
        ("一是摸清底数，\n建立台账；\n二是修订办法。", ["一是摸清底数，建立台账；", "二是修订办法。"]),
        ("一是甲。\n\n二是乙。\n\n三是丙。", ["一是甲。", "二是乙。", "三是丙。"]),
        ("一是甲；二是乙。\n\n1. 丙", ["一是甲；", "二是乙。", "丙"]),
        ("一是甲。一是乙；二是丙。", ["一是甲。", "一是乙；", "二是丙。"]),
        ("十一是甲；十二是乙。", ["十一是甲；", "十二是乙。"]),
        ("万众一心，三是多余的。", []),
        ("这一是一句话，不是措施。", []),
        ("　　一是甲；　二是乙。", ["一是甲；", "二是乙。"]),
        ("1.摸清底数。\n\n2.修订办法。", ["1.摸清底数。", "2.修订办法。"]),
        ("1\\. 摸清底数。\n\n2、修订办法。", ["1\\. 摸清底数。", "2、修订办法。"]),
        ("（1）摸清底数。\n\n（2）修订办法。\n\n（4）其他。", ["（1）摸清底数。", "（2）修订办法。"]),
        ("整改成效如下：①摸清底数；②修订办法。", ["①摸清底数；", "②修订办法。"]),
        ("一是摸清底数。（1）走访。（2）登记。", ["一是摸清底数。（1）走访。（2）登记。"]),
        ("投入。1.5亿元到位。\n\n2024.3月完成。", []),
        ("存在问题：（1）底数不清；（2）制度不全。", []),
        ("1.责任部门：会员部\n\n2.整改时限：6月底", []),
    ],
)
def test_measures_are_list_items_clauses_with_ordinals_or_else_what_is_numbered(text: str, expected: list[str]) -> None:
    assert list(measures_of(text)) == expected


def test_aspects_problems_and_measures_are_counted() -> None:
    parts = body(
        "## 一、组织\n\n## 二、进展\n\n### （一）甲\n\n#### 1\n状态：已完成\n\n1. a\n2. b\n\n#### 2\n状态：未完成\n\n一是c。\n\n"
        "### （二）乙\n\n#### 3\n状态：已完成\n\n### （三）没有问题\n\n## 三、打算\n"
    )
    counted = tally(parts)
    assert (counted.problems, counted.groups, counted.upper_groups, counted.measures) == (3, 2, 1, 3)
    assert counted.counts[list(Status).index(Status.done)] == 2


def test_headings_that_gather_problems_by_their_status_are_no_aspects() -> None:
    parts = body(
        "## 整改情况\n\n### （一）已完成整改的问题如下：\n\n#### 1\n状态：已完成\n\n### （二）需持续推进的2个问题\n\n#### 2\n状态：持续推进\n\n"
        "### 整改未完成事项\n\n#### 3\n状态：未完成\n"
    )
    counted = tally(parts)
    assert (counted.problems, counted.groups) == (3, 0)
    assert [one.name for one in compare(Totals(basis="…", aspects=3, problems=3), counted)] == ["problems"]


RICH_MARKDOWN = """\
---
标题: 关于“四好”商会：整改进展情况的通报
类型: 整改通报
发布日期: 2024年4月19日
成文日期: 2024-04-18
文号: 云工商〔2024〕3号
索引号: 002489532/2024-00012
机构: [linjiang-gsl]
巡视巡察: {类别: 常规, 机构: 市委第六巡察组, 轮次: 第四轮, 进驻: 2023-07-17, 结束: 2023-08-29, 反馈: 2023-11-03}
截至: 2024-01
公布总数:
  - {口径: 反馈意见, 方面: 4, 类别: 4, 问题: 10, 建议: 3}
  - {问题: 24, 任务: 24, 措施: 65, 已完成: 23, 未完成: 1}
成效:
  - {名称: 挽回资金损失, 数值: 6.94, 单位: 万元, 概数: 约}
  - {名称: 投资, 数值: 165亿, 单位: 元, 概数: 余}
署名: 中共云山市工商业联合会党组
联系方式:
  电话:
    - 0579-85550123
    - {号码: 0579-85550124, 用途: 监督, 时间: 9:00-17:00}
  邮箱: [office@yunshan.gov.cn]
  地址: 解放路1号
  邮编: "321000"
  办公时间: 工作日
  表单: https://www.yunshan.gov.cn/form
  公众号: 云山工商联
征求意见: {起: 2024-04-19, 止: 2024-04-30}
更正记录: [{日期: 2024-05-01, 原因: 更正错字}]
撤下: {日期: 2024-06-01, 原因: 内容有误}
旧网址: [/old/1.html]
旧位置: {名称: old-22, 现在: problem-22}
附件: [甲.pdf, {标题: 台账, 文件: 乙.xlsx}]
来源: {标题: 原通报, 网址: https://www.yunshan.gov.cn/1.html}
摘编: 是
有效性: 有效
---

开头的说明文字，
写了两行。

第二段，见[附件](/files/a.pdf)。

## 一、党组落实情况

说明。

## 二、集中整改进展

### （一）聚焦改革

#### 2、推动商会改革发展不够有力
状态：已完成
编号：2
问题：底数不清、失察失管；覆盖面不广。
责任单位：会员部、办公室
时限：2024-06
完成日期：2024-05-31
标记：立行立改、长期坚持
承接：yunshan-gsl/2022#3、yunshan-gsl/2022#4

**一是**摸清底数，
建立台账。

1. 修订管理办法。
2. 走访商会。

##### 更深一层

文字。

#### 会产管理不到位
状态：持续推进
"""

RICH_YAML = """\
title: 关于“四好”商会：整改进展情况的通报
kind: rectification
body:
  - |
    开头的说明文字，
    写了两行。

    第二段，见[附件](/files/a.pdf)。
  - 标题: 一、党组落实情况
    正文: 说明。
  - heading: 二、集中整改进展
    parts:
      - 标题: （一）聚焦改革
        部分:
          - 编号: 2
            标题: 2、推动商会改革
              发展不够有力
            正文: |-
              **一是**摸清底数，
              建立台账。
            措施:
              - 修订管理办法。
              - "走访商会。"
            状态: "已完成"
            finding: >
              底数不清、失察失管；
              覆盖面不广。
            责任单位: 会员部、办公室
            时限: 2024年6月
            完成日期: 2024.5.31
            标记: [立行立改, kept_up]
            承接:
              - yunshan-gsl/2022#3
              - yunshan-gsl/2022#4
            部分:
              - {标题: 更深一层, 正文: 文字。}
          - {标题: 会产管理不到位, status: in_progress}
published: 2024-04-19
dated: 2024/4/18
document_number: 云工商〔2024〕3号
index_number: 002489532/2024-00012
organizations: linjiang-gsl
inspection:
  category: 常规
  body: 市委第六巡察组
  round: 第四轮
  start: 2023-07-17
  end: 2023-08-29
  feedback: 2023-11-03
as_of: 2024年1月
claimed:
  - basis: 反馈意见
    aspects: 4
    categories: 4
    problems: 10
    suggestions: 3
  - {problems: 24, tasks: 24, measures: 65, done: 23, open: 1}
results:
  - {name: 挽回资金损失, value: 6.94, unit: 万元, hedge: 约}
  - {name: 投资, value: 165亿, unit: 元, hedge: 余}
signature: 中共云山市工商业联合会党组
contacts:
  phones:
    - number: 0579-85550123
    - number: 0579-85550124
      purpose: 监督
      hours: 9:00-17:00
  emails: office@yunshan.gov.cn
  address: 解放路1号
  postcode: 321000
  office_hours: 工作日
  form: https://www.yunshan.gov.cn/form
  wechat: 云山工商联
consultation: {start: 2024-04-19, end: 2024-04-30}
corrections: {date: 2024-05-01, reason: 更正错字}
withdrawn: {date: 2024年6月1日, reason: 内容有误}
former_addresses: /old/1.html
former_places:
  - {name: old-22, now: problem-22}
attachments:
  - file: 甲.pdf
  - title: 台账
    file: 乙.xlsx
source:
  title: 原通报
  url: https://www.yunshan.gov.cn/1.html
digest: true
validity: 有效
"""


def test_the_same_notice_as_markdown_and_as_yaml_has_the_same_canonical_json() -> None:
    markdown, found = read(RICH_MARKDOWN)
    assert [code.split()[0] for code in found] == []
    from_yaml, found = read(RICH_YAML, "yaml")
    assert found == []
    assert canonical_json(from_yaml) == canonical_json(markdown)
    fields = set(Notice.__struct_fields__)
    given = {name for name in fields if getattr(markdown, name) not in ("", (), None, False)}
    assert fields - given == {"draft", "unverified"}  # which only drafts may hold


_WORDS = st.sampled_from(
    ["摸清底数", "“四好”商会", "修订《管理办法》", "C#语言", "9:00开始", "见附件：台账", "A and B", "50%"]
)
_SENTENCES = st.lists(_WORDS, min_size=1, max_size=4).map("，".join)
_FIELDS = st.fixed_dictionaries(
    {"状态": st.sampled_from([status.chinese for status in Status])},
    optional={
        "问题": _SENTENCES,
        "责任单位": _WORDS,
        "时限": st.sampled_from(["2024", "2024-06", "2024-06-30"]),
        "标记": st.sampled_from(["反弹", "立行立改、长期坚持"]),
        "承接": st.sampled_from(["a/b#1", "a/b#1、a/c#2-3"]),
    },
)
_PARTS = st.lists(
    st.tuples(
        _WORDS,
        st.integers(0, 2),
        st.none() | _FIELDS,
        st.lists(_SENTENCES, max_size=3),
        st.lists(_SENTENCES, max_size=3),
    ),
    max_size=5,
)
Written = list[tuple[str, int, dict[str, str] | None, list[str], list[str]]]


def as_markdown(parts: Written) -> str:
    """Return parts as the body of a Markdown notice; a part is at most one level below the one before."""
    blocks, level = [], -1
    for heading, wanted, fields, paragraphs, measures in parts:
        level = min(wanted, level + 1)
        lines = "".join(f"\n{name}：{value}" for name, value in (fields or {}).items())
        blocks.append(f"{'#' * (level + 2)} {heading}{lines}")
        blocks += paragraphs
        if measures:
            blocks.append("\n".join(f"{number}. {measure}" for number, measure in enumerate(measures, 1)))
    return "\n\n".join(blocks) + "\n"


def as_yaml(parts: Written) -> str:
    """Return the same as the body of a YAML notice."""
    lines, level = ["正文:"], -1
    for heading, wanted, fields, paragraphs, measures in parts:
        deeper = min(wanted, level + 1)
        indent = "  " + "    " * deeper
        if deeper > level >= 0:
            lines.append(f"{indent[:-2]}部分:")
        level = deeper
        lines.append(f'{indent}- 标题: "{heading}"')
        lines += [f'{indent}  {name}: "{value}"' for name, value in (fields or {}).items()]
        if paragraphs:
            lines.append(f"{indent}  正文: |")
            lines += [f"{indent}    {paragraph}\n" for paragraph in paragraphs]
        if measures:
            lines.append(f"{indent}  措施:")
            lines += [f'{indent}    - "{measure}"' for measure in measures]
    return "\n".join(lines) + "\n"


@given(_PARTS)
def test_any_notice_is_the_same_as_markdown_and_as_yaml(parts: Written) -> None:
    markdown, found = read(notice(as_markdown(parts)))
    head = "标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n发布日期: 2024-04-19\n"
    from_yaml, found_in_yaml = read(head + (as_yaml(parts) if parts else ""), "yaml")
    assert (found, found_in_yaml) == ([], [])
    assert canonical_json(from_yaml) == canonical_json(markdown)


# Texts that only look like slips.
@pytest.mark.parametrize(
    "text",
    [
        "　　全角缩进的一段。\n\n　　又一段。",
        "接着写的一行，9:00开始，\n2.5亿元，\n3月底前完成。",
        "状态良好：没有问题。",
        "状态未完成的有三项。",
        "状态：良好，总体平稳。",
        "1. 甲\n    1. 甲之一\n    2. 甲之二\n2. 乙\n接着写的一行",
        "见[原文](https://www.yunshan.gov.cn/1.html)和“*”号，5 * 3 * 2，a_b_c，50%。",
        "**一是**6月上旬完成。**二是**7月底前完成。**三是**、四是。",
        "\\#话题和\\*号。",
        "| 项 | 数 |\n| --- | --- |\n| 1、甲 | 2 |",
        "项 | 数\n--- | ---\n1、甲 | 2",
        "1. 甲\n2. 乙\n\n    续段\n\n3. 丙\n\n- 丁\n    - 戊",
        "3. 从三开始\n4. 接着四",
        "1. 甲\n\n正文。\n\n1. 另一个列表",
        "> 引用\n> 第二行",
        "上一段。\n\n---\n\n下一段。",
        "1、甲\n\n2、乙\n\n（一）丙\n\n①丁",
    ],
)
def test_texts_that_only_look_like_slips_are_left_alone(text: str) -> None:
    assert read(notice(f"{text}\n\n## 一、情况\n\n{text}\n"))[1] == []


@pytest.mark.parametrize("number", ["（1）", "1\\. ", "1、", "①", "一是"])
def test_numbered_measures_may_have_a_status_each(number: str) -> None:
    text = f"## 甲\n状态：已完成\n\n{number}清查会产。\n\n状态：已完成\n\n修订制度。\n\n状态：持续推进\n"
    assert read(notice(text))[1] == []


@pytest.mark.parametrize("heading", ["3.物业资金收缴不规范的问题。", "（三）乙", "3、乙", "乙"])
def test_a_problem_whose_heading_has_lost_its_marks_is_told_though_measures_stand_above_it(heading: str) -> None:
    above = "## 甲\n状态：已完成\n\n整改情况：（1）清查会产。（2）修订制度。\n\n1、核对。\n\n状态：已完成\n\n"
    text = f"{above}{heading}\n状态：已完成\n编号：3\n\n一是整改。\n"
    assert "field-outside-problem 17:1" in read(notice(text))[1]


def test_a_heading_may_repeat_the_status_that_stands_below_it() -> None:
    assert read(notice("## 甲（状态：完成）\n状态：已完成\n\n正文。\n"))[1] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲\n1. 乙\n2. 丙", "list-blank-line 8:1"),
        ("甲\n2、乙\n3、丙", "lines-joined 8:1"),
        ("甲\n　　乙", "lines-joined 8:1"),
        ("甲\n    乙", "lines-joined 8:1"),
        ("甲\n\n    乙", "text-indented 9:1"),
        ("甲\n\n\t乙", "text-indented 9:1"),
        ("甲\n---", "heading-underlined 8:1"),
        ("- 甲\n---", "heading-underlined 8:1"),
        ("#甲", "heading-space 7:1"),
        ("甲\n##乙", "heading-space 8:1"),
        (" ## 甲", "heading-form 7:1"),
        ("＃ 甲", "heading-form 7:1"),
        ("####### 甲", "heading-form 7:1"),
        ("##", "heading-empty 7:1"),
        ("# 甲", "heading-level 7:1"),
        ("１．甲", "number-fullwidth 7:1"),
        ("1. 甲\n3. 乙", "list-renumbered 8:1"),
        ("张*、李*", "stars-lost 7:2"),
        ("<b>甲</b>", "html-shown 7:1"),
        ("![甲](a.png)", "image-unsupported 7:1"),
        ("[甲]（https://a.cn）", "link-fullwidth 7:3"),
        ("## 甲\n\n状态：已完成", "field-outside-problem 9:1"),
        (
            "### 甲\n状态：已完成\n\n1.改。\n\n（二）乙\n状态：持续推进\n编号：2\n\n1.改。",
            "field-outside-problem 13:1",
        ),
        ("## 甲（整改状态：已完成）\n\n正文。", "field-outside-problem 7:8"),
        ("## 甲\n\n正文。\n\n状态：以完成", "field-outside-problem 11:1"),
        ("状态：已完成", "field-outside-problem 7:1"),
        ("## 甲\n状态：已完成\n\n正文。\n状态：已完成", "field-outside-problem 11:1"),
        ("## 甲\n状态：已完成\n\n正文。\n\n状态：已完成", "status-in-text 12:1"),
        ("## 甲\n\n状态：已完成\n\n（1）正文。\n\n状态：已完成", "field-outside-problem 9:1"),
        ("## 甲\n【状态】已完成", "status-form 8:1"),
        ("## 甲\n状态已完成", "status-form 8:1"),
        ("## 甲\n状态 基本完成。", "status-form 8:1"),
        ("## 甲（状态：已完成）", "field-outside-problem 7:6"),
        ("## 甲\n状态：已完成　编号：2", "fields-joined 8:8"),
        ("1. 甲\n2.乙", "list-item-form 8:1"),
        ("- 甲\n2、乙", "list-item-form 8:1"),
        ("## 甲\n状态：已完成\n正文。\n正文。", "field-syntax 9:1"),
    ],
)
def test_a_slip_in_the_text_is_told_at_its_character_and_once(text: str, found: str) -> None:
    assert read(notice(f"{text}\n"))[1][:1] == [found]
    assert len({code.split()[0] for code in read(notice(f"{text}\n"))[1]}) == 1


def test_places_in_a_yaml_notice_are_those_of_its_own_lines() -> None:
    content = (
        "标题: 甲\n类型: 动态\n发布日期: 2024\n正文:\n"
        "  - 标题: 乙\n    编号:    '1'\n    状态:   \"没完\"\n    标记: [反弹, 反掸]\n    正文: |\n      第一行\n\n      #话题\n"
        "  - 正文: 见[丙](javascript:x)与<b>\n    措施: [甲]\n"
    )
    assert read(content, "yaml")[1] == [
        "status-unknown 7:11",
        "choice-unknown 8:14",
        "heading-space 12:7",
        "html-shown 13:28",
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## 一、总体", "一、总体"),
        ("##  一、总体  ##  ", "一、总体"),
        ("## C#", "C#"),
        ("##\t一 二", "一 二"),
        ("## 一##", "一##"),
    ],
)
def test_a_heading_is_its_words_without_the_signs_around_them(line: str, heading: str) -> None:
    record, found = read(notice(f"{line}\n\n正文。\n"))
    assert (record.body[0].heading, found) == (heading, [])
