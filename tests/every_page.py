"""A site that has every kind of page and every state of it, for tests that look at all of them.

`every_page` is its public folder, `every_page_address` where it is served: built once in each worker, for tests that
only look.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.outcome import Options
from gongkai.pipeline import build
from tests.browser import serve_folder
from tests.sites import ORGANIZATION, make_site, notice, notice_path

AS_OF = "2024-12-31"
LONG_TITLE = "中共云山市工商业联合会党组关于十五届市委第三轮巡察反馈意见集中整改进展情况以及持续推进事项的通报"

_INSPECTION = "{类别: 常规, 机构: 市委第六巡察组, 轮次: 第三轮, 进驻: 2023-07-17, 结束: 2023-08-29, 反馈: 2023-11-03}"
_FULL = notice(
    """开头的说明文字，讲明巡察的由来。

## 一、组织落实整改情况

党组高度重视。详见[说明](/about/)，另见[会产](#problem-22)。

| 序号 | 事项 | 进展 |
| --- | --- | --- |
| 1 | 清理 | 完成 |

## 二、集中整改进展情况

### （一）聚焦发展方面

#### 1、商会改革不够有力
状态：已完成
编号：1
问题：底数不清、失察失管。
责任单位：会员部
完成日期：2024-01-31
标记：立行立改、集中整改期完成

**一是**摸清底数。**二是**修订办法。

1. 建立台账。
2. 开展培训。

#### 会产管理不到位
状态：持续推进
编号：22
时限：2024-06-30
标记：反弹

一是沟通协调。

#### 制度不健全
状态：基本完成
编号：3

#### 学习不深入
状态：未达序时进度
编号：4

#### 作风不实
状态：未完成
编号：5

#### 其他
状态：未注明

## 三、下一步

- 坚持善始善终。
- 坚持建章立制。
""",
    标题=LONG_TITLE,
    文号="云工商联党〔2024〕8号",
    索引号="K-2024-0008",
    有效性="有效",
    成文日期="2024-04-18",
    机构="[haixia-gsl]",
    巡视巡察=_INSPECTION,
    截至="2024-01-31",
    公布总数="[{口径: 反馈意见, 方面: 4, 问题: 10}, {口径: 台账, 问题: 24, 措施: 65, 已完成: 23}]",
    成效="[{名称: 挽回资金损失, 数值: 6.94, 单位: 万元}, {名称: 签约, 数值: 31亿, 单位: 元, 概数: 约}, {名称: 参训, 数值: 4500, 单位: 名, 概数: 余}]",
    署名="中共云山市工商业联合会党组",
    征求意见="{起: 2024-12-01, 止: 2025-01-20}",
    更正记录="[{日期: 2024-05-06, 原因: 更正第二部分的日期}]",
    附件="[{标题: 整改台账, 文件: ledger.txt}]",
    旧网址="[/old/2024.html]",
    来源='{标题: 原通报, 网址: "https://example.org/original"}',
    摘编="true",
)
_LATER = notice(
    "### 会产管理仍未到位\n状态：未完成\n编号：7\n承接：yunshan-gsl/2023-full#22\n\n一是继续协调。\n",
    标题="云山市工商业联合会回头看整改情况通报",
    发布日期="2024-11-11",
)
FILES = {
    notice_path("2023-full"): _FULL,
    notice_path("2024-later"): _LATER,
    notice_path("2024-withdrawn"): notice(撤下="{日期: 2024-06-01, 原因: 内容有误，将重新发布}", 标题="撤下的通报"),
    notice_path("2022-plain", "haixia-gsl"): notice("只有一段。\n", 类型="工作通报", 发布日期="2022", 标题="年度工作"),
    "content/files/ledger.txt": "台账\n",
    "content/pages/about.md": "---\n标题: 关于\n导航: 1\n---\n\n这是说明。\n\n## 联系\n\n- 甲\n- 乙\n",
    f"content/organizations/{ORGANIZATION}.yaml": """名称: 云山市工商业联合会
简称: 云山市工商联
类型: 人民团体
层级: 市
行政区划代码: "330700"
简介: 面向工商界的人民团体和商会组织。
网址: https://example.org
联系方式:
  电话:
    - {号码: 0579-85550123, 用途: 整改意见, 时间: "9:00—17:00"}
    - 0579-85550124
  传真: 0579-85550125
  邮箱: [gsl@example.gov.cn]
  地址: 云山市人民路1号
  邮编: "321000"
  办公时间: 工作日 9:00—17:00
  表单: https://example.org/form
  公众号: 云山工商联
""",
    "content/organizations/haixia-gsl.yaml": "名称: 海下县工商业联合会\n上级: yunshan-gsl\n层级: 县\n",
    "content/organizations/shanbei-gsl.yaml": "名称: 山北县工商业联合会\n层级: 县\n",
}
# One address of each kind of page; beside it, which state of it this is.
PAGES = {
    "home": "/",
    "notices": "/notices/",
    "year": "/notices/2024/",
    "numbered part of a list": "/notices/page/1/",
    "notice with everything": f"/notices/{ORGANIZATION}/2023-full/",
    "notice that continues": f"/notices/{ORGANIZATION}/2024-later/",
    "notice without problems": "/notices/haixia-gsl/2022-plain/",
    "tombstone": f"/notices/{ORGANIZATION}/2024-withdrawn/",
    "organizations": "/organizations/",
    "organization": f"/organizations/{ORGANIZATION}/",
    "organization without contacts": "/organizations/shanbei-gsl/",
    "problems": "/problems/",
    "search": "/search/",
    "problems of a status": "/problems/in-progress/",
    "problems that are overdue": "/problems/overdue/",
    "problems that returned": "/problems/returned/",
    "stories": "/problems/story/",
    "story": f"/problems/story/{ORGANIZATION}/2023-full/22/",
    "page": "/about/",
    "data": "/data/",
    "redirect": "/old/2024.html",
    "not found": "/404.html",
}
_SETTINGS = """title = "云山整改公开"
address = "https://gongkai.example.org"
description = "云山市巡察整改情况的公开与查询"
language = "{language}"
owner = "yunshan-gsl"
operator = "云山市信息中心"
icp_number = "云ICP备00000000号"
notices_per_page = 2
"""


def make_every_page(folder: Path, *, language: str = "zh") -> Path:
    """Make the project in `folder`, in a language."""
    return make_site(
        folder,
        {
            **FILES,
            "site.toml": _SETTINGS.format(language=language),
            notice_path("2021-a"): notice(发布日期="2021-02-03"),
        },
    )


@pytest.fixture(scope="session")
def every_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public folder of the site, in Chinese."""
    site = make_every_page(tmp_path_factory.mktemp("every-page"))
    return build(site, Options(as_of=AS_OF, workers=1)).public


@pytest.fixture(scope="session")
def every_page_address(every_page: Path) -> Iterator[str]:
    """Where the site is served, with the headers it asks for."""
    with serve_folder(every_page) as url:
        yield url
