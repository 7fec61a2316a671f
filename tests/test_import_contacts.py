"""Rules of contacts: which phones, purposes, hours and addresses the closing lines of a notice give."""

import pytest

from gongkai.importers.contacts_found import contact_lines, contact_region, read_contacts
from gongkai.importers.document import Origin, Paragraph


def read(*lines: str) -> dict[str, object]:
    region = contact_region(contact_lines([Paragraph(line, Origin()) for line in lines]))
    return {found.field.removeprefix("contacts."): found.value for found in read_contacts(region)}


@pytest.mark.parametrize(
    ("line", "purpose"),
    [
        ("监督举报电话：0576-85620174（24小时）", "监督举报"),
        ("公开监督电话0576-85620174，周一至周五8:00-17:00", "监督"),
        ("现向社会公布举报电话0576-85620174", "举报"),
        ("派驻市自然资源局纪检监察组监督举报电话：0576-85620174", "监督举报"),
        ("社会监督电话：0576-85620174", "社会监督"),
        ("监督电话（工作日8:30-17:30）：0576-85620174", "监督"),
        ("监督电话：市局机关党委 0576-85620174", "监督"),
        ("电话：0576-85620174（监督举报）", "监督举报"),
        ("局党办电话：0576-85620174", None),
        ("有意见的，可来人来函，或打电话0576-85620174", None),
    ],
)
def test_a_purpose_is_what_a_phone_is_for_and_not_whose_it_is(line: str, purpose: str | None) -> None:
    found = read(line)
    assert found["phones[0].number"] == "0576-85620174"
    assert found.get("phones[0].purpose") == purpose


@pytest.mark.parametrize(
    ("line", "phones", "faxes"),
    [
        ("监督电话：0576-85620174，传真：0576-85620175", ["0576-85620174"], ["0576-85620175"]),
        ("电话：0576-85620174、0576-85620175（传真）", ["0576-85620174"], ["0576-85620175"]),
        ("联系电话：0576—85620174（传 真：0576—85620175）", ["0576-85620174"], ["0576-85620175"]),
        ("电话0576-85620174，传真号码为0576-85620175；邮编318000", ["0576-85620174"], ["0576-85620175"]),
        ("传真：0576-85620174、85620175；电话：0576-85620176", ["0576-85620176"], ["0576-85620174", "85620175"]),
        ("传真号：0576-85620174", [], ["0576-85620174"]),
        ("电话/传真：0576-85620174", ["0576-85620174"], ["0576-85620174"]),
        ("电话（传真）：0576-85620174", ["0576-85620174"], ["0576-85620174"]),
        ("监督电话：0576-85620174，可传真、来信", ["0576-85620174"], []),
    ],
)
def test_a_number_that_is_called_a_fax_is_one(line: str, phones: list[str], faxes: list[str]) -> None:
    found = read(line)
    assert [value for name, value in found.items() if name.endswith(".number")] == phones
    assert [value for name, value in found.items() if name.startswith("faxes")] == faxes


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("电话（9:00—17:00）：0576-85620174、0576-85620175", "9:00—17:00"),
        ("电话（法定工作日）：0576-85620174/85620175", "法定工作日"),
        ("督查电话：0576-85620174 或 0576-85620175（节假日除外）", "节假日除外"),
        (
            "来电请拨0576-85620174、85620175（夏季8:00—11:30，14:30—17:30）",
            "夏季8:00—11:30，14:30—17:30",
        ),
        (
            "监督电话：0576-85620174、0576-85620175（上学期间每日8：00－16：30）",
            "上学期间每日8：00－16：30",
        ),
    ],
)
def test_hours_of_a_list_of_phones_are_those_of_each(line: str, hours: str) -> None:
    found = read(line)
    assert [found["phones[0].hours"], found["phones[1].hours"]] == [hours, hours]


def test_hours_behind_a_semicolon_are_those_of_the_last_phone() -> None:
    found = read("反映情况请联系监察室 0570-5026611；0570-5026612（夜间）")
    assert (found.get("phones[0].hours"), found.get("phones[1].hours")) == (None, "夜间")


def test_a_day_in_a_period_is_no_hour() -> None:
    found = read("可在二〇二五年一月六日至一月二十日间与我们联系。电话：（0576）88990155")
    assert found == {"phones[0].number": "0576-88990155"}


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("信函寄送云山市滨江大道168号；联系电话：0571-28065533。", "云山市滨江大道168号"),
        ("信件请寄：云山市廊桥街1号市纪委（邮政编码321000）", "云山市廊桥街1号市纪委"),
        (
            "可致函海下县海滨大道100号县整改办公室，邮编321000。",
            "海下县海滨大道100号县整改办公室",
        ),
        ("来访地点：云山市人民路18号信访接待中心", "云山市人民路18号信访接待中心"),
        ("3.信函反映：云山市人民路18号机关党委（321000）", "云山市人民路18号机关党委"),
        (
            "来信来访地址 白苇县人民路18号县水利局党总支，321000。",
            "白苇县人民路18号县水利局党总支",
        ),
        ("通信地址（邮编）：云山市人民路18号（321000）", "云山市人民路18号"),
        ("机关党委（云山市人民路18号2楼，电话0576-85620174）", "云山市人民路18号2楼"),
        ("通信地址：白苇县溪口乡人民政府二楼 206 室　邮编：321000", "白苇县溪口乡人民政府二楼206室"),
        ("通信地址：白苇县溪口乡人民政府二楼 206  室　邮编：321000", "白苇县溪口乡人民政府二楼206室"),
        ("举报信箱：设在镇政府一楼大厅", None),
    ],
)
def test_an_address_ends_with_the_office_and_is_no_label(line: str, address: str | None) -> None:
    found = read("联系方式如下，邮箱a@example.com。", line)
    assert found.get("address") == address
    assert found.get("postcode") == ("321000" if "321000" in line else None)


def test_an_address_for_mails_that_is_named_twice_is_one() -> None:
    found = read("监督电话：0576-85620174", "电子邮箱：das@yunshan.gov.cn", "请写明事由，发至das@yunshan.gov.cn。")
    assert [value for field, value in found.items() if field.startswith("emails")] == ["das@yunshan.gov.cn"]


def test_hours_beside_an_office_are_those_of_its_phone_only() -> None:
    found = read("镇政府值班室：0576-85620174；生态环境分局（工作日正常上班时间）：0576-85620175。")
    assert "phones[0].hours" not in found
    assert found["phones[1].hours"] == "工作日正常上班时间"


def test_the_way_in_which_to_write_is_no_address() -> None:
    found = read(
        "如有意见和建议，请以电话、信函方式向街道纪工委反映。监督电话：0576-85620174",
        "来信地址：云山市望江东路77号望江街道纪工委",
    )
    assert found["address"] == "云山市望江东路77号望江街道纪工委"


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("联系电话：（0576）88304412、88304413，受理时间9:00—17:00", "9:00—17:00"),
        ("联系电话：0576-85620174（汛期24小时）", "汛期24小时"),
    ],
)
def test_hours_are_told_as_they_are_written(line: str, hours: str) -> None:
    assert read(line)["phones[0].hours"] == hours


def test_a_line_of_times_below_the_phones_is_of_them() -> None:
    found = read("监督电话：0576-85620174、0576-85620175", "时间：周一至周五8:00-17:00")
    assert found["phones[1].hours"] == "周一至周五8:00-17:00"
