"""How an import finds the problems of a text, whatever its structure: each case is a rule in a few lines."""

import pytest

from gongkai.diagnostics import Diagnostics
from gongkai.importers.found import LIKELY
from gongkai.importers.numbering import number_of
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize
from gongkai.importers.status_words import whole
from gongkai.model import Status

HEAD = """\
青溪区水利局党组关于巡察整改情况的通报

2024年3月1日至4月28日，区委第二巡察组对区水利局党组开展了常规巡察，6月2日反馈了巡察意见。{}

"""
TAIL = "\n\n联系电话：0575-85550123\n\n中共青溪区水利局党组\n2024年12月1日\n"
A, B, C = "河长制考核走过场", "水库管护缺位", "水费收缴不规范"


def recognized(body: str, introduction: str = "") -> Recognized:
    document = read((HEAD.format(introduction) + body + TAIL).encode(), "a.txt", Diagnostics())
    assert document
    return recognize(document)


def problems(found: Recognized) -> list[tuple[str, str]]:
    """Return title and status of each problem."""
    return [(str(one.fields["title"].value).rstrip("。：；"), one.status.name) for one in found.problems]


DONE_DONE_OPEN = [(A, "done"), (B, "done"), (C, "in_progress")]
STRUCTURES = {
    "findings first, answered by their number": f"""\
一、反馈的主要问题
（一）{A}
（二）{B}
（三）{C}
二、整改落实情况
（一）关于第一个问题。修订考核办法。已完成整改。
（二）关于第二个问题。落实责任人86名。已完成整改。
（三）关于第三个问题。清理票据14本。正在整改。""",
    "findings first, answered in paragraphs": f"""\
一、反馈问题清单
问题一：{A}
问题二：{B}
问题三：{C}
二、整改落实情况
问题一整改情况：修订考核办法，按季通报。已完成整改。
问题二整改情况：落实责任人86名，签订合同。已完成整改。
问题三整改情况：清理票据14本，启用电子票据。正在整改。""",
    "findings in one sentence of the introduction": f"""\
巡察指出3个问题：一是{A}；二是{B}；三是{C}。
一、关于第一个问题的整改情况
修订考核办法。已完成整改。
二、关于第二个问题的整改情况
落实责任人86名。已完成整改。
三、关于第三个问题的整改情况
清理票据14本。正在整改。""",
    "departments part the list": f"""\
河湖科
——{A}
修订考核办法。目前整改完成。
——{B}
落实责任人86名。目前整改完成。
财务科
——{C}
清理票据14本。目前仍在推进。""",
    "one line each": f"""\
1、{A}。修订考核办法，办结。
2、{B}。落实责任人86名，办结。
3、{C}。清理票据14本，正在办理。""",
    "ticked boxes": f"""\
【问题1】{A}
【整改】修订考核办法。
【状态】☑已完成 □推进中
【问题2】{B}
【整改】落实责任人86名。
【状态】☑已完成 □推进中
【问题3】{C}
【整改】清理票据14本。
【状态】□已完成 ☑推进中""",
    "headings that gather by status": f"""\
一、已完成的主要问题（2个）
1.{A}。修订考核办法。
2.{B}。落实责任人86名。
二、正在整改的问题1个
3.{C}。清理票据14本。""",
    "a remark on all that stands below": f"""\
一、履职尽责方面（2个问题，均已完成）
（一）{A}。修订考核办法。
（二）{B}。落实责任人86名。
二、财务管理方面（1个问题，完成0个）
（三）{C}。清理票据14本。目前正在整改。""",
    "statuses below numbered measures, in a chapter named for duties": f"""\
一、履行职能责任方面
（一）{A}
责任单位：河湖科；整改时限：2024年9月底
1.修订考核办法，按季通报。
整改状态：已完成
（二）{B}
1.落实责任人86名。
2.签订合同12份。
整改状态：已完成
（三）{C}
1.清理票据14本。
整改状态：持续推进""",
    "a heading up to its colon": f"""\
一、{A}：修订考核办法，按季通报。【整改到位】
二、{B}：落实责任人86名，签订合同。【整改到位】
三、{C}：清理票据14本，启用电子票据。【正在推进】""",
}


@pytest.mark.parametrize("body", STRUCTURES.values(), ids=STRUCTURES)
def test_the_problems_and_their_statuses_are_found(body: str) -> None:
    assert problems(recognized(body)) == DONE_DONE_OPEN


