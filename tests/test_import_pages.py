"""What web pages copy along with a notice, or leave out: titles, names, buttons; and what only speaks of rectification."""

import pytest

from gongkai.diagnostics import Diagnostics
from gongkai.importers.organizations import is_organization, named_in_title
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize
from gongkai.model import Kind

TITLE = "中共白苇县水利局党组关于巡察整改进展情况的通报"
INSPECTED = "2024年3月5日至5月10日，县委第二巡察组对县水利局党组进行了巡察，7月3日反馈了意见。"
REPORTS = "按照有关要求，现将巡察整改进展情况予以公布。"
CHAPTERS = """
一、整改组织情况
局党组成立领导小组，制定措施36条。
二、问题整改情况
1.关于“库房漏水”的问题
整改情况：更换防水层。已完成整改。
2.关于“账目不清”的问题
整改情况：补记账目。正在整改。
"""


def of_text(text: str) -> Recognized:
    document = read(text.encode(), "a.txt", Diagnostics())
    assert document
    return recognize(document)


@pytest.mark.parametrize(
    "above",
    [
        "无障碍 | 关怀版 | 登录\n首页 > 党务公开\n{title}",
        "长者模式\n{title}\n2024-09-01",
        "{title} 2024-09-01 10:20",
        "{title}（2024-09-01 09:00）",
        "▲ {title}",
        "• 2024-09-01\n• 来源：县水利局\n• {title}",
        "首页\n政务公开\n党务公开\n{title}\n【字体：大 中 小】",
        "- 效力状态：有效\n- 标题：{title}\n{title}",
        "113307000025920705/2024-00019\n{title}\n白苇县水利局\n2024-09-01\n主动公开\n朗读",
        "• 文件名称：\n\n    {title}\n\n• 公开方式：\n\n    主动公开\n\n• {title}",
        "返回上一级\n\n字号\n\n打印\n\n{title}",
        "{title}\n{title}",
        "中共白苇县水利局党组\n关于巡察整改进展情况的通报",
    ],
)
def test_what_a_page_sets_around_a_title_is_no_part_of_it(above: str) -> None:
    found = of_text(f"{above.format(title=TITLE)}\n{INSPECTED}{REPORTS}{CHAPTERS}")
    assert found.value("title") == TITLE
    assert found.organization.name == "白苇县水利局"
    assert found.value("dated") is None


def test_a_day_in_figures_and_a_bare_index_number_are_fields_of_the_page() -> None:
    found = of_text(f"113307000025920705/2024-00019\n{TITLE}\n2024-09-01\n{INSPECTED}{REPORTS}{CHAPTERS}")
    assert (found.value("index_number"), found.value("published")) == ("113307000025920705/2024-00019", "2024-09-01")


@pytest.mark.parametrize(
    ("said", "name", "level"),
    [
        (INSPECTED, "县水利局", "county"),
        ("2024年3月，市委第二巡察组对中共云山市水利局党组开展常规巡察。", "云山市水利局", "municipal"),
        (
            "2024年3月，县委巡察组对我局党组进行了巡察。《中共白苇县水利局党组关于反馈意见的整改方案》已印发。",
            "白苇县水利局",
            "county",
        ),
        (
            "2024年3月，区委巡察组对区司法局党组开展了巡察，制定了《巡察芦溪区司法局党组整改方案》。",
            "芦溪区司法局",
            "county",
        ),
        ("2024年4月，县委第三巡察组巡察了柘溪镇党委，7月反馈了意见。", "柘溪镇党委", "township"),
        ("审计组于2024年3月对云山市博物馆2023年度财务收支情况进行了审计。", "云山市博物馆", "municipal"),
        ("2024年3月，县委巡察组对县水利局、县林业局开展了巡察。", "", ""),
        ("2024年3月，县委巡察组对全县12个乡镇开展了巡察。", "", ""),
        ("2024年3月，县委巡察组对我局党组进行了巡察。", "", ""),
        ("2024年3月，市委巡察组对医院党委进行了巡察。", "", ""),
    ],
)
def test_who_was_inspected_is_likely_to_publish_where_nothing_else_says_it(said: str, name: str, level: str) -> None:
    found = of_text(said + REPORTS + CHAPTERS)
    assert (found.organization.name, found.organization.level) == (name, level)
    assert not found.name or not found.name.is_sure


