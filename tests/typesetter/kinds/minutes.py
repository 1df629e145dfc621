"""Minutes of a parliament: one wide column of items, speeches and lists of names.

The proceedings are made up: what is asked and answered are sentences of the articles given, in
traditional characters; names, bills and committees are ours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from random import Random

from layoutfix.script import convert
from typesetter.face import Face
from typesetter.flow import INDENT, Item, add_frames, lines_needed, run_through
from typesetter.kinds.book import Book
from typesetter.kinds.parts import furniture
from typesetter.model import Sheet, Style
from typesetter.story import GIVEN, SURNAMES, Article

LINES = 900
ARTICLE = "a01"

_SENTENCE = re.compile(r"[^。！？\n]+[。！？][」』）]*")
_REPORTED = re.compile("記者|日電|日訊|[（）]")  # nobody says so in a parliament
_NUMERALS = "〇一二三四五六七八九十"
_BODIES = (
    *("青石縣議會", "柳灣市議會", "臨溪省諮議會", "白水市議會"),
    *("南溪縣臨時參議會", "東山市代表會"),
)
_COMMITTEES = ("內政", "財政", "經濟", "教育及文化", "交通", "社會福利及衛生環境", "司法及法制")
_LAWS = (
    *("水利自治條例", "渡船管理辦法", "古樹名木保護條例", "市場管理規則", "學校衛生辦法"),
    *("公有土地租用條例", "農產運銷辦法", "道路交通安全規則", "圖書館組織規程", "消防設備設置標準"),
    *("勞工福利金提撥條例", "偏遠地區自來水供應改善計畫執行要點", "建築物管理條例", "菸酒管理規則"),
)
_OFFICES = (
    *("縣政府", "農業處", "教育處", "主計處", "衛生局", "環境保護局", "水利工程局", "文化局"),
    *("社會處", "警察局", "人事處", "地政處", "觀光旅遊局", "消防局"),
)
_POSTS = ("縣長", "秘書長", "局長", "處長", "副縣長", "主任秘書")
_PARTIES = ("青年聯盟黨團", "農工黨團", "無黨團結聯盟", "進步黨團")
_ANSWERS = (
    "對。",
    "是。",
    "沒有錯。",
    "不是、不是。",
    "好的。",
    "是的。",
    "可以。",
    "謝謝。",
    "沒有。",
    "我們來研究一下。",
    "我知道。",
    "會不會進場？",
    "到底有沒有？",
    "請儘快，好不好？",
    "已經發包了。",
    "跟議員報告，這個案子還在……",
    "這個我不清楚。",
    "我們一直在努力……",
    "對不起！我沒有聽清楚。",
)
_QUESTIONS = (
    "這是大家最關心的事情，請問{}什麼時候可以提出來？",
    "本席要請教的是，{}知道不知道這件事情？",
    "所以這個部分不能再拖了，{}能不能在這裡承諾？",
    "你們的進度到底到哪裡了？{}不能每次都是講一講就算了。",
    "我再請問{}，預算夠不夠？人手夠不夠？",
)
_ITEMS = (
    "本會議員{member}等{many}人擬具「{law}{article}及{article}之一條文修正草案」，請審議案。",
    "本會議員{member}等{many}人擬具「{law}{article}條文修正草案」，請審議案。",
    "{office}函，為修正{laws}部分條文，請查照案。",
    "{office}函送{year}年度第{season}季補（捐）助團體及個人經費明細表，請查照案。",
    "{office}函，為{year}年度總預算決議，針對該{unit}辦理「{law}」應行提出報告一案，檢送書面檢討報告，請查照案。",
    "{office}函送{laws}，請查照案。",
)
_OPINION = "程序委員會意見：擬請大會將本案交{}委員會審查。"
_AGREED = (
    "請問大會，對本案照程序委員會意見處理，有無異議？（無）無異議，照程序委員會意見辦理。",
    "請問大會，對本案照程序委員會意見處理，有無異議？（無）無異議，照程序委員會意見辦理。",
    "{0}對本案有異議，建議退回程序委員會重新提出，請問大會，有無異議？（無）無異議，本案退回程序委員會重新提出。",
    "{0}提議本案改為交{1}委員會審查，請問大會，有無異議？（無）無異議，本案改為交{1}委員會審查。",
)
_PASSED = "第一條至最後一條照審查條文通過。請問大會，有無異議？（無）無異議，通過。"
_VOTE = "現在進行表決，贊成者請按「贊成」，反對者請按「反對」，表決時間1分鐘。"


@dataclass(frozen=True)
class _House:
    """How a parliament prints its minutes: ems of the first line and of the others."""

    item: tuple[float, float]
    opinion: tuple[float, float]
    speech: tuple[float, float]
    numbers: str  # "（{}）", "{}、"
    spaced_digits: bool
    measure: float


@dataclass(frozen=True)
class _Entry:
    """A paragraph with its shape: where its first line begins, and the others."""

    text: str
    role: str = "para"
    shape: tuple[float, float] = (INDENT, 0.0)
    stand: str = "text"


def compose_minutes(
    articles: Sequence[Article], face: Face, rng: Random, lines: int = LINES
) -> Sheet:
    """Set the minutes of some sittings over about so many lines."""
    house = _choose_house(rng)
    sheet = Sheet(_choose_style(house, rng), face, rng)
    book = Book(sheet, 1, rng.randint(34, 42))
    items: list[Item] = []
    need = 0
    parliament = _Parliament(articles, house, rng)
    for entry in parliament.sittings():
        text = _space_digits(entry.text) if house.spaced_digits else entry.text
        first, hang = entry.shape
        block = sheet.block(entry.role, text, ARTICLE)
        item = Item(block, entry.stand, indent=first - hang, hang=hang)
        items.append(item)
        need += lines_needed([item], house.measure, sheet)
        if need >= lines:
            break
    placed, _ = run_through(items, book.slots(), sheet, rng)
    add_frames(sheet, placed)
    _set_heads(book, parliament.name)
    sheet.groups.sort(key=lambda group: (group.page, (group.kind == "furniture") != house.numbers))
    return sheet


def _choose_house(rng: Random) -> _House:
    """Choose whether numbers and speakers stand out on the left, and how far."""
    return _House(
        item=rng.choice(((0.0, 2.0), (0.0, 2.0), (0.0, 0.0), (2.0, 0.0))),
        opinion=rng.choice(((2.0, 2.0), (2.0, 0.0), (4.0, 2.0))),
        speech=rng.choice(((0.0, 2.0), (0.0, 0.0), (0.0, 0.0), (2.0, 0.0))),
        numbers=rng.choice(("{}、", "{}、", "（{}）", "{}.")),
        spaced_digits=rng.random() < 0.3,
        measure=float(rng.randint(36, 45)),
    )


def _choose_style(house: _House, rng: Random) -> Style:
    return Style(
        size=rng.choice((10.5, 12.0)),
        leading=rng.choice((1.3, 1.5, 1.75)),
        measure=house.measure,
        painted_indent=rng.random() < 0.5,
        squeeze=rng.random() < 0.5,
        push_in=rng.choice((0.0, 0.5)),
        half_at_end=rng.random() < 0.5,
    )


def _space_digits(text: str) -> str:
    """Set white space round numbers, as word processors do between scripts."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff])", " ", text)


