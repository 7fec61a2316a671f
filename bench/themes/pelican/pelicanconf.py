"""Settings of the Pelican site that the benchmarks build."""

import json
from pathlib import Path

from markdown.extensions.toc import slugify_unicode

SITENAME = "整改公开基准测试站"
SITEURL = "https://example.org"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
DEFAULT_DATE_FORMAT = "%Y-%m-%d"

PATH = "content"
ARTICLE_PATHS = ["notices"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME = "theme"
THEME_STATIC_DIR = "."
# The category only makes the address of a notice; the organizations' pages are those of the tags.
ARTICLE_URL = "notices/{category}/{slug}/"
ARTICLE_SAVE_AS = "notices/{category}/{slug}/index.html"
TAG_URL = "organizations/{slug}/"
TAG_SAVE_AS = "organizations/{slug}/index.html"
TAGS_SAVE_AS = "organizations/index.html"
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {"index": 50, "tag": 50}

# Without these, every build would read everything again; the first is hardly slower for them.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True

# RSS, because Pelican's Atom feeds hold whole notices; Hugo's feeds give their summaries.
FEED_ALL_RSS = "feed.xml"
TAG_FEED_RSS = "organizations/{slug}/feed.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20

# Names and contacts, for the pages of the organizations.
ORGANIZATIONS = json.loads(Path(__file__).with_name("organizations.json").read_text(encoding="utf-8"))
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {"slugify": slugify_unicode, "toc_depth": "2-6"},
    },
    "output_format": "html5",
}