TOGETHER = {
    "反馈问题3个，除第3项正在整改外，其余2项均已完成整改。": DONE_DONE_OPEN,
    f"反馈问题3个，除“{C}”仍在推进外，其他问题均已完成整改。": DONE_DONE_OPEN,
    "反馈问题3个，其中第1、2项已完成整改，第3项正在推进。": DONE_DONE_OPEN,
    "截至目前，已全部完成整改。": [(A, "done"), (B, "done"), (C, "done")],
    "反馈3个问题。截至目前，各项问题均已完成整改。": [(A, "done"), (B, "done"), (C, "done")],
    "反馈问题3个，已完成整改2个，1个正在整改。": [(A, "unstated"), (B, "unstated"), (C, "unstated")],
}


@pytest.mark.parametrize(("introduction", "expected"), TOGETHER.items(), ids=TOGETHER)
def test_what_is_said_of_all_is_said_of_one_only_where_it_is_named(introduction: str, expected: list[str]) -> None:
    body = f"1.{A}。修订考核办法。\n2.{B}。落实责任人86名。\n3.{C}。清理票据14本。"
    assert problems(recognized(body, introduction)) == expected


def test_a_sentence_below_the_last_problem_may_tell_of_them_all() -> None:
    body = f"1.{A}。修订考核办法。\n2.{B}。落实责任人86名。\n3.{C}。清理票据14本。\n{{}}"
    for sentence in ("除第3项外，其余问题均已整改完成。", "上述问题中，第三项正在推进，其余各项已整改到位。"):
        statuses = [status for _, status in problems(recognized(body.format(sentence)))]
        assert statuses[:2] == ["done", "done"]
        assert statuses[2] != "done"


def test_it_may_do_so_below_the_measures_of_the_last_problem() -> None:
    body = f"1.{A}\n修订办法。\n2.{B}\n签订合同。\n3.{C}\n1）清理票据。\n2）启用电子票据。\n上述问题中，第3项仍在整改，其余问题均已完成整改。"
    assert [status for _, status in problems(recognized(body))] == ["done", "done", "in_progress"]


def test_progress_without_its_problems_is_of_those_that_stand_above_it() -> None:
    told = "指出3个问题。截至11月底，已完成整改2个，1个仍在推进。"
    found = recognized(f"1.{A}。修订考核办法。\n2.{B}。落实责任人86名。\n3.{C}。该问题仍在推进。", told)
    assert problems(found) == DONE_DONE_OPEN


@pytest.mark.parametrize("words", ["问题：有2座水库", "问题因有2座水库"])
def test_a_problem_named_again_as_unfinished_stays_one_and_takes_its_status_from_there(words: str) -> None:
    found = recognized(f"""\
一、主要问题整改情况
1.{A}。修订考核办法。
2.{B}。落实责任人86名。
3.{C}。清理票据14本。
二、整改未完成事项
“{B}”{words}确权手续未办，预计2025年3月底前完成，目前仍在推进。""")
    assert problems(found) == [(A, "unstated"), (B, "in_progress"), (C, "unstated")]
    assert found.problems[1].fields["deadline"].value == "2025-03"


def test_what_is_not_finished_and_stands_nowhere_else_is_a_problem() -> None:
    found = recognized(f"""\
一、主要问题整改情况
（一）{A}
整改情况：已完成整改。修订考核办法。
责任单位：河湖科
二、整改未完成事项
{B}
整改情况：正在整改。落实责任人86名。
责任单位：水库科""")
    assert problems(found) == [(A, "done"), (B, "in_progress")]


def test_one_problem_may_be_named_under_its_task() -> None:
    (problem,) = recognized(f"""\
一、整改任务
反馈问题：{B}
责任单位：水库科
整改时限：2024年6月底前
二、整改措施及成效
1.落实责任人86名。
2.签订合同12份。
三、整改结论
该项问题已于2024年5月28日完成整改。""").problems
    assert (problem.fields["title"].value, problem.status.name) == (B, "done")
    assert problem.fields["deadline"].value == "2024-06"
    assert problem.fields["completed"].value == "2024-05-28"


