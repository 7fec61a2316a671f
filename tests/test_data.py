"""The data files, read by tools that are not ours: JSON Schema, CSV, RDF and JSON-LD."""

import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import clevercsv
import extruct
import jsonschema
import msgspec
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SDO

from gongkai import model
from gongkai.explained import EXPLAINED, explained
from gongkai.exports import records, schema, tables
from gongkai.outcome import Options
from gongkai.pages import linked
from gongkai.pages.data import CHOICE_TITLES, RECORD_TITLES
from gongkai.pipeline import build
from tests.every_page import AS_OF, make_every_page
from tests.sites import ORGANIZATION, make_site, notice, notice_path, write

ROOT = "https://gongkai.example.org"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
FULL = f"{ORGANIZATION}/2023-full"
NASTY = '</script><script>alert("1")</script>&amp;'


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of the site with every kind of page, and a licence."""
    site = make_every_page(tmp_path_factory.mktemp("data"))
    with (site / "site.toml").open("a", encoding="utf-8") as file:
        file.write(f'license = "{LICENSE}"\n')
    return build(site, Options(as_of=AS_OF, workers=1)).public


def built(folder: Path, files: dict[str, str | bytes | None]) -> Path:
    return build(make_site(folder, files), Options(as_of="2025-01-01", workers=1)).public


def read(public: Path, address: str) -> Any:
    return json.loads((public / "data" / address).read_text("utf-8"))


def lines(public: Path, address: str) -> list[Any]:
    return [json.loads(line) for line in (public / "data" / address).read_text("utf-8").splitlines()]


def pointed(content: Any, pointer: str) -> Any:
    """Return what a JSON Pointer leads to."""
    for step in pointer.split("/")[1:]:
        content = content[int(step) if isinstance(content, list) else step]
    return content


def table(public: Path, address: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file as the parser of clevercsv sees them."""
    text = (public / "data" / address).read_bytes().decode("utf-8-sig")
    head, *rows = parsed(text)
    return [dict(zip(head, row, strict=True)) for row in rows]


def parsed(text: str) -> list[list[str]]:
    """Return the cells of a CSV text by the parser of clevercsv."""
    dialect = clevercsv.dialect.SimpleDialect(",", '"', "")
    return list(clevercsv.reader(io.StringIO(text, newline=""), dialect=dialect))


def leads_on(path: Path) -> bool:
    """Whether a page only leads to another address."""
    return 'http-equiv="refresh"' in path.read_text("utf-8")


