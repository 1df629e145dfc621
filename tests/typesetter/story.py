"""Dress a clean article up as an editor would: kicker, deck, byline, subheads, captions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高叶苏魏吕丁任沈姚卢姜"
GIVEN = (
    *("伟", "敏", "静", "慧", "磊", "建国", "志强", "丽华", "晓东", "海燕", "立新", "文博"),
    *("一鸣", "佳妮", "雨桐", "春生", "子涵", "国栋", "思远", "梦洁"),
)
KICKERS = (
    "奋进新征程 建功新时代",
    "深化改革进行时",
    "走进基层看变化",
    "权威发布",
    "全市工作会议召开",
    "抢抓机遇开新局",
    "聚焦民生实事",
    "以实干开创新局面",
    "我省出台新办法",
    "本报记者一线调查",
    "一项持续十年的工程",
    "从“有没有”到“好不好”",
    "用脚步丈量大地",
)
DECKS = (
    "——来自基层一线的调查与思考",
    "——一份来自县城的答卷",
    "各地各部门积极行动 取得阶段性成效",
    "——记一支默默奉献的队伍",
    "有关负责人就热点问题答记者问",
    "今年以来累计完成投资120亿元",
    "——新一轮改革试点综述",
    "专家建议加快完善配套措施",
    "相关工作将于年底前全面完成",
    "——写在项目开工一周年之际",
    "覆盖11个市90个县",
)
SUBHEADS = (
    "强根基 补短板",
    "打通最后一公里",
    "小窗口连着大民生",
    "向改革要动力",
    "从试点到全面铺开",
    "绘就发展新蓝图",
    "问题清单变成成效清单",
    "一组数据看变化",
    "让好政策落地见效",
    "回家的路更近了",
    "守正创新 久久为功",
    "新产业带来新机遇",
    "“一件事”一次办成",
    "既要速度 更要质量",
    "下一步怎么走",
    "科技赋能",
    "机制先行",
    "人才是第一资源",
    "山乡里的新变化",
    "答好时代考卷",
)
SCENES = (
    "图为工作人员在现场检查设备运行情况",
    "图为村民在田间劳作",
    "活动现场",
    "图为大桥建设工地一角",
    "参加培训的学员在交流经验",
    "志愿者为居民讲解垃圾分类知识",
    "图为改造后的老街面貌",
    "5月3日，游客在郁金香园里拍照",
    "孩子们在新落成的图书馆里阅读",
    "技术人员正在调试新装备",
)
FLAGS = (
    "要闻",
    "综合新闻",
    "高层要论",
    "本期关注",
    "基层之声",
    "理论学习",
    "经济观察",
    "社会与法",
    "人物",
    "调查研究",
    "文化周刊",
    "时事纵横",
)
PAPERS = ("江南晨报", "东海日报", "临川时报", "清源周刊", "长河月刊", "南山评论")
CREDITS = ("责任编辑 {0}", "编辑：{0} 校对：{1}", "版式设计 {0}", "本版编辑 {0} 美编 {1}")
ADS = (
    "欢迎订阅明年本报 全年定价360元",
    "新闻热线：0000-8888000",
    "广告许可证：0000000000001号",
    "网址：http://www.example.com",
    "投稿邮箱：news@example.com",
    "扫一扫 关注公众号",
)
RANKED = (
    "平湖发布",
    "江城交警",
    "青山检察",
    "云上社区",
    "东港法院",
    "金桥税务",
    "南渡消防",
    "秀水文旅",
    "北川气象",
    "石塘派出所",
    "新城图书馆",
    "白鹭洲社区",
    "凤凰岭林场",
    "滨海救援队",
    "竹溪小学",
)
SENTENCE = re.compile(r"[^。！？]+[。！？]")


@dataclass(frozen=True)
class Article:
    """A clean article as it comes in."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    traditional: bool
    credit: str = ""  # the authors in brackets behind the last paragraph

    @property
    def length(self) -> int:
        """Count the characters of the body."""
        return sum(map(len, self.paragraphs))


@dataclass
class Story:
    """An article with everything that an editor puts round it."""

    article: str
    title: str
    paragraphs: list[str]
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    end_byline: str | None = None
    note: str | None = None
    subheads: dict[int, str] = field(default_factory=dict)  # before which paragraph
    captions: list[str] = field(default_factory=list)
    quote: str | None = None


def person(rng: Random) -> str:
    """Make a name up."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def byline(rng: Random) -> str:
    """Make a reporter's line."""
    name, other = person(rng), person(rng)
    spaced = f"{name[0]} {name[1]}" if len(name) == 2 else name
    return rng.choice(
        (
            f"本报记者 {name}",
            f"本报记者 {name} 通讯员 {other}",
            f"■{spaced}",
            f"■本刊记者 {name}",
            f"见习记者 {name}",
            f"记者 {name} 实习生 {other}",
            f"□ {name} 文/摄",
            f"●{name}",
            f"通讯员 {other} 本报记者 {name}",
        )
    )


def caption(rng: Random) -> str:
    """Make the line under a picture."""
    scene = rng.choice(SCENES)
    name = person(rng)
    return rng.choice(
        (
            f"▲{scene}。",
            f"{scene}。（{name} 摄）",
            f"▲{scene}。 通讯员 {name} 摄",
            f"{scene}",
            f"{scene}。本报记者 {name} 摄",
            f"▲{scene}（{name}摄）",
        )
    )


def dress(
    name: str,
    article: Article,
    rng: Random,
    *,
    rich: float = 0.5,
    pictures: int = 0,
) -> Story:
    """Put a kicker, deck, byline, subheads, captions and a quote round an article."""
    story = Story(name, article.title, list(article.paragraphs), end_byline=article.credit or None)
    story.kicker = rng.choice(KICKERS) if rng.random() < 0.5 * rich else None
    story.deck = rng.choice(DECKS) if rng.random() < 0.6 * rich else None
    manner = rng.choices(("head", "end", "none"), (0.65, 0.15, 0.2))[0]
    if manner == "end" and not story.end_byline:
        story.end_byline = f"（{person(rng)}）"
    elif manner == "head" and not story.end_byline:
        story.byline = byline(rng)
    if rng.random() < rich:
        story.subheads = _subheads(story.paragraphs, rng)
    story.captions = [caption(rng) for _ in range(pictures)]
    story.quote = _quote(story.paragraphs, rng) if rng.random() < 0.6 * rich else None
    if rng.random() < 0.15:
        story.note = f"（摘自《{rng.choice(PAPERS)}》{rng.randint(1, 12)}月{rng.randint(1, 28)}日）"
    return story


def _subheads(paragraphs: Sequence[str], rng: Random) -> dict[int, str]:
    if len(paragraphs) < 4:
        return {}
    places = range(1, len(paragraphs))
    chosen = sorted(rng.sample(places, min(3, len(paragraphs) // 3)))
    return dict(zip(chosen, rng.sample(SUBHEADS, len(chosen)), strict=True))


def _quote(paragraphs: Sequence[str], rng: Random) -> str | None:
    """Take a sentence of the body, as pull quotes do."""
    found = [s for p in paragraphs for s in SENTENCE.findall(p) if 25 <= len(s) <= 110]
    return rng.choice(found) if found else None