@pytest.mark.parametrize("name", ["任务编号：{}\n问题名称", "任务名称", "问题序号：{}\n整改任务", "整改任务"])
def test_tasks_that_are_filled_in_like_forms_have_the_name_above_the_finding(name: str) -> None:
    body = "".join(
        f"{name.format(number)}：{title}\n具体表现：{title}，群众有意见。\n责任单位：河湖科\n进展：{said}\n"
        for number, title, said in ((6, A, "已完成整改。"), (11, B, "已完成整改。"), (12, C, "正在整改。"))
    )
    found = recognized(body)
    assert [(str(one.fields["title"].value), one.status.name) for one in found.problems] == DONE_DONE_OPEN
    assert [one.fields["finding"].value for one in found.problems] == [f"{one}，群众有意见。" for one in (A, B, C)]
    numbers = [one.fields["number"].value for one in found.problems if "number" in one.fields]
    assert numbers == (["6", "11", "12"] if "{}" in name else [])


def test_one_task_above_several_findings_is_none_of_the_problems() -> None:
    body = "".join(
        f"问题表现：{title}。\n整改措施：修订办法。\n整改结果：{said}。\n"
        for title, said in ((A, "已完成"), (B, "已完成"), (C, "正在推进"))
    )
    assert problems(recognized(f"整改事项：区委巡察反馈问题整改\n责任单位：区水利局\n{body}")) == DONE_DONE_OPEN


def test_a_bracket_behind_a_heading_may_hold_fields_and_a_bare_status() -> None:
    body = "".join(
        f"{number}、{title}（责任单位：河湖科；{said}）\n修订考核办法。\n"
        for number, title, said in ((1, A, "整改完成"), (2, B, "已完成"), (3, C, "正在推进"))
    )
    found = recognized(body)
    assert problems(found) == DONE_DONE_OPEN
    assert found.problems[0].fields["unit"].value == "河湖科"
    assert problems(recognized(body.replace("责任单位：河湖科；", "绿色，"))) == DONE_DONE_OPEN


def test_headings_that_name_what_is_redressed_are_the_problems_and_what_is_prevented_is_none() -> None:
    names = ["水价核定不透明", "巡查记录雷同", "票据管理随意"]
    listed = "".join(f"（{han}）着力破解{name}问题\n修订办法。\n" for han, name in zip("一二三", names, strict=True))
    found = recognized(f"一、重点问题整改情况\n{listed}二、常抓不懈，严防反弹\n每季度检查。")
    assert [one.fields["finding"].value for one in found.problems] == names


@pytest.mark.parametrize("words", ["1-6 月份检查12次。", "10-12 岁学生均已登记。", "15-20、23号楼已补办手续。"])
def test_a_range_that_counts_what_follows_is_no_number_of_a_heading(words: str) -> None:
    assert number_of(words) is None
    assert number_of("2-1 制度不健全")
    assert number_of("2-1、制度不健全")


@pytest.mark.parametrize(
    "title", ["已完成项目未及时办理竣工决算问题", "已整改问题反弹回潮情况", "已完成征收土地闲置问题"]
)
def test_what_is_wrong_with_something_that_was_done_is_a_problem_and_no_chapter_of_what_is_done(title: str) -> None:
    found = recognized(
        f"1.{title}\n【问题】台账不实。\n【做法】逐项核对。\n2.{B}\n【问题】无人负责。\n【做法】落实责任人。"
    )
    assert [one.fields["title"].value for one in found.problems] == [title, B]


def test_a_wide_point_parts_a_number_from_a_heading_that_begins_with_digits() -> None:
    found = recognized(
        "1．3个部门在下属单位列支费用。退回。\n2．5家单位往来款长期挂账。清理。\n3．票据管理随意。整理。"
    )
    assert [title for title, _ in problems(found)][:2] == ["3个部门在下属单位列支费用", "5家单位往来款长期挂账"]


def test_a_ledger_within_a_chapter_lists_the_problems_whatever_the_chapter_is_called() -> None:
    rows = "".join(f"{index}\t{title}\t核对\t河湖科\t已完成\n" for index, title in enumerate((A, B, C), 1))
    table = f"二、部分整改任务清单\n序号\t反馈问题\t整改措施\t责任单位\t整改状态\n{rows}"
    found = recognized(
        f"一、总体情况\n印发方案。\n{table}三、存在的不足\n个别问题推进慢。\n四、下一阶段工作\n持续推进。"
    )
    assert problems(found) == [(A, "done"), (B, "done"), (C, "done")]


@pytest.mark.parametrize("aim", ["整改目标：年底前，全部整改到位", "整改时限：2024年6月，按期完成"])
def test_an_aim_in_a_bracket_behind_a_heading_is_no_status(aim: str) -> None:
    found = recognized(f"1、{A}（责任单位：河湖科；{aim}）\n修订办法。\n2、{B}（责任单位：河湖科；{aim}）\n签订合同。")
    assert [one.status.name for one in found.problems] == ["unstated", "unstated"]


