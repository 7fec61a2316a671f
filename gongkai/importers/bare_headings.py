"""Headings without a number that their words alone tell: 下一步工作打算, 整改未完成事项, 内部管理方面."""

import re

from gongkai.importers.document import Paragraph
from gongkai.importers.found import plain

# Headings without a number, by their words alone.
_BARE_HEADING = re.compile(
    r"(?:(?:目前)?(?:整改)?(?:未完成|尚未完成|未整改到位|尚未整改到位|未销号|需(?:要)?(?:长期|持续)(?:坚持|推进|整改)|持续整改|长期整改|正在(?:整改|推进))"
    r"(?:的)?(?:整改)?(?:事项|问题|任务|情况)(?:及.{0,12})?"
    r"|(?:下一?步|下一?阶段)(?:的?(?:整改)?工作)?的?(?:打算|安排|计划|措施|思路|举措|重点)?"
    r"|[^，。；：]{0,8}(?:今后|后续|整改|下一?步|下一?阶段)[^，。；：]{0,8}(?:打算|安排|计划|思路|努力方向)"
    r"|(?:持续|不断|继续)?巩固(?:拓展|深化|提升)?(?:巡[视察])?整改(?:工作)?(?:成果|成效)|(?:整改)?工作(?:成效|成果)|附[件表]?\d?[：、]?.{0,16}(?:整改|问题)(?:落实|进展|完成)?(?:情况|台账|清单)?(?:一览)?表?|(?:监督)?联系方式|整改(?:问题)?台账|问题清单)"
)
# One that gathers problems.
ASPECT = re.compile(r"[^。，；：、（）]{4,24}(?:方面|方面(?:存在)?的(?:主要|突出)?问题)")


def is_bare_heading(block: Paragraph) -> bool:
    """Whether a paragraph is such a heading, or one by its style."""
    text = plain(block.text).replace(" ", "").rstrip("：")
    if block.level and len(text) <= 60:
        return True
    if ASPECT.fullmatch(text):
        return True
    return len(text) <= 24 and bool(_BARE_HEADING.fullmatch(text.strip("（）【】")))
