"""A newspaper page: stories in bands, each in balanced columns under its headline."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from typesetter.display import set_small, set_vertical
from typesetter.face import Face
from typesetter.flow import (
    Item,
    Placed,
    add_frames,
    body_items,
    cut_off,
    lines_needed,
    run_through,
)
from typesetter.kinds.parts import (
    LEAST_MEASURE,
    Box,
    Hole,
    caption_rows,
    column_slots,
    digits_wide,
    disorder,
    flag,
    furniture,
    pick,
    pick_shadow,
    set_hole,
    set_title_group,
)
from typesetter.model import Run, Sheet, Slot, Style
from typesetter.story import (
    ADS,
    CREDITS,
    FLAGS,
    PAPERS,
    RANKED,
    SCENES,
    Article,
    Story,
    dress,
    person,
)

MARGIN = 40.0
MOST_ROWS = 400


def compose_newspaper(articles: Sequence[Article], face: Face, rng: Random) -> Sheet:
    """Set a page of three to six stories."""
    sheet = Sheet(_choose_style(rng), face, rng, subhead_shadow=pick_shadow(rng, 0.15))
    columns = rng.randint(4, 6)
    page = _Page(sheet, columns)
    chosen = pick(articles, rng, rng.randint(3, 6), 200, 1900)
    sheet.traditional = chosen[0].traditional
    stories = [_dressed(sheet, article, n) for n, article in enumerate(chosen)]
    y = page.head()
    while stories:
        y = page.band(stories[:2] if columns > 3 and rng.random() < 0.4 else stories[:1], y)
        stories = stories[page.taken :]
    if sheet.maybe(0.2):
        y = page.ranking(y)
    if sheet.maybe(0.25):
        y = page.photo(y)
    page.foot(y)
    if page.jumped:
        _set_next_page(sheet, page)
    sheet.groups.sort(key=lambda group: group.page)
    disorder(sheet)
    return sheet


def _choose_style(rng: Random) -> Style:
    """Choose how this house sets its text."""
    return Style(
        size=rng.choice((8.5, 9.0, 9.5)),
        leading=rng.choice((1.2, 1.3, 1.4, 1.55, 1.65)),
        measure=float(rng.choice((11, 12, 13, 14, 15, 16))),
        gutter=rng.uniform(1.3, 2.2),
        painted_indent=rng.random() < 0.5,
        squeeze=rng.random() < 0.7,
        push_in=rng.choice((0.0, 0.5, 1.0)),
        half_at_end=rng.random() < 0.7,
        spaced_line=rng.choice((0.0, 0.0, 0.008, 0.02)),
    )


def _set_next_page(sheet: Sheet, page: "_Page") -> None:
    """Set the rests of the stories that jumped."""
    following = _Page(sheet, page.columns, page.number + 1)
    y = following.head()
    for story, rest in page.jumped:
        y = following.continuation(story, rest, y)
    following.foot(y)


def _dressed(sheet: Sheet, article: Article, number: int) -> Story:
    rng = sheet.rng
    pictures = 1 if article.length > 500 and rng.random() < 0.5 else 0
    return dress(
        f"a{number + 1:02d}",
        article,
        rng,
        pictures=pictures,
    )


class _Page:
    """One newspaper page while it is being filled from the top."""

    def __init__(self, sheet: Sheet, columns: int, number: int = 1) -> None:
        self.sheet = sheet
        self.columns = columns
        self.number = number
        self.taken = 0
        self.jumped: list[tuple[Story, list[Placed]]] = []
        style = sheet.style
        self.column_width = style.measure * style.size
        self.step = (style.measure + style.gutter) * style.size
        self.width = 2 * MARGIN + columns * self.step - style.gutter * style.size

    def head(self) -> float:
        """Set the nameplate, the date line and sometimes a flag."""
        sheet, rng = self.sheet, self.sheet.rng
        paper = rng.choice(PAPERS)
        date = f"{rng.randint(1999, 2024)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
        folio = f"第{rng.randint(1, 16):02d}版"
        if rng.random() < 0.3:
            date = digits_wide(date)
        furniture(sheet, self.number, paper, MARGIN, 40, 18)
        furniture(sheet, self.number, f"{date} 星期{rng.choice('一二三四五六日')}", 200, 40, 9)
        furniture(sheet, self.number, folio, self.width - 100, 40, 10)
        if rng.random() < 0.6:
            flag(sheet, self.number, rng.choice(FLAGS), self.width / 2, 24, 12)
        return 70.0

    def foot(self, y: float) -> None:
        """Set editors, telephone and address, and close the page."""
        sheet, rng = self.sheet, self.sheet.rng
        if rng.random() < 0.7:
            credit = rng.choice(CREDITS).format(person(rng), person(rng))
            furniture(sheet, self.number, credit, MARGIN, y + 14, 8)
        for n, text in enumerate(rng.sample(ADS, rng.randint(0, 2))):
            furniture(sheet, self.number, text, MARGIN + 160, y + 14 + 11 * n, 8)
        sheet.sizes[self.number] = (self.width, y + 40)

    def band(self, stories: Sequence[Story], y: float) -> float:
        """Set one story over the whole width, or two side by side."""
        self.taken = len(stories)
        if len(stories) == 1:
            return self._story(stories[0], 0, self.columns, y)
        lengths = [sum(map(len, story.paragraphs)) for story in stories]
        split = round(self.columns * lengths[0] / sum(lengths))
        split = min(max(split, 1), self.columns - 1)
        return max(
            self._story(stories[0], 0, split, y),
            self._story(stories[1], split, self.columns - split, y),
        )

    def _story(self, story: Story, first: int, columns: int, y: float) -> float:
        sheet, rng = self.sheet, self.sheet.rng
        x = MARGIN + first * self.step
        width = columns * self.step - sheet.style.gutter * sheet.style.size
        in_column = rng.random() < 0.4
        size = rng.uniform(16, 24) if columns > 1 else rng.uniform(12, 15)
        least = y  # the story ends below this
        if columns > 3 and len(story.title) <= 18 and rng.random() < 0.25:
            least = self._vertical_title(story, x, y, size, in_column=in_column)
            first, columns, top = first + 1, columns - 1, y + 10
        else:
            if sheet.maybe(0.04):
                story.title = ""  # set as a picture
            top = set_title_group(
                sheet,
                story,
                Box(self.number, x, y, width),
                size,
                align=rng.choice(("left", "centre")),
                with_byline=not in_column,
                shadow=pick_shadow(rng, 0.35),
            )
        items = body_items(sheet, story, byline_in_column=in_column)
        return max(least, self._columns(story, items, first, columns, top)) + 12

    def _vertical_title(
        self,
        story: Story,
        x: float,
        y: float,
        size: float,
        *,
        in_column: bool,
    ) -> float:
        """Set the headline down the first column; give the lower edge."""
        sheet = self.sheet
        story.kicker = story.deck = None
        block = sheet.block("headline", story.title, story.article)
        length = len(block.printed)
        per_column = -(-length // 2) if length > 9 else length
        runs = set_vertical(
            block,
            x + self.column_width * 0.5,
            y,
            size,
            per_column=per_column,
        )
        if sheet.maybe(0.3):
            runs = runs[per_column:] + runs[:per_column]  # columns made from the left
        sheet.add("title", self.number, runs, story.article)
        if story.byline and not in_column:
            byline = sheet.block("byline", story.byline, story.article)
            size = sheet.style.size
            down = set_vertical(byline, x, y + 30, size)
            sheet.add("byline", self.number, down, story.article)
            runs = runs + down
        return max(run.y for run in runs)

    def _columns(
        self,
        story: Story,
        items: list[Item],
        first: int,
        columns: int,
        top: float,
    ) -> float:
        """Find the least height at which the story fits its columns, and set it there."""
        sheet, style = self.sheet, self.sheet.style
        seed = sheet.rng.random()
        rows = max(3, lines_needed(items, style.measure, sheet) // columns)
        holes = self._holes(story, columns, rows)
        rows = max([rows, *(hole.rows for _, hole, _, _ in holes)])
        boxes = [
            Box(self.number, MARGIN + (first + n) * self.step, top, self.column_width)
            for n in range(columns)
        ]
        placed: list[Placed] = []
        for height in range(rows, MOST_ROWS):
            slots = self._slots(boxes, height, holes)
            placed, whole = run_through(items, slots, sheet, Random(seed))
            if whole:
                rows = height
                break
        if story.note is None and len(placed) > 30 and sheet.maybe(0.2):
            placed = self._jump(story, items, placed)
        add_frames(sheet, placed)
        for column, hole, text, role in holes:
            set_hole(sheet, story, boxes[column], hole, text, role)
        return top + rows * style.size * style.leading

    def _slots(
        self,
        boxes: Sequence[Box],
        rows: int,
        holes: Sequence[tuple[int, Hole, str, str]],
    ) -> list[Slot]:
        slots: list[Slot] = []
        for number, box in enumerate(boxes):
            here = [hole for column, hole, _, _ in holes if column == number]
            slots += column_slots(self.sheet, box, rows, here)
        return slots

    def _holes(self, story: Story, columns: int, rows: int) -> list[tuple[int, Hole, str, str]]:
        """Choose where the pictures stand: across a column, or beside narrower text."""
        rng, style = self.sheet.rng, self.sheet.style
        holes = []
        texts = [(text, "caption") for text in story.captions]
        if story.quote and columns > 1:
            texts.append((story.quote, "quote"))
        free = list(range(columns))
        rng.shuffle(free)
        for (text, role), column in zip(texts, free, strict=False):
            side, taken = "full", style.measure
            if style.measure - LEAST_MEASURE >= 5 and rng.random() < 0.4:
                side = rng.choice(("left", "right"))
                taken = float(round(style.measure - rng.uniform(LEAST_MEASURE, 7)))
            scale = 0.85 if role == "caption" else 1.1
            need = caption_rows(self.sheet, text, (taken - 1) * style.size, scale)
            deep = need + (rng.randint(4, 8) if role == "caption" else 1)
            hole = Hole(rng.randint(0, max(0, rows - deep)), deep, side, taken)
            holes.append((column, hole, text, role))
        return holes

    def _jump(self, story: Story, items: list[Item], placed: list[Placed]) -> list[Placed]:
        """Cut the story off; its rest stands on the next page, or on one that is not here."""
        rng = self.sheet.rng
        keep = rng.randint(len(placed) // 2, len(placed) - 3)
        placed, rest = placed[:keep], placed[keep:]
        if rng.random() < 0.5:
            target = rng.choice(("（下转2版）", "（下转第二版）", "【下转2版】", "[下转第2版]"))
            self.jumped.append((story, rest))
        else:
            target = rng.choice(("（下转3版）", "（下转第三版）", "【下转4版】", "（下转A08版）"))
            cut_off(items, placed)
        return placed + self._note(story, target, rest[0].slot, "right")

    def _note(self, story: Story, text: str, slot: Slot, stand: str) -> list[Placed]:
        block = self.sheet.block("note", text, story.article, interrupts=True)
        return run_through([Item(block, stand)], [slot], self.sheet, Random(0))[0]

    def continuation(self, story: Story, rest: Sequence[Placed], top: float) -> float:
        """Set what jumped here from the page before, under a line that says so."""
        text = self.sheet.rng.choice(("（上接1版）", "（上接第一版）", "[上接第一版]", "▲上接1版"))
        rows = len(rest) // self.columns + 2
        boxes = [
            Box(self.number, MARGIN + n * self.step, top, self.column_width)
            for n in range(self.columns)
        ]
        slots = self._slots(boxes, rows, ())
        moved = [
            replace(piece, slot=replace(slot, measure=piece.slot.measure))
            for piece, slot in zip(rest, slots[1:], strict=False)
        ]
        add_frames(self.sheet, self._note(story, text, slots[0], "left") + moved)
        return top + rows * self.sheet.style.size * self.sheet.style.leading + 12

    def photo(self, y: float) -> float:
        """Set a picture that stands alone, with a long caption."""
        sheet, rng = self.sheet, self.sheet.rng
        scenes = rng.sample(SCENES, 2)
        text = f"{scenes[0]}。{scenes[1].removeprefix('图为')}。本报记者 {person(rng)} 摄"
        block = sheet.block("caption", text, "a80")
        runs, bottom = set_small(
            sheet,
            block,
            MARGIN,
            y + 120,
            self.column_width,
            sheet.style.size * 0.9,
        )
        sheet.add("caption", self.number, runs, "a80")
        return bottom + 12

    def ranking(self, y: float) -> float:
        """Set a table of places, its title above it."""
        sheet, rng = self.sheet, self.sheet.rng
        article = "a90"
        names = rng.sample(RANKED, 10)
        box = Box(self.number, MARGIN, y, self.width - 2 * MARGIN)
        story = Story(article, f"{rng.choice(PAPERS)}影响力排行榜", [])
        y = set_title_group(sheet, story, box, 14)
        runs: list[Run] = []
        for number, name in enumerate(names):
            block = sheet.block("list", f"{number + 1}.{name}", article)
            column, row = divmod(number, 5)
            place = (MARGIN + column * 200, y + row * 14)
            line, _ = set_small(sheet, block, *place, 10_000, sheet.style.size)
            runs += line
        sheet.add("body", self.number, runs, article)
        return y + 5 * 14 + 10