def test_what_looks_back_on_all_problems_below_the_last_is_of_all() -> None:
    body = f"（一）作风方面\n1.{A}。修订办法。\n（二）财务方面\n1.{B}。签订合同。\n2.{C}。清理票据。\n"
    found = recognized(f"{body}截至2022年2月底，上述3个问题均已整改到位，修订制度7项。")
    assert [one.status.name for one in found.problems] == ["done"] * 3
    assert found.value("as_of") == "2022-02"
    assert [str(one.value) for one in found.results[0]] == ["修订制度", "7", "项"]
    assert found.problems[0].fields["status"].confidence < 1


@pytest.mark.parametrize(
    "said",
    ["上述2个问题均已整改到位。", "上述两个问题已完成整改。", "以上问题均已完成整改。", "上述3个问题已完成整改。"],
)
def test_a_sentence_below_a_list_tells_of_all_of_it_or_of_as_many(said: str) -> None:
    found = recognized(f"""\
（一）财务管理方面
关于{A}的问题。修订考核办法。
关于{B}的问题。落实责任人86名。
{said}
（二）作风建设方面
关于{C}的问题。清理票据14本。该问题正在整改。""")
    expected = "unstated" if "3" in said else "done"
    assert [one.status.name for one in found.problems] == [expected, expected, "in_progress"]


def test_a_line_above_a_list_says_how_far_its_problems_are() -> None:
    found = recognized(
        f"★{A}。修订考核办法。\n★{B}。落实责任人86名。\n还在推进的问题如下：\n★{C}。清理票据14本。",
        "反馈问题3个。除涉密事项外，已完成整改的问题如下：",
    )
    assert problems(found) == DONE_DONE_OPEN


@pytest.mark.parametrize(
    ("next_list", "status"),
    [
        (["二、财务方面", f"1.{B}。签订合同。"], "unstated"),
        (["二、需要继续推进的问题", f"1.{B}。签订合同。"], "in_progress"),
        (["另有其他问题：", f"2.{B}。签订合同。"], "unstated"),
    ],
)
def test_a_line_above_a_list_says_nothing_of_the_next_list(next_list: list[str], status: str) -> None:
    lines = ["一、党建方面", "已完成整改的问题如下：", f"1.{A}。修订考核办法。", *next_list]
    found = recognized("\n".join(lines))
    assert [one.status.name for one in found.problems] == ["done", status]


def test_a_line_above_a_list_that_tells_a_plan_is_no_status() -> None:
    found = recognized(f"2024年12月底前完成整改的问题如下：\n★{A}。修订考核办法。\n★{B}。落实责任人86名。")
    assert [one.status.name for one in found.problems] == ["unstated", "unstated"]


@pytest.mark.parametrize(
    "said",
    [
        "排查发现隐患等问题2个。上述2个问题均已整改到位。",
        "分解任务2项，逐项落实。上述2项任务均已完成。",
        "分解任务2项，逐项落实。\n上述2项任务均已完成。",
        "对食堂开展检查，发现台账不全。上述问题均已整改到位。",
        "上述2个问题均已完成整改，但验收尚未通过。",
    ],
)
def test_what_is_said_of_things_within_a_problem_is_not_said_of_those_above_it(said: str) -> None:
    found = recognized(f"1.{A}\n修订考核办法。\n2.{B}\n{said}\n3.{C}\n清理票据14本。该问题正在整改。")
    assert [one.status.name for one in found.problems[::2]] == ["unstated", "in_progress"]


def test_what_the_whole_has_brought_below_the_last_problem_is_none_of_its_measures() -> None:
    body = f"1.{A}。修订考核办法。\n2.{B}。落实责任人86名。\n通过整改，追回资金9.07万元，新出台制度4项。"
    found = recognized(body)
    assert [[str(one.value) for one in result] for result in found.results] == [
        ["追回资金", "9.07", "万元"],
        ["新出台制度", "4", "项"],
    ]
    assert "通过整改" not in "".join(paragraph.text for paragraph in found.problems[-1].section.paragraphs)


def test_chapters_on_one_problem_may_say_their_values_in_their_own_lines() -> None:
    (problem,) = recognized(f"""\
一、反馈问题：{B}
二、责任单位：水库科
三、整改时限：2023年12月底
四、整改措施：1.落实责任人86名；2.签订合同12份。
五、完成情况：已完成。合同全部备案。""").problems
    given = {name: str(problem.fields[name].value) for name in ("title", "unit", "deadline")}
    assert given == {"title": B, "unit": "水库科", "deadline": "2023-12"}
    assert (problem.status.name, len(problem.measures)) == ("done", 2)