def validator(public: Path, kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(read(public, f"schema/{kind}.json"))


# ---- what is where


def test_every_json_file_is_valid_by_the_schema_it_names(public):
    found = [path for path in (public / "data").rglob("*.json") if path.parent.name != "schema"]
    assert len(found) > 10
    for path in found:
        content = json.loads(path.read_text("utf-8"))
        kind = content["$schema"].removeprefix(f"{ROOT}/data/schema/").removesuffix(".json")
        validator(public, kind).validate(content)
        assert content["license"] == LICENSE


@pytest.mark.parametrize("kind", schema.KINDS)
def test_every_schema_is_one_and_explains_each_property_in_both_languages(public, kind):
    found = read(public, f"schema/{kind}.json")
    jsonschema.Draft202012Validator.check_schema(found)
    for definition in found["$defs"].values():
        for name, said in definition.get("properties", {}).items():
            chinese, english = said["description"].split("\n")
            assert re.search("[\u4e00-\u9fff]|^JSON", chinese), name
            assert english.endswith(".")
            assert said["title"].endswith(name)


def test_a_schema_refuses_what_no_notice_can_be(public):
    good = read(public, f"notices/{FULL}.json")
    for path, value in ((("kind",), "rumour"), (("published",), "2024年"), (("odd",), 1)):
        bad = json.loads(json.dumps(good))
        bad["notice"][path[0]] = value
        assert not validator(public, "notice").is_valid(bad)


def test_lines_hold_one_record_each_that_is_valid(public):
    files = [file for file in read(public, "index.json")["files"] if file["format"] == "jsonl"]
    assert {file["kind"] for file in files} == {"notices", "problems", "organizations"}
    for file in files:
        found = lines(public, file["url"].removeprefix(f"{ROOT}/data/"))
        assert len(found) == file["records"]
        kind = file["conforms_to"].rpartition("/")[2].removesuffix(".json")
        for record in found:
            validator(public, kind).validate(record)


def test_the_index_lists_every_file_of_many_records(public):
    listed = {file["url"].removeprefix(f"{ROOT}/data/") for file in read(public, "index.json")["files"]}
    there = {path.name for path in (public / "data").iterdir() if path.is_file()}
    assert listed == there - {"index.html", "index.json", "catalog.jsonld"}


def test_a_notice_stands_in_its_file_byte_for_byte(public):
    data = (public / f"data/notices/{FULL}.json").read_bytes()
    content = json.loads(data)
    canonical = data[data.index(b'"notice":{"id":') + len(b'"notice":') : -2]
    assert hashlib.sha256(canonical).hexdigest() == content["sha256"]
    again = json.dumps(content["notice"], ensure_ascii=False, separators=(",", ":")).encode()
    assert again == canonical


def test_no_data_file_holds_a_control_character(public):
    """Neither as a byte nor as an escape of JSON; lines end, and that is all."""
    for path in (public / "data").rglob("*"):
        text = path.read_text("utf-8") if path.suffix in (".json", ".jsonl", ".jsonld", ".csv") else ""
        assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\\u00[01]", text), path


def test_a_problem_has_a_place_of_its_own_in_the_file_of_its_notice(public):
    content = read(public, f"notices/{FULL}.json")
    part = pointed(content, content["problems"]["problem-22"])
    assert (part["heading"], part["problem"]["number"]) == ("会产管理不到位", "22")
    assert len(content["problems"]) == sum("problem" in part for part in content["notice"]["body"])
    problem = next(line for line in lines(public, "problems-2024-1.jsonl") if line["id"] == f"{FULL}#problem-22")
    assert problem["title"] == "会产管理不到位"
    assert problem["status"] == "in_progress"
    assert problem["headings"] == ["二、集中整改进展情况", "（一）聚焦发展方面"]
    assert content["notice"]["body"][problem["part"]] == part
    assert problem["url"] == f"{ROOT}/notices/{FULL}/#problem-22"
    assert (problem["$schema"], problem["license"]) == (f"{ROOT}/data/schema/problem.json", LICENSE)


def test_every_problem_is_in_json_and_csv_alike(public):
    files = [json.loads(path.read_text("utf-8")) for path in (public / "data/notices").rglob("*.json")]
    from_files = {f"{file['notice']['id']}#{anchor}" for file in files for anchor in file.get("problems", {})}
    assert from_files == {row["标识"] for row in table(public, "problems.csv")}
    assert from_files == {row["id"] for row in lines(public, "problems-2024-1.jsonl")}
    assert len(from_files) == 7


def test_what_is_held_back_is_in_no_data_file(tmp_path):
    public = built(
        tmp_path,
        {
            notice_path("open"): notice(标题="公开的"),
            notice_path("draft"): notice(标题="秘密草稿", 草稿="true"),
            notice_path("future"): notice(标题="秘密明年", 发布日期="2026-01-01"),
            notice_path("gone"): notice("秘密正文。\n", 标题="撤下的", 撤下="{日期: 2024-06-01, 原因: 有误}"),
        },
    )
    everything = b"".join(path.read_bytes() for path in (public / "data").rglob("*") if path.is_file()).decode()
    assert "秘密" not in everything
    assert "公开的" in everything


def test_the_parts_of_a_year_are_counted_from_the_oldest_and_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("gongkai.exports.datasets.NOTICES_PER_PART", 2)
    files = {notice_path(f"n{day}"): notice(发布日期=f"2024-01-0{day}") for day in (1, 2, 3)}
    site = make_site(tmp_path, files)
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    first = (public / "data/notices-2024-1.jsonl").read_bytes()
    ids = [[record["notice"]["id"] for record in lines(public, f"notices-2024-{part}.jsonl")] for part in (1, 2)]
    assert ids == [[f"{ORGANIZATION}/n1", f"{ORGANIZATION}/n2"], [f"{ORGANIZATION}/n3"]]
    write(site, notice_path("n4"), notice(发布日期="2024-01-04"))
    build(site, Options(as_of="2025-01-01", workers=1))
    assert (public / "data/notices-2024-1.jsonl").read_bytes() == first
    assert len(lines(public, "notices-2024-2.jsonl")) == 2


def test_the_table_of_all_holds_the_newest_of_a_large_site(tmp_path, monkeypatch):
    monkeypatch.setattr("gongkai.exports.datasets.NOTICES_IN_ONE", 2)
    public = built(tmp_path, {notice_path(f"n{day}"): notice(发布日期=f"202{day}-01-01") for day in (1, 2, 3)})
    assert [row["发布日期"] for row in table(public, "notices.csv")] == ["2023-01-01", "2022-01-01"]


# ---- changes


def test_changes_say_what_was_published_corrected_and_withdrawn_and_when(public):
    changes = read(public, "changes-2024.json")["changes"]
    told = [(change["date"], change["action"], change["id"].partition("/")[2]) for change in changes]
    assert told == [
        ("2024-04-19", "added", "2023-full"),
        ("2024-04-19", "added", "2024-withdrawn"),
        ("2024-05-06", "altered", "2023-full"),
        ("2024-06-01", "withdrawn", "2024-withdrawn"),
        ("2024-11-11", "added", "2024-later"),
    ]
    assert changes[2]["reason"] == "更正第二部分的日期"
    assert changes[3]["reason"] == "内容有误，将重新发布"


def test_changes_give_the_hash_of_every_public_notice_and_of_no_other(public):
    hashes = {}
    for path in (public / "data").glob("changes-*.json"):
        for change in json.loads(path.read_text("utf-8"))["changes"]:
            if change["action"] == "added" and "sha256" in change:
                hashes[change["data"].removeprefix(f"{ROOT}/data/")] = change["sha256"]
    for address, sha256 in hashes.items():
        assert read(public, address)["sha256"] == sha256
    files = [path for path in (public / "data/notices").rglob("*.json") if b'"notice":{' in path.read_bytes()]
    assert len(hashes) == len(files) == 4


def test_a_mirror_sees_by_the_index_and_the_changes_what_to_fetch(tmp_path):
    """As docs/data.md tells it: states, then hashes, then files."""
    files = {notice_path(f"n{year}"): notice(发布日期=f"{year}-02-03") for year in (2022, 2023, 2024)}
    site = make_site(tmp_path, files)
    public = build(site, Options(as_of="2025-01-01", workers=1)).public
    mirrored: dict[str, str] = {}
    states: dict[str, str] = {}

    def follow() -> set[str]:
        fetched = set()
        for file in read(public, "index.json")["files"]:
            if file["kind"] != "changes" or states.get(file["url"]) == file["state"]:
                continue
            states[file["url"]] = file["state"]
            for change in read(public, file["url"].removeprefix(f"{ROOT}/data/"))["changes"]:
                if mirrored.get(change["id"]) != change.get("sha256", ""):
                    mirrored[change["id"]] = change.get("sha256", "")
                    fetched.add(change["id"].partition("/")[2])
        return fetched

    assert follow() == {"n2022", "n2023", "n2024"}
    assert follow() == set()
    write(site, notice_path("n2023"), notice("改过。\n", 发布日期="2023-02-03"))
    write(site, notice_path("n2024"), notice(发布日期="2024-02-03", 撤下="{日期: 2024-06-01, 原因: 有误}"))
    build(site, Options(as_of="2025-01-01", workers=1))
    assert follow() == {"n2023", "n2024"}
    assert mirrored[f"{ORGANIZATION}/n2024"] == ""


def test_the_same_content_gives_the_same_bytes_on_another_day_and_elsewhere(tmp_path):
    found = []
    for name, day in (("a", "2025-01-01"), ("b", "2026-05-05")):
        site = make_site(tmp_path / name, {notice_path(f"n{n}"): notice(发布日期=f"202{n}-01-01") for n in (1, 2)})
        data = build(site, Options(as_of=day, workers=1)).public / "data"
        found.append({path.relative_to(data): path.read_bytes() for path in data.rglob("*.*")})
    for path in found[0]:
        if path.suffix != ".html":
            assert found[0][path] == found[1][path], path


# ---- CSV


def test_csv_has_a_byte_order_mark_and_lines_that_end_as_the_standard_says(public):
    for path in (public / "data").glob("*.csv"):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert data.count(b"\n") == data.count(b"\r\n")


def test_a_table_of_notices_says_what_the_page_says(public):
    row = next(row for row in table(public, "notices.csv") if row["标识"] == FULL)
    assert row["发布日期"] == "2024-04-19"
    assert row["更新日期"] == "2024-05-06"
    assert row["问题数"] == "6"
    assert row["持续推进"] == "1"
    assert row["摘编"] == "是"
    assert row["网址"] == f"{ROOT}/notices/{FULL}/"


def test_a_table_of_organizations_has_their_contacts(public):
    row = next(row for row in table(public, "organizations.csv") if row["标识"] == ORGANIZATION)
    assert row["电话"] == "0579-85550123（整改意见，9:00—17:00）；0579-85550124"
    assert row["邮编"] == "321000"


def test_a_table_of_problems_says_which_later_one_continues_each(tmp_path):
    """So that whoever counts takes a problem once; and the index tells that the old table changed."""
    first = "## 一-1 学习不深入\n状态：持续推进\n编号：一-1\n\n正文。\n"
    later = f"## 学习\n状态：已完成\n编号：2\n承接：{ORGANIZATION}/2023-a#一-1\n\n正文。\n"
    files = {notice_path("2023-a"): notice(first, 发布日期="2023-01-01", 截至="2022-12-31")}
    alone = built(tmp_path / "alone", files)
    public = built(tmp_path / "both", files | {notice_path("2024-b"): notice(later, 发布日期="2024-01-01")})
    row = table(public, "problems-2023-1.csv")[0]
    assert row["后续"] == f"{ORGANIZATION}/2024-b#problem-2"
    assert {one["标识"]: one["后续"] for one in table(public, "problems.csv")}[row["后续"]] == ""
    assert (row["标题"], row["编号"]) == ("学习不深入", "一-1")
    assert (row["机构标识"], row["通报标识"], row["进展截至"]) == (
        ORGANIZATION,
        f"{ORGANIZATION}/2023-a",
        "2022-12-31",
    )
    states = [
        {file["url"]: file["state"] for file in read(folder, "index.json")["files"]}[
            "https://gongkai.example.org/data/problems-2023-1.csv"
        ]
        for folder in (alone, public)
    ]
    assert states[0] != states[1]


@pytest.mark.parametrize(
    ("title", "number", "left"),
    [
        ("一-1 学习", "一-1", "学习"),
        ("1.学习", "1", "学习"),
        ("（一）学习", "（一）", "学习"),
        ("1.5万元未收回", "1", "1.5万元未收回"),
        ("10个单位", "1", "10个单位"),
        ("1", "1", "1"),
        ("学习", "", "学习"),
    ],
)
def test_a_title_leaves_its_number_to_the_column_of_numbers(title, number, left):
    assert tables.without_number(title, number) == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://example.com")', '\'=HYPERLINK("https://example.com")'),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("+86-579-85550123", "'+86-579-85550123"),
        ("-3.5", "-3.5"),
        ("+86 579 8555 0123", "+86 579 8555 0123"),
        ("0579-85550123", "0579-85550123"),
        ("2024-04-19", "2024-04-19"),
        ("（一）聚焦=发展", "（一）聚焦=发展"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula_and_numbers_stay(text, expected):
    assert tables.safe(text) == expected
    written = tables.table((tables.Column("列", "column", ""),), [[text, "x"]]).decode("utf-8-sig")
    assert parsed(written)[1] == [expected, "x"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=2, max_size=4))
def test_what_is_written_is_what_another_reader_reads(cells):
    columns = [tables.Column(str(index), "", "") for index in range(len(cells))]
    text = tables.table(columns, [cells]).decode("utf-8-sig")
    assert parsed(text)[1:] == [[tables.safe(cell) for cell in cells]]


def test_a_formula_in_the_content_is_none_in_the_table(tmp_path):
    body = "## =cmd|'/C calc'!A0\n状态：已完成\n责任单位：@办公室\n\n正文。\n"
    public = built(tmp_path, {notice_path(): notice(body, 标题='"=1+1"')})
    row = table(public, "problems.csv")[0]
    assert (row["通报"], row["标题"][:2], row["责任单位"]) == ("'=1+1", "'=", "'@办公室")


# ---- what the fields mean


def test_every_field_is_explained_and_no_other():
    for kind, words in EXPLAINED.items():
        assert list(words) == [field.name for field in msgspec.structs.fields(kind)], kind
        assert all(field.chinese and field.zh and field.en for field in explained(kind))
    entities = {
        kind
        for module in (model, records)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and msgspec.structs.fields(kind)
    }
    assert entities - {model.Page, records.File} == set(EXPLAINED) == set(RECORD_TITLES)
    assert set(schema.CHOICES) == set(CHOICE_TITLES)


def test_the_data_page_explains_each_field_and_column_in_both_languages(public):
    page = (public / "data/index.html").read_text("utf-8")
    for kind in EXPLAINED:
        for field in explained(kind):
            for words in (f"<code>{field.name}</code>", field.zh, field.en):
                assert (
                    words.replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("&lt;code&gt;", "<code>")
                    .replace("&lt;/code&gt;", "</code>")
                    .replace('"', "&#34;")
                    .replace("'", "&#39;")
                    in page
                ), words
    for columns in (tables.NOTICE_COLUMNS, tables.PROBLEM_COLUMNS, tables.ORGANIZATION_COLUMNS):
        assert len({column.chinese for column in columns}) == len(columns)
        for column in columns:
            assert f"<code>{column.name}</code>" in page


def test_the_data_page_is_linked_from_every_page_and_the_sitemap(public):
    for path in public.rglob("*.html"):
        if path.relative_to(public).as_posix() != "old/2024.html":
            assert 'href="/data/"' in path.read_text("utf-8"), path
    assert f"<loc>{ROOT}/data/</loc>" in (public / "sitemap-site.xml").read_text("utf-8")


# ---- linked data


# rdflib reads JSON-LD by way of a class of its own that it deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_dcat_description_is_rdf_of_known_terms(public):
    graph = rdflib.Graph().parse(public / "data/catalog.jsonld", format="json-ld")
    for namespace in (DCAT, DCTERMS, FOAF):
        for term in {*graph.predicates(), *graph.objects(None, RDF.type)}:
            if str(term).startswith(str(namespace)):
                assert term in namespace, term
    catalog = graph.value(None, RDF.type, DCAT.Catalog)
    datasets = list(graph.objects(catalog, DCAT.dataset))
    assert len(datasets) == 4
    for dataset in datasets:
        assert graph.value(dataset, DCTERMS.title)
        assert graph.value(dataset, DCTERMS.license) == rdflib.URIRef(LICENSE)
        for distribution in graph.objects(dataset, DCAT.distribution):
            address = str(graph.value(distribution, DCAT.downloadURL))
            assert (public / address.removeprefix(f"{ROOT}/")).is_file()


def _said(path: Path) -> list[dict[str, Any]]:
    """Return what extruct finds of JSON-LD in a page."""
    found = extruct.extract(path.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
    return [node for whole in found for node in whole["@graph"]]


# rdflib reads JSON-LD by way of a class of its own that it deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_every_page_says_in_known_words_of_schema_org_what_it_is(public):
    for path in public.rglob("*.html"):
        if path.name == "404.html" or leads_on(path):
            continue
        said = extruct.extract(path.read_text("utf-8"), syntaxes=["json-ld"])["json-ld"]
        assert said, path
        # The context is on another host: its vocabulary is all that is needed of it.
        text = json.dumps({**said[0], "@context": {"@vocab": str(SDO)}})
        graph = rdflib.Graph().parse(data=text, format="json-ld")
        terms = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type}
        assert len(graph) > 3
        assert all(term in SDO for term in terms), [term for term in terms if term not in SDO]


def test_a_notice_is_a_report_with_its_number_corrections_and_data(public):
    report, crumbs = _said(public / f"notices/{FULL}/index.html")
    assert report["@type"] == "Report"
    assert report["reportNumber"] == "云工商联党〔2024〕8号"
    assert report["correction"] == [
        {"@type": "CorrectionComment", "text": "更正第二部分的日期", "datePublished": "2024-05-06"}
    ]
    assert report["isBasedOn"] == "https://example.org/original"
    assert report["encoding"]["contentUrl"] == f"{ROOT}/data/notices/{FULL}.json"
    assert [item["name"] for item in crumbs["itemListElement"]][:2] == ["云山整改公开", "通报"]


def test_an_organization_has_its_contact_points(public):
    organization = _said(public / f"organizations/{ORGANIZATION}/index.html")[0]
    assert organization["@type"] == "Organization"
    assert {"0579-85550123", "0579-85550124"} <= {point.get("telephone") for point in organization["contactPoint"]}
    assert "0579-85550125" in {point.get("faxNumber") for point in organization["contactPoint"]}
    above = _said(public / "organizations/haixia-gsl/index.html")[0]
    assert above["@type"] == "GovernmentOrganization"
    assert above["parentOrganization"]["@id"] == organization["@id"]


def test_line_separators_of_unicode_are_escaped_too():
    assert linked.script([{"name": "a\u2028b\u2029c<"}]).endswith('"name":"a\\u2028b\\u2029c\\u003c"}]}')


def test_nothing_in_the_content_ends_the_script_of_the_linked_data(tmp_path):
    public = built(tmp_path, {notice_path(): notice(标题=json.dumps(NASTY, ensure_ascii=False))})
    page = (public / f"notices/{ORGANIZATION}/2024-inspection/index.html").read_text("utf-8")
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert script
    assert not re.search("[<>&\u2028\u2029]", script[1])
    report = json.loads(script[1])["@graph"][0]
    assert report["name"].startswith('</script><script>alert("1")')


def test_shared_links_show_title_and_description(public):
    page = (public / f"notices/{FULL}/index.html").read_text("utf-8")
    found = dict(extruct.extract(page, syntaxes=["opengraph"])["opengraph"][0]["properties"])
    assert found["og:type"] == "article"
    assert found["og:url"] == f"{ROOT}/notices/{FULL}/"
    assert found["og:site_name"] == "云山整改公开"
    assert found["og:description"].startswith("开头的说明文字")


def test_every_page_has_one_canonical_link_and_a_description(public):
    for path in public.rglob("*.html"):
        page = path.read_text("utf-8")
        address = "/" + path.relative_to(public).as_posix().removesuffix("index.html")
        if address != "/404.html" and not leads_on(path):
            assert re.findall(r'<link rel="canonical" href="([^"]*)"', page) == [ROOT + address]
            assert len(re.findall(r'<meta name="description" content="[^"]+">', page)) == 1, address


def test_linked_data_violates_no_policy(open_page, public):
    from tests.browser import serve_folder

    with serve_folder(public) as url:
        page = open_page()
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation', "
            "event => window.violations.push(event.violatedDirective))"
        )
        for address in ("/", f"/notices/{FULL}/", f"/organizations/{ORGANIZATION}/", "/data/"):
            page.goto(url + address)
            assert page.locator("script[type='application/ld+json']").count() == 1
            assert page.evaluate("window.violations") == []
