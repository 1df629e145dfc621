"""Print time against length for texts made to be slow: ``python -m bench.adversarial``.

The forms are what a pass could look at again and again: runs that repeat, copies that are
nearly copies, quotes that nest, marks that open and never close, and as many lines as there
are characters.
Each form of text is drawn ``--draws`` times, by chance, at 1 kB and at 10 kB; of each form the
draw that grew most, and the one that took longest, are set at 10 kB and at 100 kB.
CPU time per character of the long one, as a ratio to that of the short one, says whether the
time grows with the length alone; a ratio over 3, or more than ten seconds, leaves exit code 1.
"""

import argparse
import sys
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import NamedTuple

from bench.clock import cpu_seconds, stay_on_one_core
from bench.noise import HAN
from layoutfix import fix

ALLOWED = 3.0
SECONDS = 10.0
CHARACTER = 3  # bytes of a Han character

Form = Callable[[Random, int], str]


class Lengths(NamedTuple):
    """Bytes of the texts that are compared."""

    short: int
    long: int


GLANCE, WHOLE = Lengths(1_000, 10_000), Lengths(10_000, 100_000)


def han(random: Random, length: int) -> str:
    """Give so many characters by chance."""
    return "".join(random.choices(HAN, k=length))


def one_unit(random: Random, length: int) -> str:
    """Give one unit again and again."""
    unit = han(random, random.randint(1, 60))
    return (unit * (length // len(unit) + 1))[:length]


def runs_in_copies(random: Random, length: int) -> str:
    """Give runs, each of them several times, as a shadow does."""
    runs = [han(random, random.randint(1, 30)) * random.randint(1, 8) for _ in range(length // 20)]
    return "".join(runs)[:length]


def near_double(random: Random, length: int) -> str:
    """Give a run and its copy with a few characters changed."""
    run = list(han(random, length // 2))
    copy = run.copy()
    for _ in range(random.randint(1, 1 + length // 100)):
        copy[random.randrange(len(copy))] = random.choice(HAN)
    return "".join(run + copy)


def near_units(random: Random, length: int) -> str:
    """Give one unit again and again, each time with a character changed."""
    unit = han(random, random.randint(2, 60))
    out = []
    for _ in range(length // len(unit)):
        at = random.randrange(len(unit))
        out.append(unit[:at] + random.choice(HAN[:9]) + unit[at + 1 :])
    return "".join(out)


def fibonacci(random: Random, length: int) -> str:
    """Give the word that has as many repeats as a word can have without a period."""
    a, b = random.sample(HAN, 2)
    while len(a) < length:
        a, b = a + b, a
    return a[:length]


def nested_quotes(random: Random, length: int) -> str:
    """Give quotes in quotes, opened to the middle and closed to the end."""
    pairs = random.choices(["“”", "‘’", "《》", "（）", "「」"], k=length // 4)
    opened = "".join(pair[0] + random.choice(HAN) for pair in pairs)
    return opened + "".join(pair[1] + random.choice(HAN) for pair in reversed(pairs))


def opened_only(random: Random, length: int) -> str:
    """Give marks that open and never close."""
    return "".join(random.choices("“《（【[▲■△", k=length))


def marks(random: Random, length: int) -> str:
    """Give the beginnings of captions, jump lines and bylines, one after the other."""
    words = [
        "▲",
        "（下转",
        "（上接第",
        "本报记者",
        "■",
        "【",
        "摄影：",
        "图①",
        "。△",
        han(random, 3),
    ]
    return "".join(random.choices(words, k=length // 2))[:length]


def letterspaced(random: Random, length: int) -> str:
    """Give characters with spaces between them."""
    return random.choice([" ", "  ", "　"]).join(han(random, length // 2))


def digits(random: Random, length: int) -> str:
    """Give figures in columns, some of them alike."""
    return " ".join(random.choices(["2020", "1010", "3.14", "00", "12"], k=length * 3 // 5))


def lines_of(unit: Callable[[Random], str], end: str = "\n") -> Form:
    """Give a form of many short lines."""

    def form(random: Random, length: int) -> str:
        lines: list[str] = []
        size = 0
        while size < length:
            lines.append(unit(random))
            size += len(lines[-1]) + 1
        return end.join(lines)

    return form


def staircase(random: Random, length: int) -> str:
    """Give lines that each hold the end of the line above and the start of the one below."""
    runs = [han(random, random.randint(2, 9)) for _ in range(length // 11)]
    return "\n".join(upper + lower for upper, lower in pairwise(runs))


FORMS: dict[str, Form] = {
    "one unit": one_unit,
    "runs in copies": runs_in_copies,
    "near-double": near_double,
    "near-units": near_units,
    "Fibonacci word": fibonacci,
    "nested quotes": nested_quotes,
    "opened only": opened_only,
    "marks": marks,
    "letter-spaced": letterspaced,
    "digits": digits,
    "one character a line": lines_of(lambda r: r.choice(HAN)),
    "the same line": lines_of(lambda _: "农业新闻"),
    "two lines in turn": lines_of(lambda r: r.choice(["农业新闻", "要闻"])),
    "titles": lines_of(lambda r: han(r, r.randint(4, 12))),
    "titles apart": lines_of(lambda r: han(r, r.randint(4, 12)), "\n\n"),
    "letter-spaced lines": lines_of(lambda r: " ".join(han(r, 5))),
    "bylines": lines_of(lambda r: "本报记者 " + han(r, 3)),
    "captions": lines_of(lambda r: "▲" + han(r, 14) + "。"),
    "list items": lines_of(lambda r: f"{r.randint(1, 9)}．" + han(r, 10) + "；"),
    "jump lines": lines_of(lambda r: f"（下转第{r.randint(1, 9)}版）"),
    "pages of one line": lines_of(lambda r: han(r, 20) + "。", "\n\f"),
    "doubled lines": lines_of(lambda r: han(r, 8) * 2),
    "quotes of one text": lines_of(lambda r: HAN[r.randint(0, 40) :][:60] + "。"),
    "staircase": staircase,
    "a column": lines_of(lambda r: han(r, 20)),
    "two columns in turn": lines_of(lambda r: han(r, 20) + "。" * r.randint(0, 1), "\n\n"),
}


class Growth(NamedTuple):
    """A draw of a form: seconds of the long text, and the ratio."""

    ratio: float
    seconds: float
    draw: int


def main(arguments: list[str] | None = None) -> int:
    """Print a line per form, the worst first; 1 when one grows too fast."""
    options = read_options(arguments)
    stay_on_one_core()
    fix(han(Random(0), 200))
    names = options.forms or list(FORMS)
    worst = {}
    for name in names:
        worst[name] = worst_growth(name, options.draws)
        print(row(name, worst[name]), file=sys.stderr, flush=True)
    print(f"CPU time per character at {WHOLE.long // 1000} kB over that at", end=" ")
    print(f"{WHOLE.short // 1000} kB, the worst of {options.draws} draws of each form")
    for name, found in sorted(worst.items(), key=lambda each: -each[1].ratio):
        print(row(name, found))
    return int(any(each.ratio > ALLOWED or each.seconds > SECONDS for each in worst.values()))


def row(name: str, found: Growth) -> str:
    """Set what was found of a form as a line."""
    return f"  {found.ratio:5.2f}×  {found.seconds:6.2f} s  {name} (draw {found.draw})"


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bench.adversarial", description=__doc__)
    parser.add_argument("--draws", type=int, default=4, help="draws of each form")
    parser.add_argument("forms", nargs="*", choices=[*FORMS, []], help="all if not given")
    return parser.parse_args(arguments)


def worst_growth(name: str, draws: int) -> Growth:
    """Look at all draws of a form when they are short, and at the worst of them at length."""
    seen = [growth(name, draw, GLANCE) for draw in range(draws)]
    slowest = max(seen, key=lambda each: each.seconds)
    found = [growth(name, draw, WHOLE) for draw in {max(seen).draw, slowest.draw}]
    return Growth(
        max(each.ratio for each in found), max(each.seconds for each in found), max(found).draw
    )


def growth(name: str, draw: int, lengths: Lengths) -> Growth:
    """Measure one draw of a form at both lengths; the short one is averaged over ten texts."""
    short = [text(name, draw, lengths.short + nth) for nth in range(lengths.long // lengths.short)]
    long = text(name, draw, lengths.long)
    base = cpu_seconds(lambda: [fix(each) for each in short]) / sum(map(len, short))
    seconds = cpu_seconds(lambda: fix(long))
    return Growth(seconds / len(long) / base, seconds, draw)


def text(name: str, draw: int, size: int) -> str:
    """Give the text of a form and a draw, of about ``size`` bytes."""
    return FORMS[name](Random(f"{name} {draw}"), size // CHARACTER)


if __name__ == "__main__":
    sys.exit(main())