@pytest.mark.parametrize("said", ["2025年6月前完成整改。", "整改状态：2025年6月底前完成整改", "（2025年6月前完成）"])
def test_a_day_by_which_it_is_to_be_done_is_no_status(said: str) -> None:
    found = recognized(f"1.{A}\n修订办法。{said}\n2.{B}\n签订合同。已于2024年6月底前完成整改。")
    assert [one.status.name for one in found.problems] == ["unstated", "done"]
    assert "completed" not in found.problems[0].fields
    assert found.problems[1].fields["completed"].value == "2024-06"


def test_what_each_problem_has_brought_is_a_measure_of_the_last_one_too() -> None:
    found = recognized(
        f"1.{A}\n修订考核办法。\n通过整改，新建制度3项，约谈5人。\n2.{B}\n签订合同。\n通过整改，签订合同14份，挽回资金2万元。"
    )
    assert not found.results
    assert "挽回资金" in found.problems[-1].section.paragraphs[-1].text


def test_what_looks_back_on_each_list_tells_nothing_of_the_other_lists() -> None:
    of_first, of_last = "截至2022年2月底，上述问题均未验收。", "截至2022年2月底，上述问题均已整改到位。"
    found = recognized(
        f"（一）作风方面\n1.{A}。修订办法。\n2.{B}。签订合同。\n{of_first}\n（二）财务方面\n1.{C}。清理票据。\n{of_last}"
    )
    assert [one.status.name for one in found.problems] == ["unstated", "unstated", "done"]


def test_a_time_of_completion_below_the_result_is_the_day_and_not_the_deadline() -> None:
    body = "".join(
        f"{number}、{title}\n整改情况：修订办法。\n整改结论：已整改到位\n完成时间：2024年{month}月\n"
        for number, title, month in (("一", A, 2), ("二", B, 3))
    )
    found = recognized(body)
    assert [problem.fields["completed"].value for problem in found.problems] == ["2024-02", "2024-03"]
    assert not any("deadline" in problem.fields for problem in found.problems)


@pytest.mark.parametrize("last", ["整改结果", "完成及验收情况", "销号意见"])
def test_a_notice_on_one_problem_may_be_told_in_chapters(last: str) -> None:
    found = recognized(f"""\
一、督察情况
2023年5月开展督察。
二、反馈问题
{A}。
三、责任单位
河湖科
四、整改时限
2024年9月底
五、整改措施
（一）修订考核办法。
（二）按季通报。
六、{last}
该问题已于2024年8月12日完成整改。""")
    assert problems(found) == [(A, "done")]
    fields = found.problems[0].fields
    assert [fields[name].value for name in ("unit", "deadline", "completed")] == ["河湖科", "2024-09", "2024-08-12"]
    assert len(found.parts) == 6


@pytest.mark.parametrize("said", ["（已完成）", "（整改状态：已完成）", "【整改结果：已完成】"])
def test_a_chapter_says_how_far_its_problems_are_with_or_without_a_label(said: str) -> None:
    found = recognized(f"（一）管理方面{said}\n1.关于{A}的问题。修订考核办法。\n2.关于{B}的问题。落实责任人86名。")
    assert [one.status for one in found.problems] == [Status.done, Status.done]


def test_the_day_of_completion_is_one_and_stands_where_it_is_told() -> None:
    found = recognized(
        f"1.{A}。\n该问题已于2023年9月28日完成整改。\n考核办法已经印发。\n2.{B}。\n该问题已于2023年2月30日完成整改。"
    )
    first, second = (one.fields for one in found.problems)
    assert first["completed"].value == "2023-09-28"
    assert first["completed"].origin.line == first["status"].origin.line
    assert "9月28日" in first["completed"].quote
    assert "completed" not in second


def test_statuses_of_measures_are_none_of_the_problem() -> None:
    found = recognized(f"""\
（一）关于{A}的问题
1.修订考核办法。已完成。
2.建立巡河平台。正在推进。
（二）关于{B}的问题
1.落实责任人86名。已完成。
2.划转管护经费。已完成。""")
    assert [status for _, status in problems(found)] == ["unstated", "unstated"]


