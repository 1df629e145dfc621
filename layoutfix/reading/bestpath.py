"""Decide all breaks of a run of lines together.

Each line is the first, a middle, the last or the only line of a paragraph, a heading, or a
line that interrupts an open paragraph, at a measure that changes seldom.
The reading with the largest sum of weights is found by dynamic programming (Viterbi 1967);
readings far behind the best are not followed, which keeps the work per line small.

Most lines are like others before them: as wide, with the same end, below the same kinds of
lines.
So a step of the search is worked out once and looked up from then on, as a lazily built
automaton does: a ``_State`` holds how far each reading is behind the best one, a ``Look``
what a line says, and the step from one to the next depends on these two (and at doubtful
breaks on the bond of the characters).
Weights are whole thousandths of a nat here, so that sums do not depend on their order and
states that are equal are found equal.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from layoutfix.reading.bonds import Bonds
from layoutfix.reading.evidence import (
    ABOVE_BYLINE,
    ABOVE_LIST,
    ASIDE,
    BEFORE_FRAME,
    BELOW_NOTE,
    BELOW_NUMBER,
    BELOW_OPEN,
    COLON,
    COMMA,
    DASH,
    FRAME,
    GAP,
    INDENTED,
    LEANS,
    NUMBERED,
    SENTENCE,
    SPACED,
    SPEAKER,
    STANDS_OUT,
    STARTS_BADLY,
    STOP,
    UNINDENTED,
    Facts,
)
from layoutfix.reading.weights import Weights, milli

FIRST, MIDDLE, LAST, SINGLE, HEADING, INTERRUPTING = range(6)
_KINDS = 8
_BEAM = 11_000  # a reading e^11 times less likely never came back in the samples
_NEVER = -(10**9)
_FAR_OFF = 11  # half ems that a line is short of its measure, and more than it is wide
_ASKING = FRAME | GAP | ASIDE | BEFORE_FRAME | SPACED | DASH
_MOST_STATES = 50_000  # more than any sample has; only keeps odd texts from filling the memory


class Reading(NamedTuple):
    """How a line is read: its kind, and the measure of its column in ems (0: none)."""

    kind: int
    measure: float


class Look(NamedTuple):
    """What a line says of itself, in thousandths of a nat.

    ``columns``: for each measure its key and the weights of first, middle, last and single.
    ``across``, ``interrupt``, ``abandon``, ``resume``: the turns at the break above it.
    ``doubtful``: the characters on both sides of that break are asked.
    ``after_number``: the line above ends with a number, which may go on.
    """

    number: int
    columns: tuple[tuple[int, int, int, int, int], ...]
    heading: int
    lone: int
    across: int
    interrupt: int
    abandon: int
    resume: int
    doubtful: bool
    after_number: bool


class _Turns(NamedTuple):
    """The turns that are the same at every break, in thousandths of a nat.

    ``closed``, ``heading``: from a closed paragraph, and from a heading, to the next heading,
    first and only line; ``first``, ``middle``: from these to middle and last.
    """

    closed: tuple[int, int, int]
    heading: tuple[int, int, int]
    first: tuple[int, int]
    middle: tuple[int, int]
    interrupted_on: int
    drift: int
    change: int
    change_closed: int


class _Leads(NamedTuple):
    """How far ahead one reading must be to stay ahead of another, whatever follows.

    ``first``: a middle line of a first one; ``middle``: the other way round; ``change``: an
    open paragraph of one at another measure, and ``change_closed`` of a closed one;
    ``heading``: a closed paragraph of a heading; ``abandon``: an open paragraph of a closed
    one; ``interrupted``, ``resumed``: an open paragraph of one that is interrupted and stays
    so, or goes on.
    """

    first: int
    middle: int
    change: int
    change_closed: int
    heading: int
    abandon: int
    interrupted: int
    resumed: int


class _Step(NamedTuple):
    """What a line makes of a state.

    ``back``: for each reading the one above that it comes from.
    ``opened``: the interrupting readings with the reading above that they come from.
    """

    state: "_State"
    back: dict[int, int]
    opened: tuple[tuple[int, int], ...]


class _Ask(NamedTuple):
    """The bonds that a step depends on: with the line above, and over interruptions.

    ``over``: the interrupting readings, each with the least bond that could matter.
    """

    above: bool
    over: tuple[tuple[int, int], ...]


class _State:
    """Readings that are still followed, with how far each is behind the best.

    ``steps``: what was found out already, by look, or by look and bonds.
    """

    __slots__ = ("scores", "steps")

    def __init__(self, scores: dict[int, int]) -> None:
        self.scores = scores
        self.steps: dict[int | tuple[int, ...], _Step | _Ask] = {}


def weigh_lines(
    facts: Facts, measures: Sequence[tuple[float, ...]], weights: Weights
) -> list[Look]:
    """Weigh each line by itself.

    ``measures``: for each line the measures that its column may have, in ems.
    """
    return list(_looks(facts, measures, weights))


def read(looks: Sequence[Look], weights: Weights, bonds: Bonds) -> list[Reading]:
    """Give the best reading of lines, one Reading a line.

    ``bonds``: weighs the characters on both sides of a doubtful break; it knows where their
    pairs stand, or has to look for them each time.
    """
    search = _Search(weights, bonds)
    state = search.state({LAST: 0})
    opened: dict[int, int] = {}
    trail: list[dict[int, int]] = []
    for nth, look in enumerate(looks):
        step = state.steps.get(look.number) or search.ask(state, look)
        if isinstance(step, _Ask):
            step = search.answer(state, look, step, nth, opened)
        state, back, going_on = step
        trail.append(back)
        if going_on:
            opened = {key: opened.get(source, nth - 1) for key, source in going_on}
    return _trace(state.scores, trail)


class _Search:
    """The states met so far, and how new steps are worked out."""

    def __init__(self, weights: Weights, bonds: Bonds) -> None:
        self.turns = _turns(weights.turn)
        self.bonds = bonds
        self.weakest = milli(bonds.weakest)
        self.strongest = milli(bonds.strongest)
        self.number = milli(bonds.number_goes_on)
        self.leads = _leads(weights.turn, self.turns, self.strongest - self.weakest)
        self.states: dict[tuple[tuple[int, int], ...], _State] = {}

    def state(self, scores: dict[int, int]) -> _State:
        """Give the state with these scores, the same one each time."""
        key = tuple(scores.items())
        known = self.states.get(key)
        if known is None:
            if len(self.states) > _MOST_STATES:
                self.states.clear()
            known = self.states[key] = _State(scores)
        return known

    def ask(self, state: _State, look: Look) -> _Step | _Ask:
        """Work out a step, or which bonds must be known for it."""
        kinds = {key % _KINDS for key in state.scores}
        above = look.doubtful and not kinds.isdisjoint((FIRST, MIDDLE))
        over = self._over(state, look) if INTERRUPTING in kinds else ()
        if above or over:
            ask = state.steps[look.number] = _Ask(above, over)
            return ask
        step = state.steps[look.number] = self._step(state, look, 0, {})
        return step

    def answer(
        self, state: _State, look: Look, ask: _Ask, nth: int, opened: Mapping[int, int]
    ) -> _Step:
        """Give the step that depends on bonds."""
        above = milli(self.bonds.weigh(nth - 1, nth)) if ask.above else 0
        over = [self._bond_over(opened[key], nth, least) for key, least in ask.over]
        known = state.steps.get((look.number, above, *over))
        if not isinstance(known, _Step):
            bonds = {key: b for (key, _), b in zip(ask.over, over, strict=True) if b > _NEVER}
            known = state.steps[look.number, above, *over] = self._step(state, look, above, bonds)
        return known

    def _bond_over(self, upper: int, lower: int, least: int) -> int:
        """Give the bond over an interruption, or ``_NEVER`` where it is less than ``least``."""
        if milli(self.bonds.most(upper, lower)) < least:
            return _NEVER
        return milli(self.bonds.weigh(upper, lower))

    def _over(self, state: _State, look: Look) -> tuple[tuple[int, int], ...]:
        """Give the interruptions whose end with this line could be the best reading."""
        above = self.weakest if look.doubtful else 0
        keys = [key for key in state.scores if self._may_end(state.scores, key, look, above)]
        if not keys:
            return ()
        best, _ = _advance(state.scores, look, self.turns, above, {})
        floor = max(best.values()) - _BEAM
        out = []
        for key in keys:
            resumed, _ = _advance({key: state.scores[key]}, look, self.turns, 0, {key: 0})
            lacking = [
                max(floor, best.get(at, floor)) - here
                for at, here in resumed.items()
                if at % _KINDS in (MIDDLE, LAST)
            ]
            if lacking and min(lacking) <= self.strongest:
                out.append((key, min(lacking)))
        return tuple(out)

    def _may_end(self, scores: Mapping[int, int], key: int, look: Look, above: int) -> bool:
        """Tell cheaply whether an interruption could end here.

        Its rival is a paragraph of the same measure that was not interrupted.
        """
        if key % _KINDS != INTERRUPTING:
            return False
        rival = scores.get(key - INTERRUPTING + MIDDLE)
        if rival is None:
            return True
        return scores[key] + look.resume + self.strongest >= rival + look.across + above

    def _step(self, state: _State, look: Look, above: int, over: Mapping[int, int]) -> _Step:
        best, back = _advance(state.scores, look, self.turns, above, over)
        top = max(best.values())
        kept = [key for key in best if best[key] >= top - _BEAM]
        if len(kept) > 1:
            kept = self._worth_following(best, back, kept, look)
        scores = {key: best[key] - top for key in kept}
        back = {key: back[key] for key in kept}
        opened = tuple((key, back[key]) for key in back if key % _KINDS == INTERRUPTING)
        return _Step(self.state(scores), back, opened)

    def _worth_following(
        self, best: Mapping[int, int], back: Mapping[int, int], keys: Sequence[int], look: Look
    ) -> list[int]:
        """Leave out readings that another one is ahead of whatever follows.

        An open paragraph can be abandoned, and then what follows is as below a closed one; a
        change of measure has its price; so a reading that is behind by more than that never
        comes back.
        """
        lead = self.leads
        get = best.get
        widest = freest = _NEVER  # of the open paragraphs, and of what is closed or could be
        for key in keys:
            kind = key % _KINDS
            if kind <= MIDDLE:
                widest = max(widest, best[key])
            elif kind <= SINGLE:
                freest = max(freest, best[key])
        freest = max(freest, widest - lead.abandon)
        out = []
        for key in keys:
            kind = key % _KINDS
            score, column = best[key], key - kind
            rival = max(get(column + FIRST, _NEVER), get(column + MIDDLE, _NEVER))
            if kind <= MIDDLE:
                behind = score + (lead.middle if kind else lead.first) < rival
                behind = behind or score + lead.change < widest
            elif kind == HEADING:
                behind = score + lead.heading < freest
            elif kind == INTERRUPTING:
                just_now = back[key] % _KINDS != INTERRUPTING
                resumed = lead.resumed - (self.number if just_now and not look.after_number else 0)
                behind = score + max(lead.interrupted, resumed) < rival
            else:
                behind = score < max(get(column + LAST, _NEVER), get(column + SINGLE, _NEVER))
                behind = behind or score < rival - lead.abandon
                behind = behind or score + lead.change_closed < freest
            if not behind:
                out.append(key)
        return out


def _advance(
    scores: Mapping[int, int], look: Look, turns: _Turns, above: int, over: Mapping[int, int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Give the best score per reading after a line, and the reading above it comes from.

    ``above``: the bond with the line above; ``over``: the bonds over interruptions, by
    reading; an interruption that is not among them does not end here.
    """
    best: dict[int, int] = {}
    back: dict[int, int] = {}
    for source, score in scores.items():
        kind = source % _KINDS
        measure = source - kind
        if kind == HEADING:
            _close(best, back, source, score, measure, look, turns, turns.heading)
        elif kind in (LAST, SINGLE):
            _close(best, back, source, score, measure, look, turns, turns.closed)
        else:
            stay = look.interrupt
            if kind == FIRST:
                start = score + look.across + above
                _go_on(best, back, source, start, measure, look, turns, turns.first)
            elif kind == MIDDLE:
                start = score + look.across + above
                _go_on(best, back, source, start, measure, look, turns, turns.middle)
            else:
                stay = turns.interrupted_on
                if source in over:
                    start = score + look.resume + over[source]
                    _go_on(best, back, source, start, measure, look, turns, turns.middle)
            key = measure + INTERRUPTING
            if score + stay + look.heading > best.get(key, _NEVER):
                best[key] = score + stay + look.heading
                back[key] = source
            _close(best, back, source, score + look.abandon, measure, look, turns, turns.closed)
    return best, back


