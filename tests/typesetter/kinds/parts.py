"""What several kinds of page share: title groups, picture holes, furniture, stream order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from typesetter.characters import is_wide
from typesetter.display import set_small, set_spaced, set_title, set_vertical, shade
from typesetter.faults import lose_characters, mix_punctuation
from typesetter.model import FURNITURE, Group, Run, Shadow, Sheet, Slot
from typesetter.story import Article, Story

TITLE_KINDS = frozenset({"title", "kicker", "deck", "byline"})
LEAST_MEASURE = 6.0  # ems; no text beside a picture is set narrower


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    page: int
    x: float
    y: float
    width: float


def pick(
    articles: Sequence[Article],
    rng: Random,
    count: int,
    least: int,
    most: int,
) -> list[Article]:
    """Choose articles of a bearable length, in one script, and damage a few of them."""
    fit = [article for article in articles if least <= article.length <= most]
    fit = fit or sorted(articles, key=lambda article: abs(article.length - least))[:count]
    first = rng.choice(fit)
    same = [article for article in fit if article.traditional == first.traditional]
    others = [article for article in same if article is not first]
    chosen = [first, *rng.sample(others, min(count - 1, len(others)))]
    manner = rng.choices((None, lose_characters, mix_punctuation), (0.8, 0.1, 0.1))[0]
    return [_damaged(article, manner, rng) for article in chosen] if manner else chosen


def _damaged(article: Article, manner: Callable[[str, Random], str], rng: Random) -> Article:
    hit = tuple(manner(p, rng) if rng.random() < 0.4 else p for p in article.paragraphs)
    return replace(article, paragraphs=hit)


def pick_shadow(rng: Random, probability: float) -> Shadow | None:
    """Choose how a headline is made bold, if it is."""
    if rng.random() >= probability:
        return None
    unit = rng.choices(("run", "line", "glyph"), (0.7, 0.2, 0.1))[0]
    copies = rng.choices((2, 3, 4), (0.8, 0.1, 0.1))[0]
    dx = rng.uniform(0.02, 0.08)
    return Shadow(copies, dx, rng.choice((0.0, dx)), unit)


def set_title_group(
    sheet: Sheet,
    story: Story,
    box: Box,
    size: float,
    *,
    align: str = "left",
    with_byline: bool = True,
    shadow: Shadow | None = None,
) -> float:
    """Set kicker, headline, deck and byline into a box; give the lower edge."""
    y = box.y

    def put(role: str, text: str | None, scale: float, shade: Shadow | None = None) -> None:
        nonlocal y
        if not text:
            return
        block = sheet.block(role, text, story.article)
        runs, y = set_title(
            sheet,
            block,
            box.x,
            y + 2,
            box.width,
            scale,
            align=align,
            shadow=shade,
        )
        kind = "title" if role == "headline" else role
        for part in _by_line(runs) if sheet.maybe(0.1) else [runs]:
            sheet.add(kind, box.page, part, story.article)

    put("kicker", story.kicker, size * 0.6)
    put("headline", story.title, size, shadow)
    put("deck", story.deck, size * 0.6)
    put("byline", story.byline if with_byline else None, sheet.style.size)
    return y + sheet.style.size * 0.6


def _by_line(runs: Sequence[Run]) -> list[list[Run]]:
    """Part the lines of a title that were made as frames of their own."""
    lines: list[list[Run]] = []
    for run in runs:
        if lines and abs(run.y - lines[-1][0].y) < run.size / 2:
            lines[-1].append(run)
        else:
            lines.append([run])
    return lines


@dataclass(frozen=True)
class Hole:
    """Room that a picture takes out of a column: some lines, wholly or on one side."""

    first: int
    rows: int
    side: str = "full"  # "full", "left", "right"
    taken: float = 0.0  # ems, where text runs beside it

    def covers(self, row: int) -> bool:
        """Tell whether the picture is beside or instead of this line."""
        return self.first <= row < self.first + self.rows


def column_slots(sheet: Sheet, box: Box, rows: int, holes: Sequence[Hole] = ()) -> list[Slot]:
    """Make the slots of one column, with its pictures left out."""
    style = sheet.style
    frame = sheet.new_frame()
    step = style.size * style.leading
    measure = box.width / style.size
    slots = []
    for row in range(rows):
        slot = Slot(box.page, frame, box.x, box.y + step * row + style.size, measure)
        hole = next((hole for hole in holes if hole.covers(row)), None)
        if hole is None:
            slots.append(slot)
        elif hole.side != "full":
            right = hole.taken * style.size if hole.side == "left" else 0.0
            slots.append(replace(slot, x=slot.x + right, measure=measure - hole.taken))
    return slots


def set_hole(sheet: Sheet, story: Story, box: Box, hole: Hole, text: str, role: str) -> None:
    """Set the caption or the quote that stands in a hole."""
    style = sheet.style
    step = style.size * style.leading
    width = box.width if hole.side == "full" else (hole.taken - 1) * style.size
    x = box.x
    if hole.side == "right":
        x += box.width - width
    block = sheet.block(role, text, story.article, interrupts=True)
    size = style.size * (0.85 if role == "caption" else 1.1)
    top = box.y + step * hole.first
    runs, bottom = set_small(sheet, block, x, top, width, size)
    if role == "caption" and sheet.maybe(0.12):
        runs = shade(runs, Shadow(dx=sheet.rng.uniform(0.02, 0.06), unit="line"))
    room = step * hole.rows - (bottom - top)
    down = max(0.0, room * (1.0 if role == "caption" else 0.5) - size * 0.5)
    sheet.add(role, box.page, [run.shifted(0.0, down) for run in runs], story.article)


def caption_rows(sheet: Sheet, text: str, width: float, scale: float = 0.85) -> int:
    """Say how many body lines a caption or quote needs in a hole of this width."""
    style = sheet.style
    size = style.size * scale
    lines = -(-sum(map(sheet.face.advance, text)) * size // max(width - size, size))
    return int(lines * size * 1.3 // (style.size * style.leading)) + 2


def furniture(
    sheet: Sheet,
    page: int,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    role: str = FURNITURE,
    spaced: float = 0.0,
    painted: str = "",
    vertical: bool = False,
) -> None:
    """Set a running head, a flag, a folio: what belongs to no article."""
    block = sheet.block(role, text, FURNITURE)
    if vertical:
        runs: list[Run] = set_vertical(block, x, y, size)
    elif spaced:
        runs = set_spaced(block, x, y, size, sheet.face, gap=spaced, painted=painted)
    else:
        runs, _ = set_small(sheet, block, x, y - size, 10_000, size)
    sheet.add("furniture", page, runs)


def flag(sheet: Sheet, page: int, text: str, x: float, y: float, size: float) -> None:
    """Set a section flag: plain, letter-spaced or vertical."""
    manner = sheet.rng.choice(("plain", "gap", "space", "wide", "vertical"))
    if manner == "vertical":
        # in the margin, beside the text, where its characters drop in between the lines
        furniture(sheet, page, text, 14.0, y + 60, size, role="section", vertical=True)
        return
    spaced = {"plain": 0.0, "gap": 0.8, "space": 0.5, "wide": 1.0}[manner]
    painted = {"space": " ", "wide": "\u3000"}.get(manner, "")
    furniture(
        sheet,
        page,
        text,
        x,
        y,
        size,
        role="section",
        spaced=spaced,
        painted=painted,
    )


def digits_wide(text: str) -> str:
    """Spell digits in full width, as papers of the nineties do."""
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() and not is_wide(c) else c for c in text)


def disorder(sheet: Sheet, *, shuffle: float = 0.15, twice: float = 0.1) -> None:
    """Bring the stream into the order in which frames were made, not read."""
    rng = sheet.rng
    manner = rng.choices(
        ("as read", "behind story", "end of page", "before all", "in the body"),
        (0.15, 0.3, 0.25, 0.1, 0.2),
    )[0]
    sheet.remarks.append(f"titles {manner}")
    furniture_first = rng.random() < 0.5
    for page in sorted(sheet.sizes):
        groups = [group for group in sheet.groups if group.page == page]
        rest = [group for group in sheet.groups if group.page != page]
        groups.sort(key=lambda group: (group.kind == "furniture") != furniture_first)
        groups = _reorder(groups, manner, rng)
        if rng.random() < shuffle:
            groups = _shuffle_some(groups, rng)
            sheet.remarks.append("frames exchanged")
        if rng.random() < twice:
            groups = _set_one_twice(groups, rng)
        sheet.groups = rest + groups
    sheet.groups.sort(key=lambda group: group.page)


def _reorder(groups: list[Group], manner: str, rng: Random) -> list[Group]:
    late = {"title", "kicker", "deck", "byline", "caption", "quote"}
    titles = [group for group in groups if group.kind in late]
    others = [group for group in groups if group.kind not in late]
    if manner == "end of page":
        return others + titles[::-1] if rng.random() < 0.5 else others + titles
    if manner == "before all":
        return titles + others
    if manner == "behind story":
        return _after_their_story(titles, others)
    if manner == "in the body":
        for group in titles:
            others.insert(rng.randint(0, len(others)), group)
        return others
    return groups


def _after_their_story(titles: list[Group], others: list[Group]) -> list[Group]:
    out: list[Group] = []
    for number, group in enumerate(others):
        out.append(group)
        goes_on = any(later.story == group.story for later in others[number + 1 :])
        if not goes_on:
            out += [title for title in titles if title.story == group.story and group.story]
    return out + [title for title in titles if title not in out]


def _shuffle_some(groups: list[Group], rng: Random) -> list[Group]:
    """Exchange a few frames, as happens when a page is rebuilt late at night."""
    groups = list(groups)
    for _ in range(max(1, len(groups) // 5)):
        a, b = rng.randrange(len(groups)), rng.randrange(len(groups))
        groups[a], groups[b] = groups[b], groups[a]
    return groups


def _set_one_twice(groups: list[Group], rng: Random) -> list[Group]:
    bodies = [n for n, group in enumerate(groups) if group.kind in {"body", "quote"}]
    if not bodies:
        return groups
    chosen = rng.choice(bodies)
    where = rng.choice((chosen + 1, len(groups)))
    return [*groups[:where], groups[chosen], *groups[where:]]