def test_what_a_problem_is_to_be_done_by_may_stand_beside_its_status() -> None:
    found = recognized(f"""\
1.{A}（已完成）。修订考核办法。
2.{B}（正在推进，2025年3月底前完成）。落实责任人86名。
3.{C}。清理票据14本。目前正在整改，整改时限为2025年底。""")
    deadlines = [one.fields["deadline"].value if "deadline" in one.fields else None for one in found.problems]
    assert deadlines == [None, "2025-03", "2025-12"]
    assert [status for _, status in problems(found)] == ["done", "in_progress", "in_progress"]


WORDS = {
    "done": "这一问题已整改完成 已于2024年5月28日通过区级验收销号 已按期完成整改 现已全部整改到位 已完成整改，长期坚持 完成整改并销号 已通过验收销号 该问题已整改到位，并建立长效机制",
    "mostly_done": "目前为基本完成 已基本整改到位 部分完成 已取得阶段性成效 阶段性完成",
    "in_progress": "正在有序推进 还在整改中 达到序时进度 需长期坚持 未完成，正在推进",
    "behind": "未达到序时进度 整改进度滞后 推进缓慢",
    "not_done": "尚未完成整改 暂未启动 未整改到位",
}


@pytest.mark.parametrize("status", WORDS)
def test_a_status_is_told_by_its_words(status: str) -> None:
    said = {words: whole(words) for words in WORDS[status].split()}
    assert {words: one.status.name if one else "" for words, one in said.items()} == dict.fromkeys(said, status)


@pytest.mark.parametrize("words", ["修订办法已完成3项", "已完成80%", "长期坚持", "加强学习，完成培训任务"])
def test_what_is_said_of_something_else_is_no_status(words: str) -> None:
    assert whole(words) is None


@pytest.mark.parametrize(
    "closing",
    [
        "公众可拨打区督察整改办电话0575-85550123反映情况，受理时间为工作日8:30-17:30。",
        "社会公众如对整改有不同看法，请写信给区水利局办公室。",
    ],
)
def test_what_is_said_to_the_public_below_the_last_problem_hides_no_status(closing: str) -> None:
    body = (
        f"一、关于{A}的问题\n修订考核办法。已完成整改。\n二、关于{C}的问题\n核对台账，方案已批复。正在推进。\n{closing}"
    )
    assert [one.status for one in recognized(body).problems] == [Status.done, Status.in_progress]


def test_what_people_can_now_do_is_no_word_to_the_public() -> None:
    body = f"一、关于{A}的问题\n修订办法。正在推进。\n二、关于{C}的问题\n核对台账。\n职工可查询明细，已完成整改。"
    assert [one.status for one in recognized(body).problems] == [Status.in_progress, Status.done]


def test_a_chapter_on_a_part_of_the_problems_says_nothing_of_how_far_they_are() -> None:
    body = f"一、部分重点问题整改情况\n1.{A}\n整改措施：修订考核办法。\n2.{C}\n整改措施：核对台账。"
    assert [one.status for one in recognized(body).problems] == [Status.unstated, Status.unstated]


def test_times_of_completion_are_days_where_all_is_said_to_be_done() -> None:
    body = f"一、{A}\n整改情况：修订考核办法。\n完成时间：{{}}\n二、{C}\n整改情况：核对台账。\n完成时间：2023年6月"
    done = "反馈的2个问题已全部完成整改。"
    found = recognized(body.format("2023年11月15日"), done).problems
    assert [str(one.fields["completed"].value) for one in found] == ["2023-11-15", "2023-06"]
    undecided = recognized(body.format("2023年11月"), done).problems
    assert [str(one.fields["deadline"].value) for one in undecided] == ["2023-11", "2023-06"]
    planned = recognized(body.format("2023年11月15日前"), done).problems
    assert [str(one.fields["deadline"].value) for one in planned] == ["2023-11-15", "2023-06"]


def test_a_day_before_it_is_done_is_the_day_of_completion() -> None:
    body = f"一、{A}\n整改情况：修订考核办法。2023年10月20日已完成整改。\n二、{C}\n整改情况：核对台账。正在推进。"
    first = recognized(body).problems[0]
    assert (first.status, first.fields["status"].is_sure, first.fields["completed"].value) == (
        Status.done,
        True,
        "2023-10-20",
    )


@pytest.mark.parametrize("head", ["（一）落实重点工作方面。", "本方面问题均已整改到位。", "整改情况："])
def test_problems_named_one_after_another_in_a_paragraph_are_told_apart(head: str) -> None:
    found = recognized(f"""\
一、整改情况
{head}一是针对{A}的问题，修订考核办法。二是针对“两表一册”{B}的问题，落实责任人。三是针对{C}的问题，核对台账。正在推进。""")
    assert [one.fields["finding"].value for one in found.problems] == [A, f"“两表一册”{B}", C]
    above = "done" if "均已" in head else "unstated"
    assert [one.status.name for one in found.problems] == [above, above, "in_progress"]


