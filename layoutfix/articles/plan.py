"""Decide together where the stories of a page begin and which title each of them has.

Titles stand where their frames were made: before their stories, behind them, or anywhere, as all
at the head or the foot of the page; a page is made in one manner.
The units of a page, its paragraphs and items, are read in order; each goes on with the story
above it or begins another, under a title that was not used yet or under none.
What is weighed is the kinship of titles and paragraphs, the marks of a border, the looks of a
title, and how it stands to its story in the manner of the page.
The best plan is found by a beam search over the units (Lowerre 1976); the manner whose best plan
weighs most is the manner of the page.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from layoutfix.articles.borders import find_borders
from layoutfix.articles.candidates import Group, find_groups
from layoutfix.articles.kinship import Kinship
from layoutfix.articles.outline import Element, is_planned, is_ranking, units_of
from layoutfix.tables import defaults

LEADING, TRAILING, ANYWHERE = "leading", "trailing", "anywhere"
_BEAM = 64


class Story(NamedTuple):
    """A story: the element and the unit it begins with, and its group of titles, if any."""

    start: int
    unit: int
    group: Group | None

    @property
    def in_place(self) -> bool:
        """Tell whether the titles stand right above the story."""
        return self.group is not None and self.group.gap == self.unit


class Plan(NamedTuple):
    """The stories of a page in file order, with the kinship that they were found by."""

    manner: str
    stories: tuple[Story, ...]
    kinship: Kinship


class _Hypothesis(NamedTuple):
    """A plan so far: its weight in nats, and its stories as a chain from the last one back."""

    nats: float
    chain: "_Chain"


_Chain = tuple[int, int | None, "_Chain"] | None  # unit, group
_Key = tuple[int | None, int]  # the group of the open story, and the parts of all groups used


class _Units(NamedTuple):
    """The units of a page: the weight of a border above each, its frame, and the rankings."""

    borders: Sequence[float]
    frames: Sequence[int]
    lists: frozenset[int]


def find_plan(elements: Sequence[Element]) -> Plan | None:
    """Give the best plan of a page, or None where it has no titles or no text, or is too long."""
    if not is_planned(elements):
        return None
    at = units_of(elements)
    lists = frozenset(unit for unit, nth in enumerate(at) if is_ranking(elements[nth]))
    texts = ["" if unit in lists else elements[nth].block.text for unit, nth in enumerate(at)]
    kinship = Kinship(texts)
    borders = find_borders(elements, at, kinship)
    groups = find_groups(elements, at, kinship, borders)
    if not groups:
        return None
    units = _Units(borders, [elements[nth].frame for nth in at], lists)
    found = [(*_Search(groups, units, each).best(), each) for each in (LEADING, TRAILING, ANYWHERE)]
    _, stories, manner = max(found, key=lambda each: each[0])
    whole = [
        Story(at[unit], unit, None if group is None else groups[group]) for unit, group in stories
    ]
    return Plan(manner, tuple(whole), kinship)


class _Search:
    """One beam search, in one manner."""

    def __init__(self, groups: Sequence[Group], units: _Units, manner: str) -> None:
        self.groups = groups
        self.units = units
        self.manner = manner
        self.nats: dict[str, float] = defaults()["plan"]

    def best(self) -> tuple[float, list[tuple[int, int | None]]]:
        """Give the weight of the best plan in this manner, and its stories as (unit, group)."""
        beam: dict[_Key, _Hypothesis] = {(None, 0): _Hypothesis(0.0, None)}
        leads = [self._leads(unit) for unit in range(len(self.units.borders))]
        hopes = self._hopes(leads)
        for unit, begins in enumerate(leads):
            found: dict[_Key, _Hypothesis] = {}
            for key, hypothesis in beam.items():
                if unit:
                    self._go_on(found, unit, key, hypothesis)
                if begins is not None:
                    self._begin(found, unit, key, hypothesis, begins)
            beam = self._most_hopeful(found, hopes[unit]) if len(found) > _BEAM else found
        return self._closed(beam)

    def _hopes(self, leads: Sequence[Sequence[tuple[int, float]] | None]) -> list[list[float]]:
        """Give for each unit what each group weighs at most at the head of a story below it."""
        hope = [0.0] * len(self.groups)
        out = []
        for border, begins in zip(reversed(self.units.borders), reversed(leads), strict=True):
            out.append(hope)
            hope = list(hope)
            for nth, lead in begins or ():
                hope[nth] = max(hope[nth], border + lead)
        return out[::-1]

    def _go_on(
        self, found: dict[_Key, _Hypothesis], unit: int, key: _Key, upper: _Hypothesis
    ) -> None:
        """Let the open story go on with ``unit``."""
        nats = upper.nats
        if key[0] is not None and unit not in self.units.lists:
            nats += self.groups[key[0]].kin.at_later(unit)
        _keep(found, key, _Hypothesis(nats, upper.chain))

    def _leads(self, unit: int) -> list[tuple[int, float]] | None:
        """Give the groups that may be the titles of a story that begins here, each weighed.

        None where no story begins.
        """
        if unit and self.units.borders[unit] <= self.nats["least_border_nats"]:
            return None
        clear = self.units.borders[unit] > self.nats["clear_border_nats"]
        clear = clear or unit in self.units.lists
        return [
            (nth, self._lead(group, unit))
            for nth, group in enumerate(self.groups)
            if clear or self._may_lead(group, unit)
        ]

    def _begin(
        self,
        found: dict[_Key, _Hypothesis],
        unit: int,
        key: _Key,
        upper: _Hypothesis,
        leads: Sequence[tuple[int, float]],
    ) -> None:
        """Begin a story with ``unit``, under each title that may be its, and under none."""
        open_group, used = key
        nats = upper.nats + self.units.borders[unit]
        nats += self._close(open_group, unit) if unit else 0.0
        untitled = self.nats["untitled_nats" if unit else "untitled_first_nats"]
        none = _Hypothesis(nats + untitled, (unit, None, upper.chain))
        _keep(found, (None, used), none)
        for nth, lead in leads:
            parts = self.groups[nth].parts
            if used & parts:
                continue
            place = nth, used | parts
            rival = found.get(place)
            if rival is None or nats + lead > rival.nats:
                found[place] = _Hypothesis(nats + lead, (unit, nth, upper.chain))

    def _may_lead(self, group: Group, unit: int) -> bool:
        """Tell whether anything speaks for a group leading the story that begins with a unit."""
        return unit in group.kin.first or (self.manner == LEADING and _is_above(group, unit))

    def _lead(self, group: Group, unit: int) -> float:
        """Weigh a group as the titles of the story that begins with a unit."""
        kin = 0.0 if unit in self.units.lists else group.kin.at_first(unit)
        away = self.nats["per_frame_nats"] * abs(self.units.frames[unit] - group.frame)
        nats = group.looks - min(away, self.nats["most_away_nats"])
        if _is_above(group, unit):
            nats += min(kin, self.nats["most_in_place_nats"])
            nats += self.nats[
                "labelled_in_place_nats" if group.labelled else "unlabelled_in_place_nats"
            ]
            if group.labelled and unit not in group.kin.first and unit + 1 not in group.kin.first:
                nats += self.nats["says_nothing_nats"]
            return nats + (self.nats["beside_nats"] if self.manner == LEADING else 0.0)
        nats += kin + self.nats["set_apart_nats" if group.labelled else "unlabelled_apart_nats"]
        return nats + (self.nats["apart_nats"] if self.manner == LEADING else 0.0)

    def _close(self, open_group: int | None, unit: int) -> float:
        """Weigh how the titles of a story stand to its end, where titles follow their stories."""
        if self.manner != TRAILING or open_group is None:
            return 0.0
        group = self.groups[open_group]
        beside = group.gap == unit and group.is_first
        return self.nats["beside_nats"] if beside else self.nats["apart_nats"]

    def _most_hopeful(
        self, found: Mapping[_Key, _Hypothesis], hopes: Sequence[float]
    ) -> dict[_Key, _Hypothesis]:
        """Keep the plans that promise most.

        A plan that has used a title early has lost what that title might weigh further down.
        """
        hope: dict[int, float] = {}
        for group, nats in zip(self.groups, hopes, strict=True):
            hope[group.parts] = nats
        single = [(parts, nats) for parts, nats in hope.items() if parts.bit_count() == 1]
        lost = {
            used: math.fsum(nats for parts, nats in single if used & parts)
            for used in {used for _, used in found}
        }
        ranked = sorted(found.items(), key=lambda item: lost[item[0][1]] - item[1].nats)
        return dict(ranked[:_BEAM])

    def _closed(
        self, beam: Mapping[_Key, _Hypothesis]
    ) -> tuple[float, list[tuple[int, int | None]]]:
        """Give the best of the plans at the end of the page."""
        end = len(self.units.borders)
        nats, chain = max(
            ((each.nats + self._close(key[0], end), each.chain) for key, each in beam.items()),
            key=lambda pair: pair[0],
        )
        stories = []
        while chain is not None:
            unit, group, chain = chain
            stories.append((unit, group))
        return nats, stories[::-1]


def _is_above(group: Group, unit: int) -> bool:
    """Tell whether a group is what stands right above a unit."""
    return group.gap == unit and group.is_last


def _keep(found: dict[_Key, _Hypothesis], key: _Key, hypothesis: _Hypothesis) -> None:
    """Keep a plan where no better one has come to the same place."""
    rival = found.get(key)
    if rival is None or hypothesis.nats > rival.nats:
        found[key] = hypothesis
