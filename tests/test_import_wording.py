"""Rules of wording: what a title names beside its publisher, what says that work is behind, what counts as a total."""

import pytest

from gongkai.importers.as_of_found import read_as_of
from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import sentences
from gongkai.importers.inspections import read_inspection
from gongkai.importers.ledger_values import value_of
from gongkai.importers.organization_named import named_by, with_its_committee
from gongkai.importers.organizations import body_of, level_of_inspectors, named_in_title
from gongkai.importers.statuses import status_of
from gongkai.importers.title_found import title_span
from gongkai.importers.totals_found import read_totals
from gongkai.model import Status


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("沙屿市省生态环境保护督察反馈问题整改完成情况公示", "沙屿市"),
        ("黛岭县中央生态环境保护督察反馈问题整改进展情况", "黛岭县"),
        ("沙屿市第二轮中央生态环境保护督察整改情况", "沙屿市"),
        ("柳汀镇县委巡察反馈问题整改情况公示", "柳汀镇"),
        ("云山市生态环境局中央生态环境保护督察问题整改销号公示", "云山市生态环境局"),
        ("江州市生态环境保护督察反馈问题整改情况", "江州市"),
        ("中共江州市委关于省委巡视整改情况的通报", "中共江州市委"),
    ],
)
def test_who_inspected_is_no_part_of_who_publishes(title: str, name: str) -> None:
    assert named_in_title(title) == name


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("受资金安排影响，补缴进度滞后，学校正争取专项经费。", Status.behind),
        ("另有一家因涉诉尚不能清算，完成进度未达序时要求。", Status.behind),
        ("两次流标，比整改方案规定的节点滞后约半年，已发出督办单。", Status.behind),
        ("针对工程进度滞后问题，约谈施工单位，倒排工期。", None),
        ("完善督办制度，对进度滞后的项目挂牌督办。", None),
        ("每月通报进度，防止整改进度滞后。", None),
        ("项目推进缓慢，现已全部赶上，工程全部竣工。", None),
        ("该问题已整改到位，学校将长期坚持。", Status.done),
        ("该问题已整改到位，其余两处仍在办理。", None),
    ],
)
def test_work_is_behind_where_a_clause_says_so_of_it(text: str, status: Status | None) -> None:
    said = status_of("关于工作不力的问题", [text])
    assert (said.status if said else None) is status


@pytest.mark.parametrize(
    ("value", "clear"),
    [
        ("已完成", True),
        ("已完成，长期坚持", True),
        ("√已完成 □推进中", True),
        ("已完成（其中2项持续推进）", False),
        ("已完成，2项未完成", False),
        ("已完成。其余持续推进。", False),
        ("已完成整改，待验收", False),
        ("尚未验收，已完成", False),
    ],
)
def test_a_value_that_leaves_something_open_is_not_done(value: str, clear: bool) -> None:
    said = status_of("", [], [value])
    assert said
    assert (said.status, said.clear) == (Status.done, clear)
    assert value_of("状态", value) == (Status.done if clear else "status")


@pytest.mark.parametrize(
    ("text", "totals"),
    [
        ("审计共指出问题7个，提出建议4条。", {"problems": 7, "suggestions": 4}),
        ("学院共认领问题6个，细化任务15项。", {"problems": 6, "tasks": 15}),
        ("反馈问题7个，其中上轮巡察未整改到位4个、新发现3个。", {"problems": 7}),
        ("认领12个问题，11个已完成整改，1个需较长时间推进。", {"problems": 12, "done": 11, "open": 1}),
        ("清单所列问题共5个，已完成整改4个。", {"problems": 5, "done": 4}),
        ("反馈问题17个，对未整改到位的3个问题挂牌督办。", {"problems": 17, "open": 3}),
        ("到发文之日，31项任务已完成28项，修订制度15项。", {"tasks": 31, "done": 28}),
        ("7个问题中4个已完成整改，3个尚未全部完成。", {"problems": 7, "done": 4, "open": 3}),
        ("任务15项中已完成13项，推进中2项。", {"tasks": 15, "done": 13, "open": 2}),
        ("17条整改措施已完成16条，1条正在落实。", {"measures": 17, "done": 16, "open": 1}),
        ("13项整改任务完成11项，2项继续推进。", {"tasks": 13, "done": 11, "open": 2}),
        ("5个问题完成整改3个、按计划推进2个。", {"problems": 5, "done": 3, "open": 2}),
        ("反馈2个问题，均已完成整改，按计划推进5项长效任务。", {"problems": 2, "done": 2}),
        ("巡察组2024.7.3反馈上坪村问题7个。", {"problems": 7}),
        (
            "反馈意见涉及沙屿市的问题6项，市政府据此确定整改措施38条。",
            {"problems": 6, "measures": 38},
        ),
        (
            "局党组对上轮巡察反馈的9个问题整改有力，但仍有4个问题改得不深，另提出意见建议2条。",
            {"problems": 4, "suggestions": 2},
        ),
        ("上述3个具体问题已完成整改。", {"problems": 3, "done": 3}),
    ],
)
def test_totals_may_stand_behind_what_they_count(text: str, totals: dict[str, int]) -> None:
    found = read_totals(list(sentences(Paragraph(text, Origin()))))
    assert [{one.field: one.value for one in each} for each in found] == [totals]


