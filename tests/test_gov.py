"""The profile of government sites: the tags of 国办发〔2017〕47号 and the foot of the page."""

import re
from pathlib import Path

import pytest

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.sites import ORGANIZATION, make_site, notice, notice_path

SETTINGS = f"""title = "云山整改公开"
address = "https://www.yunshan.gov.cn/zhenggai"
owner = "{ORGANIZATION}"
"""
GOV = """profile = "gov"
site_code = "3307000001"
icp_number = "云ICP备00000000号-1"
police_number = "云公网安备33070000000000号"
badge = "https://example.org/badge"
error_report = "https://example.org/errors"
"""
FILES = {
    notice_path("whole"): notice("## 甲\n状态：已完成\n编号：1\n", 署名="云山市工商联党组"),
    notice_path("month"): notice(发布日期="2024-03", 来源="原通报"),
    "content/pages/about.md": "---\n标题: 关于\n---\n\n说明。\n",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the profile."""
    site = make_site(tmp_path_factory.mktemp("gov"), {**FILES, "site.toml": SETTINGS + GOV})
    return build(site, Options(as_of="2025-01-01", workers=1)).public


def tags(path: Path) -> dict[str, str]:
    """Return the meta elements of a page; each name is there once, whatever its capitals."""
    found = re.findall(r'<meta name="([^"]*)" content="([^"]*)">', path.read_text("utf-8"))
    names = [name.lower() for name, _ in found if name != "theme-color"]
    assert len(names) == len(set(names)), path
    return dict(found)


def test_every_page_names_the_site(public):
    for path in public.rglob("*.html"):
        found = tags(path)
        assert found["SiteName"] == "云山整改公开"
        assert found["SiteDomain"] == "www.yunshan.gov.cn"
        assert found["SiteIDCode"] == "3307000001"


@pytest.mark.parametrize(
    ("page", "column"),
    [("notices", "通报"), ("organizations", "机构"), ("problems", "问题"), (f"notices/{ORGANIZATION}/whole", "通报")],
)
def test_lists_and_notices_name_their_column(public, page, column):
    found = tags(public / page / "index.html")
    assert found["ColumnName"] == column
    assert found["ColumnType"] == "信息公开"
    assert found["ColumnDescription"]
    assert found["ColumnKeywords"] == f"{column},云山整改公开"


def test_a_notice_has_its_title_date_and_source(public):
    found = tags(public / f"notices/{ORGANIZATION}/whole/index.html")
    assert found["ArticleTitle"] == "关于巡察整改进展情况的通报"
    assert found["PubDate"] == "2024-04-19 00:00"
    assert found["ContentSource"] == "云山市工商业联合会"
    assert found["Author"] == "云山市工商联党组"
    assert found["Url"] == f"https://www.yunshan.gov.cn/zhenggai/notices/{ORGANIZATION}/whole/"


def test_a_day_that_is_not_known_is_not_made_up(public):
    found = tags(public / f"notices/{ORGANIZATION}/month/index.html")
    assert "PubDate" not in found
    assert found["ContentSource"] == "原通报"


def test_no_page_besides_notices_has_the_tags_of_an_article(public):
    for path in public.rglob("*.html"):
        if "notices" not in path.parts or path.parent.name not in ("whole", "month"):
            assert not {"ArticleTitle", "PubDate", "ContentSource"} & set(tags(path))


def test_the_foot_shows_what_government_sites_show(public):
    foot = (public / "index.html").read_text("utf-8").partition("<footer")[2]
    for shown in ("云山市工商业联合会", "3307000001", "云ICP备00000000号-1", "云公网安备33070000000000号"):
        assert shown in foot
    for link in (
        f"/zhenggai/organizations/{ORGANIZATION}/#feedback",
        "https://example.org/badge",
        "https://example.org/errors",
    ):
        assert f'href="{link}"' in foot


def test_without_the_profile_there_is_none_of_it(tmp_path):
    site = make_site(tmp_path, {**FILES, "site.toml": SETTINGS})
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    for path in public.rglob("*.html"):
        assert not [name for name in tags(path) if name[0].isupper()]
