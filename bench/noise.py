"""Texts that nobody printed: what the fuzz harness feeds to the library.

Three kinds, and each text is made of its number alone, so that a bad one can be made again:

- bytes: chance bytes, read as text in one of the ways in which people misread files;
- seeds: some lines of a sample or of a test case after a few accidents;
- structure: lines that look like print, of the marks and habits that the passes look for.

Most texts are short, for a mistake shows in a few lines as well as in many, and a thousand
short ones take no longer than a few long ones; about one in a hundred is many times as long as
the others, for what shows in long ones alone.
"""

from collections.abc import Callable
from functools import cache
from random import Random

from bench.material import ROOT, SAMPLES

# A few hundred common characters: enough to be Chinese, few enough to make chance repeats.
HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子"
    "说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机"
    "当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心"
    "反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程"
)
LETTERS = (HAN, HAN, HAN[:12], HAN + "，。、“”《》（）：", "0123456789abc ,.-", "■◆※ ")
LINES = 4  # that a text usually has at most
LONGEST = 100  # times what is usual
LINE_ENDS = ["\n"] * 12 + ["\n\n"] * 3 + ["\n　　", "\r\n", "\r", "\f", "\n\n\n", " \n"]
AWKWARD = "\0\t\v\x0c\x1b\x85\xa0\u200b\u202e\u2028\u3000\ud800\udc00\ue000\ufeff\ufffd⼀豈ﬁ𠀀"
READINGS = (
    ("utf-8", "surrogateescape"),
    ("utf-8", "replace"),
    ("gb18030", "replace"),
    ("cp950", "replace"),
    ("utf-16-le", "surrogatepass"),
    ("latin-1", "strict"),
)
OPENINGS = ["本报讯 ", "■", "▲", "□记者 ", "（", "“", "一、", "1．", "图①", "（上接第一版）", ""]
ENDINGS = ["。", "：", "；", "”", "……", "）", "（下转第2版）", "12", "/摄", "本报记者", "", "", ""]


def chance_bytes(random: Random) -> str:
    """Give chance bytes in a chance reading, at times with runs of one byte."""
    raw = random.randbytes(_few(random, 120))
    if random.random() < 0.3:
        raw += random.choice(b"\n\r \x0c\x00\xa1").to_bytes() * _few(random, 80)
    name, errors = random.choice(READINGS)
    return raw[: len(raw) // 2 * 2].decode(name, errors)


def damaged_seed(random: Random) -> str:
    """Give some lines of a printed page after a few accidents."""
    lines = random.choice(_seeds())
    start = random.randrange(len(lines))
    lines = lines[start : start + _few(random, LINES)]
    for _ in range(random.randint(0, 8)):
        damage(lines, random)
    return "\n".join(lines)


def damage(lines: list[str], random: Random) -> None:
    """Let one accident happen to ``lines``."""
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[at]
    cut = random.randint(0, len(line))
    accidents = [
        line[:cut] + line[cut + 1 :],  # a character lost
        line[:cut] + "\n" + line[cut:],  # a line broken
        line + lines[other],  # two lines glued
        "".join(char * 2 for char in line),  # doubled text
        " ".join(line),  # letter-spaced
        "\n".join(line[:12]),  # set vertically
        " " + line,  # a page begins
        lines[other],  # a line repeated
        line[:cut] + random.choice(AWKWARD) + line[cut:],  # what no print has
        "",
    ]
    lines[at] = random.choice(accidents)


def structured(random: Random) -> str:
    """Give lines near one measure, with the marks, copies and gaps that the passes look for."""
    measure = random.randint(3, 40)
    lines = [_line(random, measure) for _ in range(_few(random, LINES))]
    for _ in range(random.randint(0, 3)):
        damage(lines, random)
    if random.random() < 0.05:
        for mark in random.choice([("off", "on"), ("off",), ("on", "off", "off")]):
            lines.insert(random.randint(0, len(lines)), f"layoutfix: {mark}")
    return "".join(line + random.choice(LINE_ENDS) for line in lines)


def _few(random: Random, usual: int) -> int:
    """Give a number from 1, mostly up to ``usual``; one in a hundred is many times that."""
    return 1 + int(min(random.random() * random.paretovariate(2), LONGEST) * usual)


def _line(random: Random, measure: int) -> str:
    """Give one line: running text, at times opened, closed, doubled or spaced as print is."""
    length = random.choice([measure, measure, measure, measure - 2, random.randint(1, measure)])
    letters = random.choice(LETTERS)
    text = "".join(random.choices(letters, k=max(1, length)))
    if random.random() < 0.2:
        text = random.choice(OPENINGS) + text + random.choice(ENDINGS)
    if random.random() < 0.1:
        text = text * random.randint(2, 8)
    if random.random() < 0.05:
        text = random.choice(" \u3000\n").join(text)
    return text


KINDS: dict[str, Callable[[Random], str]] = {
    "bytes": chance_bytes,
    "seeds": damaged_seed,
    "structure": structured,
}


def made(kind: str, seed: int, number: int) -> str:
    """Give the text of that kind and number; the same one whenever it is asked for."""
    return KINDS[kind](Random(f"{kind} {seed} {number}"))


@cache
def _seeds() -> list[list[str]]:
    """Give the lines of each sample, several times, and of each case."""
    samples = sorted(SAMPLES.glob("*.txt"))
    cases = sorted((ROOT / "tests" / "cases").rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in samples * 20 + cases]
    return [text.split("\n") for text in texts]