def test_the_day_of_feedback_is_told_whatever_was_fed_back() -> None:
    for words in ("向局党组反馈了巡察意见", "向我局反馈问题", "反馈巡察情况", "巡察组向我公司通报了12个问题"):
        text = f"按照市委部署，2024年6月3日至8月9日，市委第三巡察组对市档案馆开展常规巡察，9月6日{words}。"
        found = {one.field: one.value for one in read_inspection(list(sentences(Paragraph(text, Origin()))), "")}
        assert found["inspection.feedback"] == "2024-09-06", words


@pytest.mark.parametrize(
    "body",
    [
        "省政府第四督查组",
        "省安委会第五督导组",
        "市委第三巡察组",
        "省第二生态环境保护督察组",
        "省第三统计督察组",
        "区委巡察三组",
        "区生态环境保护督察组",
    ],
)
def test_who_sent_the_inspectors_is_a_part_of_their_name(body: str) -> None:
    for said in (
        f"2024年3月11日至15日，{body}对我局开展检查。",
        f"领导小组派出的{body}于2024年3月11日至15日对我局开展检查。",
        f"我局已完成{body}反馈问题的整改。",
    ):
        found = {one.field: one.value for one in read_inspection(list(sentences(Paragraph(said, Origin()))), "")}
        assert found["inspection.body"] == body


@pytest.mark.parametrize(
    ("title", "signature", "name"),
    [
        ("云山城投集团党委", "中共云山市城市建设投资集团有限公司委员会", "云山市城市建设投资集团有限公司"),
        ("青溪区卫健局党委", "中共青溪区卫生健康局委员会", "青溪区卫生健康局"),
        ("中共沙屿市南坞区委", "中共沙屿市南坞区委员会", "中共沙屿市南坞区委员会"),
        ("青溪区卫健局党委", "中共青溪区疾病预防控制局委员会", "青溪区卫健局"),
    ],
)
def test_a_short_name_in_the_title_is_written_in_full_as_the_signature_has_it(title, signature, name) -> None:
    line = Paragraph(signature, Origin())
    assert body_of(named_by(f"{title}关于市委巡察整改情况的通报", (), signature, [line]).name) == name


def test_a_zone_is_named_with_the_committee_that_administers_it_where_the_text_does_so() -> None:
    said = "市委第三巡察组对泊川市经济开发区管理委员会开展巡察。"
    assert with_its_committee("泊川市经济开发区", said) == "泊川市经济开发区管理委员会"
    assert with_its_committee("泊川市经济开发区", "市委第三巡察组对开发区开展巡察。") == "泊川市经济开发区"
    assert with_its_committee("青溪区", "青溪区管委会") == "青溪区"


def test_progress_is_told_up_to_a_day_in_whatever_is_said_of_the_state() -> None:
    said = list(sentences(Paragraph("现将截至2023年10月31日的情况逐项说明。", Origin())))
    found = read_as_of(said, "2023-11-20")
    assert found
    assert found.value == "2023-10-31"


@pytest.mark.parametrize(
    "fold", ["总支部委员会关于\n落实巡察", "总支部委员会\n关于落实巡察", "总支部委员会关于落实\n巡察"]
)
def test_a_title_is_whole_wherever_it_is_folded(fold: str) -> None:
    lines = [Paragraph(line, Origin()) for line in f"中共云山市第四中学{fold}反馈意见整改情况的通报".split("\n")]
    assert title_span(lines) == (0, 2)


@pytest.mark.parametrize(("body", "level"), [("中央第八巡视组", "national"), ("省委第二巡视组", "provincial")])
def test_who_sent_the_inspectors_tells_the_level_of_a_company(body: str, level: str) -> None:
    assert level_of_inspectors(body) == level


def test_the_head_of_the_page_is_no_part_of_a_title_that_begins_with_the_same_name() -> None:
    lines = ("云山市妇女联合会", "云山市妇女联合会党组关于市委巡察", "整改情况的通报")
    assert title_span([Paragraph(line, Origin()) for line in lines]) == (1, 3)
