"""The careful colleague: what each rule finds in one notice, and above all what it leaves alone."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.codes.table import CODES, SWITCHABLE
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Diagnostic
from gongkai.load import load
from gongkai.model import Notice, canonical_json
from gongkai.outcome import Options
from gongkai.pipeline import build
from gongkai.rules import colleague, figures, names, privacy, progress
from gongkai.summary import tally
from tests.sites import ORGANIZATION, ROOT, make_site, notice, notice_path
from tests.test_bad import findings

QUIET = {"open-problem-bare", "measures-vague"}
IDENTITY = "339900199003070122"


def checked(body: str = "正文。\n", front: str = "", **fields: str) -> list[Diagnostic]:
    """Return what the rules find in one notice by itself."""
    found = Diagnostics()
    text = notice(body, **fields)
    if front:
        text = text.replace("---\n\n", f"{front}\n---\n\n")
    loaded = load("notices/a/b.md", text.encode(), found)
    assert isinstance(loaded.record, Notice)
    assert loaded.reader
    colleague.check(loaded.record, tally(loaded.record.body), loaded.lines, loaded.reader)
    return list(found)


def codes(body: str = "正文。\n", front: str = "", **fields: str) -> list[str]:
    return [item.code for item in checked(body, front, **fields) if item.code not in QUIET]


@pytest.mark.parametrize(
    ("text", "code", "masked"),
    [
        (f"身份证{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"党员张建国（身份证号：{IDENTITY}）。", "identity-card", "张某某（身份证号：339900××××××××××××"),
        (f"姓名：张三，身份证号码{IDENTITY}。", "identity-card", "张某，身份证号码339900××××××××××××"),
        (f"姓名：买买提，男，身份证号{IDENTITY}。", "identity-card", "买某某，男，身份证号339900××××××××××××"),
        (f"约谈当事人欧阳明身份证号为{IDENTITY}。", "identity-card", "欧阳某身份证号为339900××××××××××××"),
        (f"李明同志，居民身份证号{IDENTITY}。", "identity-card", "李某同志，居民身份证号339900××××××××××××"),
        (f"王五 {IDENTITY}。", "identity-card", "王某 339900××××××××××××"),
        (f"| 王五 | {IDENTITY} |", "identity-card", "王某 | 339900××××××××××××"),
        (f"张三，身份证{IDENTITY[:-1]}3。", "identity-card-like", "张某，身份证339900××××××××××××"),
        (f"三是对王建国（身份证号{IDENTITY}）", "identity-card", "王某某（身份证号339900××××××××××××"),
        (f"对王建国（身份证号：{IDENTITY}）", "identity-card", "王某某（身份证号：339900××××××××××××"),
        (f"并由李明同志（{IDENTITY}）", "identity-card", "李某同志（339900××××××××××××"),
        (f"一是责令王建国（身份证号{IDENTITY}）", "identity-card", "王某某（身份证号339900××××××××××××"),
        (f"约谈职工张三丰，身份证号{IDENTITY}", "identity-card", "张某某，身份证号339900××××××××××××"),
        (f"三是对王建国（身份证号{IDENTITY[:-1]}3）", "identity-card-like", "王某某（身份证号339900××××××××××××"),
        (
            f"对王建国（身份证号{IDENTITY[:8]}1{IDENTITY[9:]}）",
            "identity-card-like",
            "王某某（身份证号339900××××××××××××",
        ),
        (f"对外公布和居民身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"张某（身份证号{IDENTITY}）。", "identity-card", "339900××××××××××××"),
        (f"温州居民身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"金华市公安局查询身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"经办人身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"李明调离。\n身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        (f"李明反映的问题涉及身份证号{IDENTITY}。", "identity-card", "339900××××××××××××"),
        ("身份证339900 19900307 0122。", "identity-card", "339900 ×××××××× ××××"),
        ("电话13812345678。", "mobile-number", "138××××5678"),
        ("电话138-1234-5678。", "mobile-number", "138-××××-5678"),
        ("电话+8613812345678。", "mobile-number", "86138××××5678"),
        ("卡号6217 0000 1234 5678 907。", "bank-card", "×××× ×××× ×××× ×××8 907"),
        ("车辆浙K·12345。", "licence-plate", "浙K·1××××"),
        ("车辆浙KD12345。", "licence-plate", "浙KD×××××"),
        ("家住青石镇柳塘村。", "home-address", "青石镇×××"),
        ("住址：云山市中山路12号。", "home-address", "云山市×××"),
        ("给予张三丰党内严重警告处分。", "name-unmasked", "张某某"),
        ("对李四立案审查。", "name-unmasked", "李某"),
        ("原副主任欧阳明因违规吃喝，受到政务警告处分。", "name-unmasked", "欧阳某"),
        ("王小五被诫勉谈话。", "name-unmasked", "王某某"),
    ],
)
def test_personal_data_is_found_and_its_masked_form_offered(text: str, code: str, masked: str) -> None:
    (item,) = checked(text)
    assert (item.code, item.values["masked"]) == (code, masked)
    assert item.place.line == 7 + text.count("\n")


def test_every_name_of_several_is_masked() -> None:
    found = checked("给予张三、李小四党内警告处分。")
    assert [(item.place.column, item.values["masked"]) for item in found] == [(3, "张某"), (6, "李某某")]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码13339900MB0000001C，另一家为91330106123456789X。",
        "项目编号20240419130000000123，发票号码144031900111。",
        "投资15000000000元，金额13800000000.00元，惠及18612345678万元。",
        "见https://example.gov.cn/13812345678.html和docs/13812345678.pdf。",
        "云联发〔2024〕12号，索引号11339900/2024-00012，浙政发〔2023〕30号。",
        "2023-07-17至2023-08-29，20230717—20230829，2024年1月31日13时30分。",
        "ISBN 978-7-101-00304-8，GB/T 15834-2011，ISO 9001。",
        "手机138××××5678、身份证330106××××××××1234、138****5678。",
        "给予党内严重警告处分3人，给予严重警告2人，给予高管诫勉谈话，给予任何人处分都要审批。",
        "给予张某某党内警告处分，对李×立案审查，给予王某、赵某政务记过处分。",
        "对相关责任人给予诫勉，对违纪党员立案，对单位通报批评，对安全员批评教育。",
        "江苏省被通报批评，温州市受到处分，有关人员被诫勉，相关责任人员受到党纪处分。",
        "市委书记张三出席会议并讲话，纪检组长李四解读条例，省工商联主席王五调研。",
        "市工商联地址：云山市中山路12号。农村住房建设、家住农村的老人、住址等信息不公开。",
        "从A2000到B3000，沪A股2000家，新A12级标准，G20峰会，5A级景区。",
    ],
)
def test_what_only_looks_like_personal_data_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_numbers_that_are_given_as_contacts_are_public() -> None:
    contacts = "联系方式: {电话: [{号码: 13812345678, 用途: 值班}]}"
    assert codes("值班电话13812345678。", contacts) == []
    assert codes("张某电话13912345678。", contacts) == ["mobile-number"]
    assert codes(front="署名: 张某13912345678") == ["mobile-number"]
    assert codes(front="# 经办人13912345678") == []


@given(st.text("0123456789 -X", min_size=11, max_size=24), st.integers(0, 6), st.integers(0, 4))
def test_a_masked_number_keeps_its_length_and_its_groups(written: str, first: int, last: int) -> None:
    masked = privacy._masked(written, first, last)
    assert len(masked) == len(written)
    assert [sign in " -" for sign in masked] == [sign in " -" for sign in written]


@given(
    st.integers(110000, 829999), st.integers(1950, 2010), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999)
)
def test_one_check_character_of_eleven_makes_an_identity_number(
    region: int, year: int, month: int, day: int, order: int
) -> None:
    start = f"{region}{year}{month:02}{day:02}{order:03}"
    assert sum(privacy.is_identity_number(start + check) for check in "0123456789X") == 1


@given(st.sampled_from("张王李赵"), st.text("\u4e00\u4e8c\u4e09明伟芳", min_size=1, max_size=2))
def test_a_masked_name_keeps_its_surname_and_its_length(surname: str, given_name: str) -> None:
    assert names.masked_name(surname + given_name) == surname + "某" * len(given_name)


@given(st.text("，。；、的是在和了一二三四五六七八九十年月日第个项条次家人", max_size=300))
def test_no_rule_of_personal_data_fires_on_words_alone(text: str) -> None:
    found = {item.code for item in checked(text.strip() + "\n")}
    assert not found & {"identity-card", "identity-card-like", "mobile-number", "bank-card", "licence-plate"}


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ("电话: 0571-87051527", []),
        ("电话: 0571—87051527", []),
        ("电话: (0571)87051527", []),
        ("电话: +86-571-87051527", []),
        ("电话: 010-12345678转801", []),
        ("电话: 010-12345678-801", []),
        ("电话: [400-123-4567, 8008101234, '12345', '95588', 13812345678]", []),
        ("电话: 87051527", ["phone-doubtful"]),
        ("电话: 0571-870515", ["phone-doubtful"]),
        ("电话: 0101-87051527", ["phone-doubtful"]),
        ("邮箱: [a@b.gov.cn, a@163.com, a@mail.qq.com, a@zjfic.org.cn]", []),
        ("邮箱: a@b.con", ["email-doubtful"]),
        ("邮箱: a@qq.cn", ["email-doubtful"]),
        ("地址: 甲, 邮编: '310000'", []),
        ("地址: 甲", ["contact-incomplete"]),
        ("邮编: '310000'", ["contact-incomplete"]),
        ("地址: 甲, 邮编: '080000'", ["postcode-doubtful"]),
        ("电话: 0571-87051527, 地址: 甲, 邮编: '471000'", ["contact-place-differs"]),
        ("电话: 0379-63231234, 地址: 甲, 邮编: '471000'", []),
        ("电话: [0379-63231234, 0571-87051527], 地址: 甲, 邮编: '310000'", []),
    ],
)
def test_contacts_lead_somewhere(contacts: str, expected: list[str]) -> None:
    assert codes(front=f"联系方式: {{{contacts}}}") == expected


def test_the_contacts_of_an_organization_are_checked_too(tmp_path: Path) -> None:
    file = f"content/organizations/{ORGANIZATION}.yaml"
    found = findings(make_site(tmp_path, {file: "名称: 云山\n联系方式:\n  电话: 85550123\n"}))
    assert [(item.place.file, item.place.line, item.code) for item in found] == [(file, 3, "phone-doubtful")]


@pytest.mark.parametrize(
    ("title", "is_used"),
    [
        ("中共云山市委关于巡视整改进展情况的通报", True),
        ("关于巡察整改落实情况的公告", True),
        ("云山市工商联党组关于省委巡视整改情况的报告（摘要）", True),
        ("云山市工商联巡察整改公示", True),
        ("关于巡察工作的通报", False),
        ("整改", False),
        ("巡察整改会议召开", False),
    ],
)
def test_a_title_is_of_the_form_that_is_used(title: str, is_used: bool) -> None:
    assert codes(标题=title) == ([] if is_used else ["title-form"])
    assert codes(标题=title, 类型="动态") == []


@pytest.mark.parametrize(
    ("headings", "wrong"),
    [
        ("## 一、 / ### （一） / ### （二） / ## 二、 / ### （一） / ### （二） / ## 三、", []),
        ("## 一、 / #### 1. / #### 2. / ## 二、 / #### 3. / ## 三、 / #### 4.", []),
        ("## 一、 / #### 1. / #### 2. / ## 二、 / #### 1. / ## 整改未完成事项 / ## 三、", []),
        ("## 一、 / ### （1） / ### （2） / ## 四个方面 / ## 二、", []),
        ("## 一、 / ## 三、", ["三"]),
        ("## 一、 / ## 二、 / ## 二、", ["二"]),
        ("## 一、 / ### （一） / ### （三） / ## 二、 / ### （一） / ### (3)", ["三"]),
        ("## 一、 / #### 1、 / #### 2、 / #### 4、", ["4"]),
        ("## 十、 / ## 十一、 / ## 十二、 / ## 二十、", ["二十"]),
    ],
)
def test_headings_are_numbered_one_after_another(headings: str, wrong: list[str]) -> None:
    body = "\n\n".join(f"{heading}甲{index}" for index, heading in enumerate(headings.split(" / ")))
    assert [item.values["value"] for item in checked(body) if item.code == "number-order"] == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("一是甲；二是乙；三是丙。", []),
        ("**一是**甲。**二是**乙。\n\n三是丙。", []),
        ("一是甲；二是乙。\n\n## 标题\n\n一是丙；二是丁。", []),
        ("重点之一是宣传，其二是培训；二是乙。", []),
        ("十一是甲；一是乙；二是丙。", []),
        ("一是甲；三是丙。", ["三是"]),
        ("一是甲；二是乙；二是丙。", ["二是"]),
    ],
)
def test_clauses_are_numbered_one_after_another(text: str, wrong: list[str]) -> None:
    assert [item.values["value"] for item in checked(text) if item.code == "number-order"] == wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2月29日和2024年2月29日、12月31日开会，第13月1日。", ""),
        ("2023年2月29日开会。", "date-in-text"),
        ("6月31日开会。", "date-in-text"),
        ("2024年13月5日开会。", "date-in-text"),
        ("2024年4月19日（星期五）上午。", ""),
        ("2024年4月21日（周日）、4月22日（星期三）上午。", ""),
        ("2024年4月19日（周六）上午。", "weekday-differs"),
        ("每年3月15日号召，1月8日5号楼。", ""),
    ],
)
def test_days_in_the_text_exist(text: str, code: str) -> None:
    expected = [code] if code else []
    assert codes(text.replace("第13月1日", "")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“甲”和‘乙’、（丙（丁）戊）、《己〈庚〉辛》、【壬】、〔2024〕。", []),
        ("1）甲；2）乙。（1）丙；a）丁。", []),
        ("“第一段引文。\n\n“第二段引文。”", []),
        ("it’s，don’t。", []),
        ("见[链接](https://example.org/a(b)c)和(注)。", []),
        ("“甲。", ["pair-unbalanced"]),
        ("甲”。", ["pair-unbalanced"]),
        ("（甲。\n\n乙）。", ["pair-unbalanced", "pair-unbalanced"]),
        ("“甲“乙”丙”。", ["quotes-nested"]),
        ("《甲《乙》丙》。", ["quotes-nested"]),
        ("甲（乙)丙。", ["brackets-mixed"]),
        ('推进"四好"建设。', ["quotes-straight"]),
    ],
)
def test_pairs_are_whole(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为了了解情况，以及及时处理，与与会人员座谈，和和谐社会，是是非非，的的确确。", []),
        (
            "一个一个解决，一件一件落实，第一党支部支部委员，研究研究，民营企业企业家，企业创业创新创富，进行立行立改，2024 2024，……————××××。",
            [],
        ),
        ("整改的的情况。", ["word-doubled"]),
        ("完成了了任务。", ["word-doubled"]),
        ("加强加强制度建设。", ["word-doubled"]),
        ("工商联工商联党组。", ["word-doubled"]),
        ("巡察整改巡察整改情况。", ["word-doubled"]),
        ("“出彩洛商 同心起航”活动，《甲乙丙丁 戊己庚辛》。", []),
        ("张三 李四 王五出席。参加的有甲单位 乙单位。", []),
        ("#万企兴万村 活动持续开展".replace("#", "\\#"), []),
        ("| 甲乙丙丁戊 | 己庚辛壬癸 |\n| --- | --- |\n| 甲乙丙丁 戊己庚辛 | 乙 |", []),
        ("2023 年 7 月，18 个问题，在 App 上 公布了 3 次。", []),
        ("认真贯彻落实上级决策部署 并且逐项对照检查。", ["space-in-text"]),
        ("嘉 兴 市 总 商 会", ["letters-apart"]),
        ("负责人：张\u3000某。", ["letters-apart"]),
        ("\u3000\u3000党组高度重视整改工作。", []),
        ("制定方案,明确责任;逐项落实!", ["punctuation-ascii", "punctuation-ascii"]),
        ("10:30开会，比例为1:2，见https://a.cn/b,c，A,B两组。", []),
        ("召开５次会议，Ａ级单位。", ["width-mixed", "width-mixed"]),
        ("１．修订办法，增长６％。", ["width-mixed"]),
        ("**一是**摸清底数；**二是**修订。\n\n***\n\n138****5678，张**同志。", []),
        ("**一是摸清底数。", ["stars-left"]),
        ("** 一是 **摸清底数。", ["stars-left", "stars-left"]),
    ],
)
def test_slips_of_the_hand(text: str, expected: list[str]) -> None:
    slips = ("number-fullwidth", "stars-lost", "link-fullwidth", "heading-underlined")
    assert [code for code in codes(text) if code not in slips] == expected


PROBLEM = "## 会产管理不到位\n状态：{status}\n{fields}\n{text}\n"


@pytest.mark.parametrize(
    ("status", "fields", "text", "missing"),
    [
        ("持续推进", "", "会产底数不清。", "时限, 责任单位, 下一步"),
        ("未完成", "时限：2024-06-30\n", "下一步清查会产。", "责任单位"),
        ("基本完成", "责任单位：办公室\n", "1. 清查会产。", "时限"),
        ("持续推进", "责任单位：办公室\n时限：2024-06-30\n", "将聘请第三方清查。", None),
        ("持续推进", "标记：长期坚持\n责任单位：办公室\n", "将每年清查。", None),
        ("持续推进", "标记：长期坚持\n", "会产底数不清。", "责任单位, 下一步"),
        ("已完成", "", "清查。", None),
        ("未注明", "", "清查。", None),
    ],
)
def test_an_open_problem_says_when_who_and_what_next(status: str, fields: str, text: str, missing: str | None) -> None:
    found = checked(PROBLEM.format(status=status, fields=fields, text=text))
    said = [item.values["missing"] for item in found if item.code == "open-problem-bare"]
    assert said == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("fields", "text", "said"),
    [
        ("", "该项工作持续推进。", "持续推进"),
        ("", "未完成，持续整改中。", "未完成"),
        ("", "目前仍在推进中，已清查3处。", "仍在推进中"),
        ("", "取得阶段性成效。持续推进清廉民企建设，督促未完成换届的商会换届。", None),
        ("标记：长期坚持\n", "该项工作持续推进。", None),
        ("", "整改中发现3处隐患，已全部改好。", None),
    ],
)
def test_what_is_done_does_not_go_on(fields: str, text: str, said: str | None) -> None:
    found = checked(PROBLEM.format(status="已完成", fields=fields, text=text))
    items = [item for item in found if item.code == "done-but-going-on"]
    assert [item.values["said"] for item in items] == ([said] if said else [])
    assert all(item.place.excerpt[item.place.column - 1 :].startswith(said or "") for item in items)


@pytest.mark.parametrize(
    ("status", "fields", "text", "said"),
    [
        ("基本完成", "", "整改情况：未完成。已清查会产。", "未完成"),
        ("未完成", "", "清查会产3处。已基本完成。", "已基本完成"),
        ("未完成", "", "已基本完成", "已基本完成"),
        ("持续推进", "", "清查会产3处。\n\n**整改状态：**已完成", "已完成"),
        ("持续推进", "", "一是清查会产3处。\n二是修订办法。\n该问题已整改到位。", "已整改到位"),
        ("已完成", "", "目前，该问题基本整改到位。", "基本整改到位"),
        ("基本完成", "", "整改进展：进度滞后。", "进度滞后"),
        ("已完成", "", "未达序时进度。", "未达序时进度"),
        # The same, or what does not contradict.
        ("基本完成", "", "整改情况：基本完成。", None),
        ("未完成", "", "尚未完成。", None),
        ("持续推进", "", "尚未完成整改。", None),
        ("未达序时进度", "", "整改情况：未完成。", None),
        ("基本完成", "", "清查会产3处。持续推进。", None),
        ("未注明", "", "已完成整改。", None),
        ("持续推进", "标记：长期坚持\n", "已完成整改。", None),
        ("基本完成", "", "已完成整改，但验收未完成。已基本完成。", None),
        # What is said of a measure, of a part, or together with what contradicts it.
        ("持续推进", "", "1. 清查会产。已完成。\n2. 修订办法。", None),
        ("持续推进", "", "1. 清查会产。\n\n已完成。\n\n2. 修订办法。\n\n已完成。", None),
        ("持续推进", "", "清查会产。已完成。修订《办法》，正在征求意见。", None),
        ("未完成", "", "会产登记已完成。", None),
        ("未完成", "", "已完成3处清查。已完成清查，未完成登记。", None),
        ("基本完成", "", "督促未完成换届的商会换届。", None),
    ],
)
def test_a_status_is_that_which_the_text_says(status: str, fields: str, text: str, said: str | None) -> None:
    found = checked(PROBLEM.format(status=status, fields=fields, text=text))
    items = [item for item in found if item.code == "status-said-otherwise"]
    assert [(item.values["said"], item.place.excerpt) for item in items] == (
        [(said, f"状态：{status}")] if said else []
    )
    lines = notice(PROBLEM.format(status=status, fields=fields, text=text)).split("\n")
    assert all(item.values["said"] in lines[int(item.values["line"]) - 1] for item in items)


def test_a_fax_needs_its_area_code_as_a_phone_does() -> None:
    found = checked(联系方式="{电话: 0571-87051527, 传真: [87051528, 0571-87051529]}")
    assert [item.values["value"] for item in found if item.code == "phone-doubtful"] == ["87051528"]


@pytest.mark.parametrize(
    ("heading", "status", "fields", "differs"),
    [
        ("（一）已完成整改的问题", "持续推进", "", True),
        ("（一）已完成整改的问题", "基本完成", "", True),
        ("（一）已完成整改的问题", "已完成", "", False),
        ("（一）已完成整改的问题", "未注明", "", False),
        ("一、已完成的整改事项（11个）", "未完成", "", True),
        ("二、集中整改期内已完成的整改任务和整改措施落实情况", "未完成", "", True),
        ("**二、整改完成事项**", "未达序时进度", "", True),
        ("（二）正在推进的2个问题", "已完成", "", True),
        ("（二）正在推进的2个问题", "已完成", "标记：长期坚持\n", False),
        ("（二）正在推进的2个问题", "未完成", "", False),
        ("四、集中整改期内尚未完成、需继续推进的整改任务", "已完成", "", True),
        ("三、整改未完成事项", "已完成", "", True),
        ("二、基本完成整改的问题", "已完成", "", True),
        ("二、基本完成整改的问题", "持续推进", "", False),
        ("（一）政治建设方面（2个问题，均已完成）", "持续推进", "", True),
        ("（一）服务职工方面（3个问题，完成2个）", "持续推进", "", False),
        ("一、整改完成问题（含1个持续推进）", "持续推进", "", False),
        ("（四）上轮巡察整改不到位的问题", "已完成", "", False),
        ("（一）上轮巡察未完成整改的问题", "已完成", "", False),
        ("二、重点问题整改完成情况", "持续推进", "", False),
        ("三、需要长期坚持的整改事项", "已完成", "", False),
        ("二、坚持问题导向，逐项整改销号", "持续推进", "", False),
    ],
)
def test_a_status_is_that_of_the_group_it_stands_in(heading: str, status: str, fields: str, differs: bool) -> None:
    problem = PROBLEM.format(status=status, fields=fields, text="清查。").replace("## ", "#### ")
    body = f"开头。\n\n## {heading}\n\n### 方面\n\n{problem}"
    found = [item for item in checked(body) if item.code == "status-unlike-group"]
    assert [item.place.excerpt for item in found] == ([f"状态：{status}"] if differs else [])
    line = notice(body).split("\n").index(f"## {heading}") + 1
    assert all(f"（第{line}行）" in item.message("zh") for item in found)


@pytest.mark.parametrize(
    ("measure", "is_vague"),
    [
        ("一是加强学习，提高认识。", True),
        ("**一是**加强学习，提高认识。", True),
        ("进一步压实责任，统一思想。", True),
        ("一是召开两次专题会。", False),
        ("每季度研究一次。", False),
        ("修订《管理办法》。", False),
        ("3月底前完成。", False),
    ],
)
def test_a_measure_names_a_date_a_number_or_a_document(measure: str, is_vague: bool) -> None:
    assert progress.is_vague(measure) == is_vague


def test_vague_measures_are_told_once_for_a_notice_and_only_where_they_are_most() -> None:
    problem = "## 甲\n状态：已完成\n\n1. 修订《办法》。\n2. 加强学习。\n3. 压实责任。\n\n## 乙\n状态：已完成\n\n1. 提高认识。\n"
    (item,) = checked(problem)
    assert (item.code, item.values, item.place.line) == ("measures-vague", {"count": "3", "total": "4"}, 11)
    assert checked(problem.replace("压实责任", "约谈3人")) == []


@pytest.mark.parametrize(
    ("value", "unit", "text", "is_said"),
    [
        ("6.94", "万元", "挽回6.94万元", True),
        ("6.94", "万元", "挽回16.94万元", False),
        ("4", "个", "共14个，400个，4.5个", False),
        ("4", "份", "签约四份", True),
        ("2", "家", "约谈两家", True),
        ("1234", "人", "培训1,234人", True),
        ("165亿", "元", "投资165亿余元", True),
        ("1.5万", "元", "15000元", True),
        ("15000", "元", "1.5万元", True),
        ("23", "个", "二十三个", True),
    ],
)
def test_a_number_is_found_in_a_text_as_it_may_be_written(value: str, unit: str, text: str, is_said: bool) -> None:
    assert figures.is_said(value, unit, text.replace(",", "")) == is_said


SEVERAL = "## 一、甲\n状态：已完成\n\n## 二、乙\n状态：持续推进\n\n## 三、丙\n状态：未完成\n"


@pytest.mark.parametrize(
    ("claimed", "text", "expected"),
    [
        ("{问题: 24}", "指出4个方面24个问题。", []),
        ("[{问题: 10}, {问题: 24}]", "指出10个具体问题，梳理出24个问题，另有3个问题。", []),
        ("{问题: 24}", "指出23个问题。", ["figure-differs"]),
        ("{措施: 65}", "制定56条整改措施。", ["figure-differs"]),
        ("{问题: 24, 已完成: 23}", "24个问题，已完成22个。", ["figure-differs"]),
        ("{问题: 24, 已完成: 23}", "24个问题，整改完成23个。", []),
        ("{问题: 24, 已完成: 23}", "24个问题。\n\n## 一\n状态：已完成\n\n已完成3项。", []),
        ("{问题: 24}", "指出不少问题。", []),
        ("{任务: 24, 已完成: 23, 未完成: 1}", "甲。", []),
        ("{任务: 24, 已完成: 23, 未完成: 2}", "甲。", ["totals-sum"]),
        ("{问题: 24, 已完成: 25}", "甲。", ["totals-sum"]),
        ("{问题: 24, 任务: 30, 已完成: 29, 未完成: 1}", "甲。", []),
        ("{问题: 3, 已完成: 1, 未完成: 1}", SEVERAL, []),
        ("{问题: 3, 已完成: 1, 未完成: 2}", SEVERAL, []),
        ("{问题: 3, 已完成: 1, 未完成: 0}", SEVERAL, ["totals-sum"]),
    ],
)
def test_totals_agree_with_one_another_and_with_the_text(claimed: str, text: str, expected: list[str]) -> None:
    assert codes(text, f"公布总数: {claimed}") == expected


def test_an_exception_with_its_reason_lets_one_finding_stand_in_one_notice(tmp_path: Path) -> None:
    excepted = notice(f"身份证{IDENTITY}。\n", 发布日期="2023-04-19", 例外="[{规则: identity-card, 原因: 判决书原文}]")
    other = notice(f"身份证{IDENTITY}。\n")
    site = make_site(tmp_path, {notice_path("2023"): excepted, notice_path("2024"): other})
    assert [(Path(item.place.file).name, item.code) for item in findings(site)] == [("2024.md", "identity-card")]


@pytest.mark.parametrize(
    ("exception", "code"),
    [
        ("{规则: mobile-number}", "key-missing"),
        ("{规则: mobile-number, 原因: }", "value-missing"),
        ("{规则: status-unknown, 原因: 甲}", "exception-unknown"),
        ("{规则: mobile-number, 原因: 甲}", "exception-unused"),
    ],
)
def test_an_exception_has_a_reason_a_check_and_a_use(tmp_path: Path, exception: str, code: str) -> None:
    found = findings(make_site(tmp_path, {notice_path(): notice(例外=f"[{exception}]")}))
    assert [item.code for item in found] == [code]


@pytest.mark.parametrize(
    ("exception", "way"),
    [
        ("[{规则: deadline-passed}]", "请写在花括号里：{规则: deadline-passed, 原因: …}"),
        ("{规则: deadline-passed}", "请写在花括号里：{规则: deadline-passed, 原因: …}"),
        ("\n  - 规则: deadline-passed", "请在下面加一行，缩进与“规则”对齐：原因: …"),
        ("\n  规则: deadline-passed", "请在下面加一行，缩进与“规则”对齐：原因: …"),
        ("deadline-passed", "请写 例外: [{规则: deadline-passed, 原因: …}]；"),
        ("[deadline-passed]", "请写 例外: [{规则: deadline-passed, 原因: …}]；"),
        ("\n  - deadline-passed", "请写 例外: [{规则: deadline-passed, 原因: …}]；"),
    ],
)
def test_what_an_exception_lacks_is_shown_in_the_form_that_works(tmp_path: Path, exception: str, way: str) -> None:
    text = notice("## 甲\n状态：持续推进\n时限：2024-01\n\n清查会产。\n", 例外=exception)
    (item,) = (one for one in findings(make_site(tmp_path, {notice_path(): text})) if one.severity == "error")
    assert item.hint("zh").startswith(way)


@pytest.mark.parametrize(
    "exception",
    ["[{规则: deadline-passed, 原因: 已延期}]", "\n  - 规则: deadline-passed\n    原因: 已延期"],
)
def test_the_forms_shown_for_an_exception_are_right(tmp_path: Path, exception: str) -> None:
    text = notice("## 甲\n状态：持续推进\n时限：2024-01\n\n清查会产。\n", 例外=exception)
    assert list(findings(make_site(tmp_path, {notice_path(): text}))) == []


def test_an_exception_is_no_part_of_the_notice() -> None:
    excepted = load("notices/a/b.md", notice(例外="[{规则: mobile-number, 原因: 甲}]").encode(), Diagnostics())
    plain = load("notices/a/b.md", notice().encode(), Diagnostics())
    assert excepted.exceptions
    assert excepted.record
    assert plain.record
    assert canonical_json(excepted.record) == canonical_json(plain.record)


def test_an_exception_covers_what_is_found_across_files_too(tmp_path: Path) -> None:
    organization = {f"content/organizations/{ORGANIZATION}.yaml": "名称: 云山\n"}
    with_reason = notice(例外="[{规则: contact-missing, 原因: 原文没有}]")
    assert list(findings(make_site(tmp_path, {**organization, notice_path(): with_reason}))) == []


SETTINGS = 'title = "甲"\naddress = "https://gongkai.example.org"\nchecks_off = [{}]\n'


def test_a_check_is_switched_off_for_the_whole_site(tmp_path: Path) -> None:
    files = {notice_path(): notice("电话13812345678,欢迎来电。\n".replace(",欢", "甲,欢"))}
    assert [item.code for item in findings(make_site(tmp_path / "on", files))] == ["mobile-number", "punctuation-ascii"]
    settings = {"site.toml": SETTINGS.format('"mobile-number"')}
    assert [item.code for item in findings(make_site(tmp_path / "off", {**files, **settings}))] == ["punctuation-ascii"]


def test_findings_come_back_when_the_check_is_switched_on_again(tmp_path: Path) -> None:
    files = {notice_path(): notice("电话13812345678。\n"), "site.toml": SETTINGS.format('"mobile-number"')}
    site = make_site(tmp_path, files)
    assert list(findings(site, publish=True)) == []
    (site / "site.toml").write_text(SETTINGS.format(""), "utf-8")
    assert [item.code for item in findings(site, publish=True)] == ["mobile-number"]


@pytest.mark.parametrize(("code", "way"), [("mobil-number", "mobile-number"), ("date-format", "")])
def test_only_checks_can_be_switched_off(tmp_path: Path, code: str, way: str) -> None:
    (item,) = findings(make_site(tmp_path, {"site.toml": SETTINGS.format(f'"{code}"')}))
    assert (item.code, item.place.line, item.values["nearest"]) == ("settings-value", 3, way)


def test_errors_of_form_can_not_be_switched_off() -> None:
    assert {code for code in SWITCHABLE if CODES[code].severity == "error"} == {"identity-card"}


FEEDBACK = {"类型": "动态", "标题": "反馈会召开", "巡视巡察": "{反馈: 2023-11-03}"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"news": FEEDBACK}, ["news.md:5 feedback-overdue"]),
        ({"news": {**FEEDBACK, "巡视巡察": "{反馈: 2024-06}", "发布日期": "2024-07-01"}}, []),
        ({"news": FEEDBACK, "answer": {}}, []),
        ({"news": FEEDBACK, "old": {"发布日期": "2023-04-19"}}, ["news.md:5 feedback-overdue"]),
        ({"news": FEEDBACK, "draft": {"草稿": "true"}}, []),
        ({"news": FEEDBACK, "draft": {"发布日期": "2025-03-01"}}, []),
        ({"draft": {"巡视巡察": "{反馈: 2023-11-03}", "草稿": "true"}}, []),
        (
            {"news": FEEDBACK, "draft": {"巡视巡察": "{反馈: 2021-05-03}", "草稿": "true"}},
            ["news.md:5 feedback-overdue"],
        ),
        ({"news": FEEDBACK, "work": {"类型": "工作通报", "草稿": "true"}}, ["news.md:5 feedback-overdue"]),
    ],
)
def test_a_feedback_is_answered_in_time(tmp_path: Path, files: dict[str, dict[str, str]], expected: list[str]) -> None:
    site = make_site(tmp_path, {notice_path(name): notice(**fields) for name, fields in files.items()})
    found = [f"{Path(item.place.file).name}:{item.place.line} {item.code}" for item in findings(site)]
    assert found == expected


@pytest.mark.parametrize("drafts", [False, True])
def test_a_draft_without_a_date_answers_its_feedback_shown_or_not(tmp_path: Path, drafts: bool) -> None:
    draft = notice(巡视巡察="{反馈: 2023-11-03}", 草稿="true").replace("发布日期: 2024-04-19\n", "")
    assert "发布日期" not in draft
    site = make_site(tmp_path, {notice_path(): draft})
    found = build(site, Options(as_of="2026-06-01", publish=False, workers=1, drafts=drafts)).diagnostics
    assert "feedback-overdue" not in {one.code for one in found}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({}, ["b.md notice-twice"]),
        ({"标题": "关于巡察整改进展情况 的通报"}, ["b.md notice-twice"]),
        ({"草稿": "是"}, []),
        ({"撤下": "{日期: 2024-05-01, 原因: 重复}"}, []),
        ({"发布日期": "2024-04-20"}, []),
        ({"标题": "关于审计整改进展情况的通报"}, []),
    ],
)
@pytest.mark.parametrize("drafts", [False, True])
def test_an_organization_publishes_a_notice_once(
    tmp_path: Path, second: dict[str, str], expected: list[str], drafts: bool
) -> None:
    site = make_site(tmp_path, {notice_path("a"): notice(), notice_path("b"): notice(**second)})
    found = build(site, Options(as_of="2024-06-01", publish=False, workers=1, drafts=drafts)).diagnostics
    told = [f"{Path(one.place.file).name} {one.code}" for one in found if one.code == "notice-twice"]
    assert told == expected


def test_findings_in_a_yaml_notice_stand_at_their_line(tmp_path: Path) -> None:
    text = (
        "标题: 关于巡察整改进展情况的通报\n类型: 整改通报\n发布日期: 2024-04-19\n正文:\n  - 标题: 一、甲\n    正文: |\n"
        "      给予张三党内警告处分。\n\n      制定方案,明确责任。\n  - 标题: 三、乙\n    措施:\n      - 电话13812345678。\n"
    )
    site = make_site(tmp_path, {notice_path().replace(".md", ".yaml"): text})
    found = [(item.place.line, item.place.column, item.code) for item in findings(site)]
    assert found == [
        (7, 9, "name-unmasked"),
        (9, 11, "punctuation-ascii"),
        (10, 9, "number-order"),
        (12, 11, "mobile-number"),
    ]


def test_over_the_sample_content_there_is_no_alarm_without_an_explanation(tmp_path: Path) -> None:
    """The totals and the missing contact are the notices' own, and about.md says why; one problem is not done."""
    for name in ("content", "templates", "assets", "site.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    found = build(tmp_path, Options(as_of="2026-11-21", publish=False, workers=1)).diagnostics
    told = [(Path(item.place.file).stem, item.code, item.values.get("missing")) for item in found]
    told = [item for item in told if item[1] not in ("totals-differ", "contact-missing")]
    assert told == [("2024-municipal-inspection", "open-problem-bare", "时限, 责任单位")]


def test_the_checks_cost_less_than_reading_the_notice() -> None:
    """A third of it in fact; the rest is for a machine that has other things to do."""
    path = next((ROOT / "content/notices/luoyang-gsl").glob("*.md"))
    data = path.read_bytes()
    loaded = load("notices/a/b.md", data, Diagnostics())
    assert isinstance(loaded.record, Notice)
    assert loaded.reader
    reading = checking = 0.0
    for _round in range(20):
        started = time.process_time()
        load("notices/a/b.md", data, Diagnostics())
        read = time.process_time()
        colleague.check(loaded.record, tally(loaded.record.body), loaded.lines, loaded.reader)
        reading, checking = reading + read - started, checking + time.process_time() - read
    assert checking < reading


def test_every_check_is_said_to_be_one_in_the_documentation() -> None:
    text = (ROOT / "docs/diagnostics.md").read_text("utf-8")
    section = text[text.index("## 发布之前") : text.index("## 设置、模板和运行")]
    assert set(re.findall(r"^### `([a-z-]+)`$", section, re.MULTILINE)) - SWITCHABLE == {
        "exception-unknown",
        "exception-unused",
    }


@pytest.mark.parametrize(
    "sign", ["汉 ", "汉,", "汉*", "“", "（", "《", "是一", "一是", "1", "A1", "\u3000汉", "\n## 一、", "给予张三"]
)
def test_a_text_of_one_sign_is_checked_in_time(sign: str) -> None:
    """Most of these take a tenth of a second; none grows with the square of what it is given."""
    line = (sign * 90)[:90] + "\n"
    loaded = load("notices/a/b.md", notice(line * 1_500).encode(), Diagnostics())
    assert isinstance(loaded.record, Notice)
    assert loaded.reader
    started = time.process_time()
    colleague.check(loaded.record, tally(loaded.record.body), loaded.lines, loaded.reader)
    assert time.process_time() - started < 3