def test_what_answers_parts_of_a_problem_makes_no_problems_of_them() -> None:
    answers = "一是针对底数不清的问题，逐座登记。二是针对账目不符的问题，核对账目。"
    found = recognized(f"1.{A}。{answers}\n2.{B}。{answers}\n3.{C}。核对台账。")
    assert [title for title, _ in problems(found)] == [A, B, C]


def test_what_is_said_of_a_part_is_said_of_its_problems_only() -> None:
    found = recognized(f"""\
一、重点工作方面
本方面问题均已整改到位。
1.{A}。修订考核办法。
2.{B}。落实责任人。
二、财务管理方面
1.{C}。核对台账。""")
    assert [one.status.name for one in found.problems] == ["done", "done", "unstated"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("该问题已完成整改，平均审理天数比上年缩短19天。", Status.done),
        ("该问题已完成整改，平均审理天数比上年缩短，仍有3件超期。", Status.unstated),
        ("该问题已完成整改，进度较计划滞后3个月。", Status.behind),
    ],
)
def test_what_a_problem_that_is_done_has_brought_takes_nothing_back(said: str, status: Status) -> None:
    found = recognized(f"一、{A}\n团队由两个增至四个。{said}\n二、{B}\n落实责任人。正在整改。")
    assert found.problems[0].status is status


@pytest.mark.parametrize(
    "body", ["（已完成，待验收）\n修订办法。", "（已完成整改，未销号）\n修订办法。", "\n修订办法。已完成整改，待销号。"]
)
def test_what_is_still_to_be_verified_is_not_told_as_done(body: str) -> None:
    found = recognized(f"一、{A}{body}\n二、{B}\n落实责任人。正在整改。")
    assert [one.status for one in found.problems] == [Status.unstated, Status.in_progress]
    assert found.problems[0].fields["status"].confidence < LIKELY


def test_who_verified_it_may_stand_before_what_is_said_of_all_above() -> None:
    found = recognized(f"一、{A}\n修订考核办法。\n二、{B}\n落实责任人。\n经区委巡察办联合验收，上述问题均已整改到位。")
    assert [one.status for one in found.problems] == [Status.done, Status.done]


def test_a_problem_behind_plan_may_be_named_by_its_number_only() -> None:
    said = "按照清单序号，第1号问题已完成整改，第3号问题整改进度滞后。"
    found = recognized(f"一、{A}\n修订考核办法。\n二、{B}\n落实责任人。\n三、{C}\n核对台账。", said)
    assert [one.status for one in found.problems] == [Status.done, Status.unstated, Status.behind]
    denied = recognized(f"一、{A}\n修订办法。\n二、{B}\n落实责任人。", "第1号问题不存在滞后，第2号问题已防止进度滞后。")
    assert [one.status for one in denied.problems] == [Status.unstated, Status.unstated]


def test_a_chapter_of_what_is_still_being_redressed_says_so_of_its_problems() -> None:
    found = recognized(f"""\
一、已整改到位的问题
【问题】{A}
【做法】修订考核办法。
【问题】{B}
【做法】落实责任人。
二、还在整改的问题
【问题】{C}
【做法】核对台账。""")
    assert problems(found) == DONE_DONE_OPEN


def test_a_heading_in_quotes_ends_with_what_it_calls_a_problem() -> None:
    body = f"一、整改情况\n1.{A}。修订考核办法。已完成整改。\n二、未完成整改事项\n“{B}”问题：因涉及确权调整，目前尚未完成整改。"
    last = recognized(body).problems[-1]
    assert (last.fields["title"].value, last.fields["finding"].value) == (f"“{B}”问题：", B)
    assert last.status is Status.not_done


def test_what_is_said_above_of_the_one_problem_is_said_of_it() -> None:
    said = "目前，该项整改任务已经完成，并通过有关部门现场核查，达到销号条件。"
    body = f"一、反馈问题\n{A}。\n二、责任单位\n河湖科\n三、整改措施\n（一）修订考核办法。\n（二）按季通报。"
    assert [one.status for one in recognized(body, said).problems] == [Status.done]