class _Parliament:
    """Who sits in it, and what is said."""

    def __init__(self, articles: Sequence[Article], house: _House, rng: Random) -> None:
        self.house = house
        self.rng = rng
        self.name = rng.choice(_BODIES)
        self.members = [self._name() for _ in range(60)]
        self.officers = {post: self._name() for post in _POSTS}
        chosen = rng.sample(list(articles), len(articles))
        text = convert("\n".join(p for a in chosen for p in a.paragraphs), "hant")
        text = text.replace("“", "「").replace("”", "」").replace("‘", "『").replace("’", "』")
        found = [each.strip() for each in _SENTENCE.findall(text)]
        said = [s for s in found if s[0] not in "」』）" and not _REPORTED.search(s)]
        self.sentences = _without_end(said, rng)

    def sittings(self) -> Iterator[_Entry]:
        """Give the paragraphs of one sitting after the other, without end."""
        for number in count(1):
            yield from self._opening(number)
            yield from self._reports(self.rng.randint(15, 60))
            yield _Entry("質詢事項", "subhead", stand="centre")
            for _ in range(self.rng.randint(4, 9)):
                yield from self._questions()
            yield from self._bill()
            yield from self._vote()
            yield self._speech("主席", "報告大會，今天的議程已經全部處理完畢，現在散會。")
            yield _Entry(f"散會（{self._clock(17)}）", "para", (0.0, 0.0))

    def _opening(self, number: int) -> Iterator[_Entry]:
        rng = self.rng
        shape = (0.0, 5.0)
        yield _Entry(f"{self.name}第8屆第2會期第{number}次會議紀錄", "headline", stand="centre")
        yield _Entry(
            f"時　　間　中華民國101年10月{rng.randint(1, 28)}日（星期五）上午10時", shape=shape
        )
        yield _Entry("地　　點　本會議場", shape=shape)
        yield _Entry(f"主　　席　王議長{self.members[0][1:]}", shape=shape)
        yield _Entry(f"出席議員　{_padded(self.members)}", shape=shape)
        yield _Entry(f"秘 書 長　{self.officers['秘書長']}", shape=shape)
        yield self._speech("主席", "現在開會，進行報告事項。")
        yield _Entry("報　告　事　項", "subhead", stand="centre")

    def _reports(self, many: int) -> Iterator[_Entry]:
        rng, house = self.rng, self.house
        for number in range(1, many + 1):
            head = house.numbers.format(_numeral(number))
            yield _Entry(head + self._item(), shape=house.item)
            committee = "、".join(rng.sample(_COMMITTEES, rng.choice((1, 1, 1, 2))))
            yield _Entry(_OPINION.format(committee), shape=house.opinion)
            agreed = rng.choice(_AGREED).format(rng.choice(_PARTIES), committee)
            yield self._speech("主席", agreed)

    def _item(self) -> str:
        rng = self.rng
        office = rng.choice(_OFFICES)
        laws = rng.sample(_LAWS, rng.choice((1, 1, 1, 1, 4)))
        return rng.choice(_ITEMS).format(
            member=rng.choice(self.members),
            many=rng.randint(18, 40),
            law=laws[0],
            laws="、".join(f"「{each}」" for each in laws),
            article=f"第{_numeral(rng.randint(2, 99))}條",
            office=office,
            unit=office[-1],
            year=rng.randint(95, 101),
            season=rng.randint(1, 4),
        )

    def _questions(self) -> Iterator[_Entry]:
        """Give the questions of a member and the answers of the government."""
        rng = self.rng
        name = rng.choice(self.members)
        member = f"{name[0]}議員{name[1:]}"
        post, officer = rng.choice(list(self.officers.items()))
        other = f"{officer[0]}{post}{officer[1:]}"
        hour = rng.randint(9, 16)
        title = f"{officer[0]}{post}"
        yield self._speech("主席", f"請{member}質詢，詢答時間為15分鐘。")
        opening = f"（{self._clock(hour)}）主席、{title}、各位列席官員、各位同仁。{self._say(1, 4)}"
        yield self._speech(member, opening + rng.choice(_QUESTIONS).format(title))
        yield self._speech("主席", f"請{title}答復。")
        yield self._speech(other, f"（{self._clock(hour)}）主席、各位議員。{self._say(1, 3)}")
        for _ in range(rng.randint(8, 30)):
            for speaker in (member, other):
                short = rng.random() < 0.4
                yield self._speech(speaker, rng.choice(_ANSWERS) if short else self._say(1, 5))
                while not short and rng.random() < 0.15:  # the speech has one more paragraph
                    yield _Entry(self._say(2, 6))
        if rng.random() < 0.3:
            yield _Entry("（播放影片）", shape=(2.0, 0.0))
        yield self._speech(member, "謝謝。")

    def _bill(self) -> Iterator[_Entry]:
        """Give a bill in articles and the items under them."""
        rng = self.rng
        yield self._speech("主席", "現在進行逐條討論，請宣讀第一條。")
        yield _Entry(f"{rng.choice(_LAWS)}修正草案", "subhead", stand="centre")
        for number in range(1, rng.randint(4, 12)):
            text = f"第{_numeral(number)}條　{self._say(1, 2)}"
            if rng.random() < 0.4:
                yield _Entry(text[:-1] + "，應具備下列文件：", shape=(0.0, 4.0))
                points = [f"{_numeral(n)}、{self._phrase()}" for n in range(1, rng.randint(4, 7))]
                for point in [f"{each}。" for each in points]:
                    yield _Entry(point, shape=(4.0, 6.0))
            else:
                yield _Entry(text, shape=(0.0, 4.0))
        yield self._speech(
            "主席", "第一條至最後一條照審查條文通過。請問大會，有無異議？（無）無異議，通過。"
        )

    def _vote(self) -> Iterator[_Entry]:
        """Give the lists of names of a vote."""
        rng = self.rng
        yield self._speech(
            "主席", "現在進行表決，贊成者請按「贊成」，反對者請按「反對」，表決時間1分鐘。"
        )
        yield _Entry("（進行表決）", shape=(2.0, 0.0))
        yield _Entry("表決結果名單：", shape=(0.0, 0.0))
        for number, side in enumerate(("贊成者", "反對者", "棄權者"), 1):
            names = rng.sample(self.members, rng.randint(4, 40))
            yield _Entry(f"{_numeral(number)}、{side}：{len(names)}人", shape=(0.0, 0.0))
            yield _Entry(_padded(names), shape=(2.0, 2.0))

    def _speech(self, speaker: str, text: str) -> _Entry:
        return _Entry(f"{speaker}：{text}", shape=self.house.speech)

    def _say(self, least: int, most: int) -> str:
        """Give some sentences that follow one another in an article."""
        many = self.rng.randint(least, most)
        return "".join(islice(self.sentences, many))

    def _phrase(self) -> str:
        return next(self.sentences)[:-1].split("，")[0]

    def _clock(self, hour: int) -> str:
        return f"{hour}時{self.rng.randint(1, 59)}分"

    def _name(self) -> str:
        return convert(self.rng.choice(SURNAMES) + self.rng.choice(GIVEN), "hant")


