"""Whether a line is what a web page puts around a text: where it is filed, when published, read, printed and shared."""

import re

_SPREAD = r"[ \u3000\t]*"


def spread(words: str) -> str:
    """Return a pattern for words, whose signs may be set apart: 索 引 号."""
    return "|".join(_SPREAD.join(word) for word in words.split("|"))


# What such lines name, letter-spaced or not; some only with the colon or the bracket that sets them off.
_NAMED = (
    "索引号|索引码|信息索取号|组配分类|主题分类|信息分类|信息类别|公开类别|主题词|关键词|内容概述|发布机构|发布单位|发布机关"
    "|发文机关|发文单位|发文日期|发文字号|成文日期|生成日期|生成时间|发布日期|发布时间|公开日期|公开时间|公开方式|公开形式|公开范围|公开责任部门"
    "|公开时限|有效性|生效日期|失效日期|废止日期|信息来源|文章来源|浏览次数|浏览量|点击次数|点击量|点击率|点击数|阅读次数|阅读量"
    "|访问次数|访问量|字体|打印|关闭窗口|关闭本页|返回顶部|返回首页|返回列表|返回上页|扫码|我要纠错|收藏|责任编辑|当前位置|首页|扫一扫|上一篇|上一条|下一篇|下一条"
    "|效力状态|是否有效|实施日期|语种|服务对象|公开程序|政策级别|政策主题|发文部门|发文时间|成文时间|所属主题|信息索取|返回上一级"
    "|附件下载|相关附件|相关链接|相关文章|主办单位|承办单位|网站标识码|网站地图|版权所有|技术支持|公网安备|信息名称"
)
_WITH_COLON = "体裁|浏览|阅读|点击|访问|人气|来源|稿源|文号|字号|作者|编辑|审核|发布者|供稿|分享|分享到|分享至"
_WORDS = re.compile(
    rf"{spread(_NAMED)}|(?:{spread(_WITH_COLON)})\s*[：:]|您(?:现在)?(?:的|所在)?位置|【\s*(?:大|中|小|关闭|纠错)[大中小\s]*】"
    r"|(?<=\s)分享(?=$|\s|[：:])|ICP备"
)
_BREADCRUMB = re.compile(r"\s*[^。，>＞»›/|｜]{1,20}(?:[>＞»›/|｜][^。，>＞»›/|｜]{1,20}){2,}")
# A day with the time of the day, or under a name of its own, beside no more than a name.
_STAMP = re.compile(
    r"[^，。：\d]{0,20}\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*[^，。：\d]{0,12}"
    r"|(?:时间|日期)\s*[:：]\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s+[\d:：]{4,8})?"
)
# What stands in a page's head by itself: buttons, other versions of the page, whom it is open to.
_BUTTONS = re.compile(
    r"(?:主动公开|朗读|听新闻|听全文|分享|分享到|收藏|返回|返回上一?级|字号|字体|字体大小|大|中|小|默认|特大|打印|打印本页|关闭|纠错|登录|注册|搜索|网站地图|设为首页|加入收藏"
    r"|无障碍|无障碍版|无障碍浏览|无障碍阅读|无障碍模式|关怀版|关怀模式|长者版|长者助手|长者模式|长者专区|适老版|适老化|老年版|大字版|繁体|繁体版|繁體|简体|简体版"
    r"|English|EN|微信|微博|手机版|移动版|客户端|智能问答|网站支持IPV6|本网站支持IPv6|RSS|Rss|rss)"
)
# The name of the site, alone in its line.
_SITE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:门户网站|官方网站|政府网|官网)")
_BETWEEN_BUTTONS = re.compile(r"[\s|｜/·•\-【】\[\]]+")
_BULLET = re.compile(r"^\s*[-•·●▪■◆*]\s*(?![-—])")
_SET_OFF = re.compile(r"[：:】\]\t]")


def is_web(text: str) -> bool:
    """Whether a line above or below a text is what a web page puts around it."""
    hits = _hits(text)
    length = len(re.sub(r"\s", "", text))
    if "。" in text or length > 40 + 40 * hits:
        return False
    return (
        hits >= 2
        or (hits == 1 and length <= 45)
        or is_breadcrumb(text)
        or bool(_STAMP.fullmatch(text.strip()))
        or is_buttons(text)
        or bool(_SITE.fullmatch(text.strip()))
    )


def without_bullet(text: str) -> str:
    """Return a line without the bullet that pages set before each line of a list."""
    return _BULLET.sub("", text)


def is_buttons(text: str) -> bool:
    """Whether a line is nothing but buttons, other versions of the page, and the like: 无障碍 字号 打印."""
    parts = [part for part in _BETWEEN_BUTTONS.split(text) if part]
    return all(_BUTTONS.fullmatch(part) for part in parts)


def is_surely_web(text: str) -> bool:
    """Whether a line is that wherever it stands: two such names at least, set off."""
    return is_web(text) and (is_breadcrumb(text) or (_hits(text) >= 2 and bool(_SET_OFF.search(text))))


def is_breadcrumb(text: str) -> bool:
    """Whether a line is the way to a page: 首页 > 政务公开 > 巡察整改."""
    return bool(_BREADCRUMB.fullmatch(text.strip()))


def _hits(text: str) -> int:
    return len(_WORDS.findall(text))