def _close(  # noqa: PLR0913, PLR0917 - the inner loop
    best: dict[int, int],
    back: dict[int, int],
    source: int,
    score: int,
    measure: int,
    look: Look,
    turns: _Turns,
    after: tuple[int, int, int],
) -> None:
    """Turn from a closed paragraph or a heading to what may follow it."""
    get = best.get
    to_heading, to_first, to_single = after
    here = score + to_heading + look.heading
    if here > get(HEADING, _NEVER):
        best[HEADING] = here
        back[HEADING] = source
    for column, first, _, _, single in look.columns:
        base = score
        if column != measure and measure:
            near = -_KINDS <= column - measure <= _KINDS
            base += turns.drift if near else turns.change_closed
        here = base + to_first + first
        if here > get(column, _NEVER):  # FIRST is 0
            best[column] = here
            back[column] = source
        here = base + to_single + single
        if here > get(column + SINGLE, _NEVER):
            best[column + SINGLE] = here
            back[column + SINGLE] = source
    if not look.columns:
        here = score + to_single + look.lone
        if here > get(SINGLE, _NEVER):
            best[SINGLE] = here
            back[SINGLE] = source


def _go_on(  # noqa: PLR0913, PLR0917 - the inner loop
    best: dict[int, int],
    back: dict[int, int],
    source: int,
    score: int,
    measure: int,
    look: Look,
    turns: _Turns,
    after: tuple[int, int],
) -> None:
    """Turn from an open paragraph to a line that carries it on."""
    get = best.get
    to_middle, to_last = after
    for column, _, middle, last, _ in look.columns:
        base = score
        if column != measure:
            base += turns.drift if -_KINDS <= column - measure <= _KINDS else turns.change
        here = base + to_middle + middle
        if here > get(column + MIDDLE, _NEVER):
            best[column + MIDDLE] = here
            back[column + MIDDLE] = source
        here = base + to_last + last
        if here > get(column + LAST, _NEVER):
            best[column + LAST] = here
            back[column + LAST] = source