def _padded(names: Sequence[str]) -> str:
    """Give names in a row, all of them three characters wide."""
    return "　".join(name if len(name) == 3 else f"{name[0]}　{name[1:]}" for name in names)


def _without_end(said: Sequence[str], rng: Random) -> Iterator[str]:
    """Give sentences in their order, then new ones of their clauses: minutes say little twice."""
    yield from said
    clauses = [clause for each in said for clause in each[:-1].split("，")]
    while True:
        yield "，".join(rng.sample(clauses, rng.randint(1, 5))) + rng.choice("。。。？")


def _numeral(number: int) -> str:
    """Give a number up to 999 as it is counted.

    >>> _numeral(12), _numeral(40), _numeral(105)
    ('十二', '四十', '一百零五')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_NUMERALS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _NUMERALS[tens]) + "十"
    return text + (_NUMERALS[ones] if ones else "")


def _set_heads(book: Book, name: str) -> None:
    sheet, rng = book.sheet, book.sheet.rng
    volume, first = rng.randint(3, 101), rng.randint(1, 300)
    with_folio = rng.random() < 0.5
    for page in range(1, book.pages + 1):
        x = book.margin if page % 2 else book.width - book.margin - 220
        text = f"{name}公報　第{volume}卷　第63期　院會紀錄"
        furniture(sheet, page, text, x, 45, 9)
        y = 45 if with_folio else book.foot + 35
        x = book.width - book.margin - 20 if page % 2 else book.margin
        furniture(sheet, page, str(first + page), book.width / 2 if not with_folio else x, y, 9)