def test_the_page_may_name_in_full_who_was_inspected() -> None:
    found = of_text(f"发布机构：岭东省市场秩序管理局\n2024年9月，督察组对省市场管理局开展督察。{REPORTS}{CHAPTERS}")
    assert found.organization.name == "岭东省市场秩序管理局"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("突出生态环境问题整改验收销号公示", ""),
        ("中央生态环境保护督察“回头看”反馈意见岭东省整改进展清单", "岭东省"),
        ("白苇县中央生态环境保护督察反馈问题整改情况公示", "白苇县"),
        ("关于2024年度市级预算执行审计查出问题整改情况的报告", ""),
        ("某中学党委关于巡察集中整改进展情况的报告", "某中学党委"),
    ],
)
def test_what_a_title_begins_with_is_a_name_only_if_it_looks_like_one(title: str, name: str) -> None:
    assert named_in_title(title) == name


@pytest.mark.parametrize(
    "words", ["关怀版无障碍无障碍", "-效力状态：有效柳塘镇党委", "2024-06-17主动公开", "突出生态环境"]
)
def test_words_of_a_page_are_no_organization(words: str) -> None:
    assert not is_organization(words)


@pytest.mark.parametrize(
    "said",
    [
        "现就巡察整改情况作如下说明：",
        "根据党务公开要求，巡察整改情况通报如下：",
        "现根据规定将整改落实情况予以公布。",
        "兹将整改情况公告于后。",
        "现面向社会公开整改结果。",
        "现公布整改进展。",
        "现按照党务公开原则，将局党组巡察整改落实情况予以公示，请予监督。",
        "我受县人民政府委托，向县人大常委会报告审计查出问题的整改情况，请予审议。",
    ],
)
def test_a_text_without_a_title_that_says_it_reports_is_a_notice(said: str) -> None:
    text = f"{INSPECTED}{said}\n一、整改组织\n局党组制定措施36条。\n二、下一步打算\n持续抓好后续整改。"
    assert of_text(text).verdict.kind is Kind.rectification


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("近日，县水利局召开巡察整改推进会。会议指出，整改已完成八成，要持续整改到位。", "import-meeting"),
        ("县水利局扎实推进巡察整改，42个问题已完成整改40个，出台制度8项，正在整改2个。", "import-unknown"),
        ("记者从县纪委获悉，截至8月底，县委巡察反馈的312个问题已完成整改298个。", "import-unknown"),
        ("十二届省委第六轮巡视整改进展情况全部公布\n5月19日，8个单位公布了巡视整改进展情况。", "import-unknown"),
        ("岭东等5市督察整改任务完成过半\n省生态环境厅2日公布，5市已完成186项整改任务。", "import-unknown"),
        ("为落实省委巡视反馈意见，确保整改到位，特制定本整改方案。\n一、总体要求\n坚持问题导向。", "import-unknown"),
        ("县审计局开展审计整改销号工作\n目前已上报整改销号材料94处，11处正在办理。", "import-unknown"),
        (
            "区委巡察于9月9日开始。现将有关事项公告如下：\n一、巡察对象\n区水务局。\n二、举报\n设立信访接待室。",
            "import-moving-in",
        ),
    ],
)
def test_who_only_speaks_of_rectification_reports_none(text: str, refusal: str) -> None:
    verdict = of_text(text).verdict
    assert (verdict.kind, verdict.refusal) == (None, refusal)


def test_a_text_in_one_line_has_its_chapters() -> None:
    found = of_text(f"{INSPECTED}{REPORTS} {CHAPTERS.strip().replace('整改情况：', ' 整改情况：')}".replace("\n", " "))
    assert [part.title for part in found.parts] == ["整改组织情况 局党组成立领导小组，制定措施36条。", "问题整改情况"]


@pytest.mark.parametrize("date", ["2024年1月5日", "2 0 2 4 年 1 月 5 日"])
def test_a_date_may_stand_above_who_signs_whether_it_is_spread_or_not(date: str) -> None:
    found = of_text(
        f"云山市档案馆关于巡察整改情况的通报\n现将整改情况公布如下。\n一、关于底数不清的问题\n已完成整改。\n{date}\n云山市档案馆党组\n"
    )
    assert (found.value("signature"), found.value("dated")) == ("云山市档案馆党组", "2024-01-05")
