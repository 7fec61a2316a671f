"""The invented organizations: twenty systems of 25, each a province's bureau with those below it.

The n-th organization is the same in every site, whatever its size, and its parent has a lower number.
"""

from random import Random
from typing import NamedTuple

PER_SYSTEM = 25
MAX_ORGANIZATIONS = 500

_PROVINCE = ("云川", "yunchuan")
_CITIES = (("清河", "qinghe"), ("桐江", "tongjiang"), ("雁湖", "yanhu"), ("石泉", "shiquan"))
_COUNTIES = (
    ("明溪", "mingxi"), ("柏塘", "baitang"), ("枫桥", "fengqiao"), ("安洲", "anzhou"),
    ("松岭", "songling"), ("碧潭", "bitan"), ("禾山", "heshan"), ("荷浦", "hepu"),
    ("鹤汀", "heting"), ("翠川", "cuichuan"), ("桂林埠", "guilinbu"), ("金沙渡", "jinshadu"),
    ("玉泉", "yuquan"), ("白石", "baishi"), ("长坪", "changping"), ("紫云", "ziyun"),
)  # fmt: skip
_TOWNS = (("望溪", "wangxi"), ("新塘", "xintang"), ("古榆", "guyu"), ("东坪", "dongping"))

# Name, short name, id and kind of the bureau; what its stations in the townships are called.
_SYSTEMS = (
    ("工商业联合会", "工商联", "commerce", "人民团体", "商会服务站"),
    ("教育局", "教育局", "education", "政府部门", "教育服务中心"),
    ("卫生健康局", "卫健局", "health", "政府部门", "卫生院"),
    ("农业农村局", "农业农村局", "agriculture", "政府部门", "农业服务中心"),
    ("住房和城乡建设局", "住建局", "housing", "政府部门", "村镇建设服务站"),
    ("交通运输局", "交通局", "transport", "政府部门", "公路管理站"),
    ("水利局", "水利局", "water", "政府部门", "水利服务站"),
    ("民政局", "民政局", "civil-affairs", "政府部门", "民政服务站"),
    ("人力资源和社会保障局", "人社局", "labour", "政府部门", "人社服务所"),
    ("生态环境局", "生态环境局", "environment", "政府部门", "环保服务站"),
    ("文化广电和旅游局", "文旅局", "culture", "政府部门", "文化站"),
    ("应急管理局", "应急局", "emergency", "政府部门", "应急管理站"),
    ("市场监督管理局", "市场监管局", "market", "政府部门", "市场监管所"),
    ("自然资源局", "资规局", "land", "政府部门", "自然资源所"),
    ("统计局", "统计局", "statistics", "政府部门", "统计服务站"),
    ("科学技术局", "科技局", "science", "政府部门", "科技服务站"),
    ("残疾人联合会", "残联", "disabled", "人民团体", "残疾人服务站"),
    ("供销合作社联合社", "供销社", "cooperative", "事业单位", "供销服务社"),
    ("城市建设投资集团有限公司", "城投集团", "construction", "国有企业", "项目服务部"),
    ("图书馆", "图书馆", "library", "事业单位", "图书分馆"),
)
_ROADS = ("青平", "禾康", "湖滨", "松安", "柏宁", "云泰", "岭南", "川北")
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Organization(NamedTuple):
    """An organization as the site describes it; `place` is the name of its region."""

    id: str
    name: str
    short_name: str
    kind: str
    level: str
    region_code: str
    credit_code: str
    parent: str
    place: str
    phone: str
    email: str
    address: str
    postcode: str

    @property
    def party(self) -> str:
        """What the leading party body is called."""
        return "党支部" if self.level == "乡" else "党委" if self.kind == "国有企业" else "党组"


class Region(NamedTuple):
    """A place of the hierarchy: name, id, level, region code, and the place one level up (as a position)."""

    name: str
    id: str
    level: str
    code: str
    parent: int | None


def _regions() -> list[Region]:
    regions = [Region(f"{_PROVINCE[0]}省", _PROVINCE[1], "省", "330000", None)]
    for city, (name, identifier) in enumerate(_CITIES):
        regions.append(Region(f"{name}市", identifier, "市", f"33{city + 1:02}00", 0))
    for county, (name, identifier) in enumerate(_COUNTIES):
        city = 1 + county // 4
        code = f"33{city:02}{21 + county % 4}"
        regions.append(Region(f"{name}县", identifier, "县", code, city))
    for town, (name, identifier) in enumerate(_TOWNS):
        county = 5 + town * 4
        regions.append(Region(f"{regions[county].name}{name}镇", identifier, "乡", regions[county].code, county))
    return regions


_REGIONS = _regions()


def organization(number: int) -> Organization:
    """Return the organization with this number, from 0 to MAX_ORGANIZATIONS - 1."""
    system, position = divmod(number, PER_SYSTEM)
    name, short_name, identifier, kind, station = _SYSTEMS[system]
    region = _REGIONS[position]
    rng = Random(f"organization {number}")
    township = region.level == "乡"
    return Organization(
        id=f"{region.id}-{identifier}",
        name=region.name + (station if township else name),
        short_name=(region.name.rpartition("县")[2] if township else region.name)
        + (station if township else short_name),
        kind="事业单位" if township else kind,
        level=region.level,
        region_code=region.code,
        credit_code=_credit_code(region.code, number),
        parent="" if region.parent is None else f"{_REGIONS[region.parent].id}-{identifier}",
        place=region.name,
        # No subscriber's number starts with 1, so nobody is called.
        phone=f"05{70 + int(region.code[2:4])}-1{rng.randrange(10**6):06}",
        email=f"{identifier}@{region.id}.example.org",
        address=f"{region.name}{rng.choice(_ROADS)}路{rng.randint(1, 880)}号",
        postcode=f"31{int(region.code[2:4]):02}{position:02}",
    )


def organizations(count: int) -> list[Organization]:
    """Return the first `count` organizations."""
    return [organization(number) for number in range(count)]


def _credit_code(region_code: str, number: int) -> str:
    """Return a unified social credit code whose check characters fit (GB 32100-2015, GB 11714-1997)."""
    body = f"{10_000_000 + number * 37}"
    weighted = sum(int(digit) * weight for digit, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    first = "11" + region_code + body + "0123456789X0"[11 - weighted % 11]
    # X is allowed as the check of the inner code, and is a character of the outer alphabet too.
    total = sum(_CREDIT_CHARACTERS.index(character) * pow(3, i, 31) for i, character in enumerate(first))
    return first + _CREDIT_CHARACTERS[(31 - total % 31) % 31]