class Seam(NamedTuple):
    """Two lines that a reading joins, each with its look and its reading."""

    upper: Look
    above: Reading
    lower: Look
    below: Reading
    interrupted: bool


def lead_of_join(seam: Seam, turn: Mapping[str, int]) -> int:
    """Give how far a join is ahead of the nearest reading without it, in thousandths of a nat.

    The nearest readings without it leave all other lines as they are: the upper line ends its
    paragraph, or its paragraph is abandoned there, and the lower one opens the next or is a
    heading.
    The bond of the characters is not part of it.
    """
    upper, lower = _in_column(seam.upper, seam.above), _in_column(seam.lower, seam.below)
    first = seam.above.kind == FIRST
    goes_on = "last" if seam.below.kind == LAST else "middle"
    joined = (
        upper[seam.above.kind]
        + turn[f"{'first' if first else 'middle'}_to_{goes_on}"]
        + (seam.lower.resume if seam.interrupted else seam.lower.across)
        + lower[seam.below.kind]
    )
    ended = upper[SINGLE] + turn["closed_to_single"] - turn["closed_to_first"]
    if not first:
        ended = upper[LAST] + turn["middle_to_last"] - turn["middle_to_middle"]
    abandoned = upper[seam.above.kind] + seam.lower.abandon
    opened = lower[SINGLE if seam.below.kind == LAST else FIRST]
    opened += turn["closed_to_single" if seam.below.kind == LAST else "closed_to_first"]
    headed = seam.lower.heading + turn["closed_to_heading"]
    return joined - max(ended, abandoned) - max(opened, headed)


