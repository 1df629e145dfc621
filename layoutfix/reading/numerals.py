"""Find lines whose numbers count: the items of an agenda, the articles of a law."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

_ITEM = re.compile(
    r"(?P<open>[（(第]?)(?P<number>[一二三四五六七八九十百零〇]{1,6}|[0-9０-９]{1,3})"
    r"(?P<close>[、.．)）]|[條条章節节款項项目](?=[ \u3000]))(?![0-9０-９])"
)
_HEADS = frozenset("（(第一二三四五六七八九十百0123456789０１２３４５６７８９")
_HAN = {char: nth for nth, char in enumerate("一二三四五六七八九", 1)} | {"零": 0, "〇": 0}
_LEAST = 3  # items that count on from each other
_MOST_STEP = 3  # from one item to the next
_MOST_OPEN = 4  # lists that are followed at once

_Style = tuple[str, str, bool]  # the marks round the number, and whether it is in Han characters


def counted_lines(texts: Sequence[str]) -> Iterator[int]:
    """Give the lines that begin with a number which three or more lines count in one style.

    Sentences break off before a number, too; but then the next number of its kind is not at
    the head of a line further down.

    >>> list(counted_lines(["一、山", "二、水", "三、田", "十七、八成的人", "2.5万"]))
    [0, 1, 2]
    """
    runs: defaultdict[_Style, list[tuple[int, int]]] = defaultdict(list)
    for nth, text in enumerate(texts):
        match = _ITEM.match(text) if text[0] in _HEADS else None
        if match:
            style = match["open"], match["close"], not match["number"].isdecimal()
            runs[style].append((nth, read_number(match["number"])))
    for items in runs.values():
        yield from _counted(items)


def item_number(text: str) -> str:
    """Give the number that a line begins with, with its marks, or nothing.

    >>> item_number("十二、水"), item_number("第三條　水"), item_number("三月")
    ('十二、', '第三條', '')
    """
    match = _ITEM.match(text) if text[:1] in _HEADS else None
    return match[0] if match else ""


def _counted(items: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Give the places of numbers that count up by one, whatever stands between them.

    Lists can stand in one another, or be cut by one; where three or more have counted, one or
    two may be missing, for their line was torn or set aside.
    """
    runs: list[list[tuple[int, int]]] = []
    for place, number in items:
        run = next((run for run in reversed(runs) if _goes_on(run, number)), None)
        if run is None:
            run = []
            if len(runs) >= _MOST_OPEN:
                yield from _long(runs.pop(0))
        else:
            runs.remove(run)
        run.append((place, number))
        runs.append(run)
    for run in runs:
        yield from _long(run)


def _goes_on(run: Sequence[tuple[int, int]], number: int) -> bool:
    step = number - run[-1][1]
    return step == 1 or (len(run) >= _LEAST and 1 < step <= _MOST_STEP)


def _long(run: Sequence[tuple[int, int]]) -> Iterator[int]:
    if len(run) >= _LEAST:
        yield from (place for place, _ in run)


def read_number(numeral: str) -> int:
    """Read a number below a thousand, in digits or in Han characters.

    >>> read_number("12"), read_number("十二"), read_number("二十"), read_number("一百零三")
    (12, 12, 20, 103)
    """
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for char in numeral:
        if char in "十百":
            total += max(1, digit) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN[char]
    return total + digit
