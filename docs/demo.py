"""Repair a page of the samples, and show a stretch of it before and after.

Run it with ``make demo``.
On a terminal it draws panels; into a file or a pipe it writes plain lines.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from layoutfix.model.document import ARTICLE_MARK

ROOT = Path(__file__).resolve().parents[1]
PAGE = Path("samples/000_5c2df39692dc549c.txt")
OPENING = "金华方言中"  # the story to show: its headline stands 100 paragraphs below it
LINES = 9
BLOCKS = 4


def numbered_lines(raw: str) -> list[tuple[int, str]]:
    """Give the lines of a text that are not blank, with their numbers."""
    return [(number, line) for number, line in enumerate(raw.split("\n"), 1) if line.strip()]


def repair() -> str:
    """Run the command as a reader would, and give what it wrote."""
    command = [Path(sys.executable).with_name("layoutfix"), "fix", PAGE]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(done.returncode)  # the command has said why
    return done.stdout.decode("utf-8")


def story(repaired: str) -> list[str]:
    """Give the blocks of the article that has the opening words, headline first."""
    articles = repaired.split(f"\n\n{ARTICLE_MARK}\n\n")
    article = next(article for article in articles if OPENING in article)
    blocks = article.strip("\n").split("\n\n")
    first = next(n for n, block in enumerate(blocks) if OPENING in block)
    return blocks if first < BLOCKS - 1 else blocks[first:]


def before(raw: str, headlines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give the lines where the story opens, and those where its headline is printed.

    A line number of 0 stands for what is left out.
    """
    lines = numbered_lines(raw)
    at = next(n for n, (_, line) in enumerate(lines) if OPENING in line)
    yield from lines[at : at + LINES]
    titles = [n for n, (_, line) in enumerate(lines) if line.strip() in set(headlines)]
    if titles:
        yield 0, f"{lines[min(titles)][0] - lines[at + LINES - 1][0] - 1} lines further down"
        yield from lines[min(titles) : max(titles) + 1]


def printable(text: str) -> str:
    """Show what a terminal would obey as a replacement character."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def show_plain(raw: str, blocks: list[str], headlines: list[str]) -> None:
    """Write before, command and after as plain lines."""
    write = sys.stdout.write
    write(f"{PAGE}, as extracted (blank lines left out)\n\n")
    for number, line in before(raw, headlines):
        write(f"{number:5}  {printable(line)}\n" if number else f"    …  {line}\n")
    write(f"\n$ layoutfix fix {PAGE}\n\n")
    write("\n\n".join(map(printable, blocks[:BLOCKS])) + "\n\n…\n")


def show_panels(console: Console, raw: str, blocks: list[str], headlines: list[str]) -> None:
    """Draw before, command and after; corpus text is never read as markup."""
    rows = Text(no_wrap=True, overflow="ellipsis")
    for number, line in before(raw, headlines):
        rows.append(f"{number or '…':>5}  ", "dim")
        title = line.strip() in headlines
        rows.append(printable(line) + "\n", "bold yellow" if title else "" if number else "dim")
    rows.rstrip()
    parts: list[Text] = []
    for block in blocks[:BLOCKS]:
        parts += [Text(printable(block), "bold yellow" if block in headlines else ""), Text()]
    parts.append(Text("…", "dim"))
    console.print(Panel(rows, title="before", subtitle=Text(str(PAGE), "dim"), title_align="left"))
    console.print(Text.assemble(("$ ", "dim"), (f"layoutfix fix {PAGE}", "bold green")))
    console.print(Panel(Group(*parts), title="after", title_align="left"))


def main() -> None:
    """Show one story of the page before and after."""
    raw = (ROOT / PAGE).read_bytes().decode("utf-8")
    blocks = story(repair())
    headlines = blocks[: next(n for n, block in enumerate(blocks) if OPENING in block)]
    if sys.stdout.isatty():
        show_panels(Console(highlight=False), raw, blocks, headlines)
    else:
        sys.stdout.reconfigure(encoding="utf-8")
        show_plain(raw, blocks, headlines)


if __name__ == "__main__":
    main()