def _in_column(look: Look, reading: Reading) -> tuple[int, int, int, int]:
    """Give the weights of first, middle, last and single line at the measure of a reading."""
    key = int(reading.measure * 2) * _KINDS
    for column, *weights in look.columns:
        if column == key:
            return tuple(weights)  # type: ignore[return-value]
    return (look.lone,) * 4


def _trace(scores: Mapping[int, int], trail: Sequence[Mapping[int, int]]) -> list[Reading]:
    if not trail:
        return []
    # A text that stops inside a paragraph is less likely than one that ends.
    open_kinds = (FIRST, MIDDLE, INTERRUPTING)
    key = max(scores, key=lambda k: (scores[k] - 4000 * (k % _KINDS in open_kinds), -k))
    readings: dict[int, Reading] = {}
    out = []
    for back in reversed(trail):
        reading = readings.get(key)
        if reading is None:
            reading = readings[key] = Reading(key % _KINDS, key // _KINDS / 2)
        out.append(reading)
        key = back[key]
    out.reverse()
    return out


def _turns(turn: Mapping[str, int]) -> _Turns:
    def of(kind: str, *after: str) -> tuple[int, ...]:
        return tuple(turn[f"{kind}_to_{each}"] for each in after)

    return _Turns(
        of("closed", "heading", "first", "single"),  # type: ignore[arg-type]
        of("heading", "heading", "first", "single"),  # type: ignore[arg-type]
        of("first", "middle", "last"),  # type: ignore[arg-type]
        of("middle", "middle", "last"),  # type: ignore[arg-type]
        turn["interrupted_on"],
        turn["measure_drift"],
        turn["measure_change"],
        turn["measure_change_closed"],
    )


def _leads(turn: Mapping[str, int], turns: _Turns, bonds: int) -> _Leads:
    """Work the leads out of the turns; ``bonds``: between the strongest and the weakest."""
    longer = turns.first[0] - turns.middle[0], turns.first[1] - turns.middle[1]
    either = max(map(abs, longer))
    heading = max(a - b for a, b in zip(turns.heading, turns.closed, strict=True))
    change, change_closed = (-min(turns.drift, x) for x in (turns.change, turns.change_closed))
    interrupt = min(turn["interrupt" + edge] for edge in ("", "_at_frame", "_before_frame"))
    across = min(turn["join" + edge] for edge in ("_over_gap", "_over_aside"))
    at_frame = turn["resume_at_frame"] - turn["join_at_frame"]
    resumed = max(at_frame, turn["resume"] - min(0, across))
    return _Leads(
        max(longer),
        max(-each for each in longer),
        change + either,
        change_closed,
        max(0, heading) + change_closed,
        -min(turn["abandon"], turn["abandon_at_frame"], turn["abandon_at_note"]),
        turns.interrupted_on - interrupt,
        resumed + bonds + either,
    )


def _looks(facts: Facts, measures: Sequence[tuple[float, ...]], weights: Weights) -> Iterator[Look]:
    """Give the look of each line, the same object for lines that look the same."""
    known: dict[tuple[object, ...], Look] = {}
    alike: dict[tuple[object, ...], Look] = {}  # other facts can come to the same weights
    units = [*facts.unit, 1.0][1:]
    below = [unit + loose for unit, loose in zip(units, facts.loose, strict=True)]
    odd = _odd(facts, measures)
    for key in zip(facts.width, facts.end, facts.marks, below, measures, odd, strict=True):
        look = known.get(key)
        if look is None:
            new = _look(len(alike), weights, *key)
            look = known[key] = alike.setdefault(new[1:], new)
        yield look


def _odd(facts: Facts, measures: Sequence[tuple[float, ...]]) -> Iterator[bool]:
    """Tell for each line whether the widths at the break above it leave it in doubt.

    First and last lines are short as a rule, and then a full stop stands above or at the end
    of them.
    """
    upper, upper_end, above_end = 0.0, SENTENCE, SENTENCE
    first = True
    for width, end, columns in zip(facts.width, facts.end, measures, strict=True):
        if first:
            first = False
            yield False
        elif upper_end == SENTENCE:
            yield width > upper - 2 and any(upper + 1 > measure for measure in columns)
        else:
            full = upper_full = False
            for measure in columns:
                if end == SENTENCE or -1 < width - measure < 1:
                    full = True
                if above_end == SENTENCE or -1 < upper - measure < 1:
                    upper_full = True
            yield not (full and upper_full)
        upper, upper_end, above_end = width, end, upper_end


def _look(  # noqa: PLR0913, PLR0917 - the fields of a key
    number: int,
    weights: Weights,
    width: float,
    end: int,
    marks: int,
    below: float,
    measures: tuple[float, ...],
    odd: bool,  # noqa: FBT001 - one of the fields of a key
) -> Look:
    own = _Own(weights, width, end, marks)
    across, interrupt, abandon, resume = _edge(weights.turn, marks)
    columns = tuple(
        [(int(m * 2) * _KINDS, *own.in_column(int(m * 2), int(below * 2))) for m in measures]
    )
    return Look(
        number,
        columns,
        own.heading(max(measures) if measures else 0.0),
        -1000 if end == SENTENCE else -6000,
        across,
        interrupt,
        abandon,
        resume,
        odd or bool(marks & _ASKING),
        bool(marks & BELOW_NUMBER),
    )


def _edge(turn: Mapping[str, int], marks: int) -> tuple[int, int, int, int]:
    """Give the price of the break above a line: to join, interrupt, abandon, resume over it."""
    frame, gap = marks & FRAME, marks & GAP
    edge = "_at_frame" if frame or gap else ""
    interrupt = turn["interrupt" + edge]
    if not edge and marks & BEFORE_FRAME:
        interrupt = turn["interrupt_before_frame"]
    across = 0
    if frame:
        across = turn["join_at_frame"]
    elif gap:
        across = turn["join_over_gap"]
    elif marks & ASIDE:
        across = turn["join_over_aside"]
    abandon = turn["abandon_at_note"] if marks & BELOW_NOTE else turn["abandon" + edge]
    return across, interrupt, abandon, turn["resume_at_frame" if frame else "resume"]


class _Own:
    """What a line's own width, end and start say for each kind."""

    def __init__(self, weights: Weights, width: float, end: int, marks: int) -> None:
        self.weights = weights
        self.width = width
        self.end = end
        self.marks = marks

    def in_column(  # noqa: C901 - one question for each mark
        self, measure: int, below: int
    ) -> tuple[int, int, int, int]:
        """Give the weights of first, middle, last, single, at a measure in half ems.

        ``below``: half ems of the first unbreakable unit of the next line (the fit test).
        """
        w = self.weights
        marks = self.marks
        first, middle, last, single = self._widths(measure, int(self.width * 2 + 0.5), below)
        middle_end, last_end = w.middle_end[self.end], w.last_end[self.end]
        if marks & STARTS_BADLY:
            first, single = first + w.never_first_closed, single + w.never_first_closed
            middle, last = middle + w.never_first_open, last + w.never_first_open
        if marks & LEANS:
            first, single = first + w.leaning, single + w.leaning
        if marks & BELOW_OPEN:
            first, single = first + w.below_open, single + w.below_open
        if marks & (SPEAKER | NUMBERED):  # a speech or an item begins flush, indented or hanging
            begins = w.speaker if marks & SPEAKER else w.numbered
            first = max(first, middle, self._hanging(measure)) + begins
            single = max(single, last) + begins
        elif marks & UNINDENTED:
            first, single = first + w.unindented, single + w.unindented
        if marks & NUMBERED:
            middle, last = middle + w.numbered_inside, last + w.numbered_inside
        if marks & INDENTED:
            first, single = first + w.kept_indent, single + w.kept_indent
            middle, last = middle + w.no_indent, last + w.no_indent
        if marks & (ABOVE_LIST | ABOVE_BYLINE) and self.end not in (SENTENCE, COLON):
            middle_end += w.inside["above_list" if marks & ABOVE_LIST else "above_byline"]
        if marks & ABOVE_LIST and self.end == COLON:  # as a rule: 应具备下列条件：
            last_end = w.last_end[SENTENCE]
        if marks & SPACED:
            middle_end += w.inside["gap_body"]
            last_end += w.inside["gap_body"]
        if marks & DASH:
            first += w.inside["dash_first"]
            single += w.inside["dash_first"]
        return first + middle_end, middle + middle_end, last + last_end, single + last_end

    def _widths(self, measure: int, width: int, below: int) -> tuple[int, int, int, int]:
        w = self.weights
        above = width - measure
        if self.marks & STANDS_OUT and above > 1:  # half ems
            return (w.stands_out,) * 4
        if -above > max(_FAR_OFF, width):
            middle = first = w.far_off
        else:
            middle = self._full(above, below)
            first = max(self._full(above + w.indent, below), middle + w.flush)
        single = max(self._ending(above + w.indent), self._ending(above) + w.flush)
        return first, middle, self._ending(above), single

    def _hanging(self, measure: int) -> int:
        """Weigh a first line whose number or name stands out, or that is moved in with it."""
        w, width = self.weights, int(self.width * 2 + 0.5)
        near = abs(width - measure) <= w.hang and 4 * width >= 3 * measure
        return w.hanging if near else w.off_width

    def _ending(self, above: int) -> int:
        """Weigh a line that a paragraph ends with, by its half ems over the measure."""
        w = self.weights
        return w.last_width if above <= 1 else w.last_over + w.middle_width.get(above, w.off_width)

    def _full(self, above: int, below: int) -> int:
        """Weigh a line that ought to be full.

        A short one is no surprise where what came next would not have fitted in.
        """
        w = self.weights
        weight = w.middle_width.get(above, w.off_width)
        if above <= -2 and -above < below:
            return max(weight, w.no_fit_wide if below >= 6 else w.no_fit + 1000 * (above + 2))
        return weight

    def heading(self, measure: float) -> int:
        """Give the weight of a heading, which has no measure of its own.

        ``measure``: the widest of the columns around, or 0.
        """
        w = self.weights
        marks = self.marks
        out = w.heading_end[self.end]
        if not measure:
            lone = w.lone_heading_comma if marks & COMMA else w.lone_heading
            out += w.off_width if self.width > lone else w.heading_width
        elif self.width > measure + 0.5:
            out += w.heading_over
        else:
            out += w.heading_full if self.width >= measure - 1 else w.heading_width
        if marks & (STOP | COMMA | SPACED | LEANS | DASH | STARTS_BADLY | SPEAKER):
            inside = (
                (SPEAKER, -w.speaker),
                (STOP, w.inside["heading_stop"]),
                (COMMA, w.inside["heading_comma"]),
                (SPACED, w.inside["gap_heading"]),
                (LEANS, w.leaning),
                (DASH, w.inside["dash_heading"]),
                (STARTS_BADLY, w.never_first_closed),
            )
            out += sum([weight for mark, weight in inside if marks & mark])
        return out