@pytest.mark.parametrize("named", ["第1至2项", "第⑴至⑵项", "第一项至第二项", "第1、2项"])
def test_problems_may_be_named_by_the_first_and_the_last_of_their_numbers(named: str) -> None:
    body = f"一、整改情况\n1.{A}。修订考核办法。\n2.{B}。落实责任人。\n3.{C}。核对台账。\n上述问题中，{named}已完成整改，第3项正在整改。"
    assert problems(recognized(body)) == DONE_DONE_OPEN


@pytest.mark.parametrize("said", ["已完成（2024年3月12日）", "已完成，完成日期2024年3月12日"])
def test_the_day_of_completion_may_stand_behind_the_status(said: str) -> None:
    found = recognized(f"1.{A}\n【整改措施】修订考核办法。\n【整改状态】{said}\n2.{B}\n【整改措施】落实责任人。")
    assert found.problems[0].fields["completed"].value == "2024-03-12"


def test_what_is_said_of_all_but_one_may_stand_above_the_contacts() -> None:
    body = f"一、针对“{A}”的问题\n修订考核办法。\n二、针对“{B}”的问题\n落实责任人。\n三、针对“{C}”的问题\n核对台账，当前正在整改。\n以上问题除第三项外均已整改到位。\n公示期间，如有意见，请反映。"
    assert [one.status.name for one in recognized(body).problems] == ["done", "done", "in_progress"]


def test_the_number_of_a_problem_below_its_finding_is_a_field_of_it() -> None:
    body = f"反馈问题：{A}。\n问题序号：18\n责任单位：河湖科\n整改时限：2024年6月30日\n整改措施：\n1.修订考核办法；\n2.按季通报。\n整改完成情况：该问题已完成整改。"
    found = recognized(body).problems
    assert [(one.fields["finding"].value, one.fields["unit"].value) for one in found] == [(f"{A}。", "河湖科")]


def test_measures_that_quote_what_they_answer_are_problems_whatever_their_chapter_is_called() -> None:
    found = recognized(f"""\
一、主要做法
（一）高位推动。召开会议。
二、整改成效
（一）推进“当下改”，破解难题
针对“{A}”问题，修订考核办法。该问题已整改完成。
（二）推进“长久改”，锻造队伍
针对“{B}”问题，落实责任人。该问题仍在推进。""")
    assert problems(found) == [("推进“当下改”，破解难题", "done"), ("推进“长久改”，锻造队伍", "in_progress")]
    assert [one.fields["finding"].value for one in found.problems] == [A, B]


def test_the_first_problem_of_a_document_without_prose_is_no_line_of_its_head() -> None:
    text = f"""\
青溪区清源水务有限公司
巡察整改公开事项
巡察单位：区委第七巡察组
1. {A}
【问题表现】考核表由一人代填
【责任部门】水质中心
【完成情况】已完成
2. {B}
【问题表现】六座水库无人值守
【责任部门】管网部
【完成情况】正在推进
"""
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    assert problems(recognize(document)) == [(A, "done"), (B, "in_progress")]


def test_one_problem_of_a_part_is_told_by_the_number_that_goes_on() -> None:
    found = recognized(f"""\
一、整改情况
（一）履职有差距
1. {A}。
修订考核办法。（已完成）
2. {B}。
落实责任人。（已完成）
（二）窗口服务有短板
3. 午间、周末不办业务，群众反映强烈。
推行午间不断档。（长期坚持，持续推进）""")
    assert [one.status.name for one in found.problems] == ["done", "done", "in_progress"]
    assert str(found.problems[2].fields["title"].value).startswith("午间")


@pytest.mark.parametrize("lead", ["牵头单位：办公室\n责任单位：河湖科", "此项工作由河湖科负责，已完成整改。"])
def test_who_answers_is_told_beside_who_leads_or_in_a_sentence(lead: str) -> None:
    found = recognized(f"一、{A}\n修订考核办法。\n{lead}\n二、{B}\n落实责任人。\n责任单位：水库科")
    assert found.problems[0].fields["unit"].value == "河湖科"


def test_a_heading_that_ends_with_its_unit_in_brackets_ends_there() -> None:
    body = f"问题1：{A}，与业务结合不紧密、检查走过场（责任单位：河湖科）\n修订考核办法，每月抽查。\n问题2：{B}（责任单位：水库科）\n落实责任人，逐座核对。"
    found = recognized(body)
    assert [one.fields["unit"].value for one in found.problems] == ["河湖科", "水库科"]
    assert "修订" not in str(found.problems[0].fields["title"].value)
