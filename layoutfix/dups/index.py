"""An index that stays: a corpus grows, and only what is new is compared.

Whatever the order in which the texts of a corpus are added, the index finds the clusters that
one run over all of them finds.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from layoutfix.corpus.records import Id, Record, RecordError, refuse
from layoutfix.dups.clusters import TURNED, Cluster, find_clusters
from layoutfix.dups.collection import Collection
from layoutfix.dups.comparing import Terms, Unwatched, Watch, find_candidates, verified
from layoutfix.dups.crowding import crowded_texts, without_crowded
from layoutfix.dups.keeping import Keep, best_first
from layoutfix.dups.store import Store
from layoutfix.dups.wish import Wish
from layoutfix.fuzzy.fold import folding_table
from layoutfix.fuzzy.pairs import count, group, preset_named, scan
from layoutfix.fuzzy.presets import PRESETS, Preset
from layoutfix.fuzzy.stages import ANCHORS, Anchors, Limits, Pair, pack, unpack
from layoutfix.model.errors import SourceError


class Found(NamedTuple):
    """Pairs, and the texts that they are of: positions are those in ``collection``."""

    collection: Collection
    pairs: list[Pair]


def unknown_to(
    store: Store, units: Iterable[Record], on_bad: Callable[[SourceError], None] = refuse
) -> Iterator[Record]:
    """Give the units that an index does not have; what it has under the same id is passed over.

    So an addition that was interrupted is made again by the same command.
    ``on_bad`` is told of a unit whose id the index has for another text.
    """
    if not len(store):
        yield from units
        return
    for unit in units:
        known = store.text_of(unit.id)
        if known is None:
            yield unit
        elif known != unit.text:
            what = f"the index has another text with the id {unit.id!r}"
            on_bad(RecordError(unit.source, unit.line, what, hint="Ids have to differ."))


def add(store: Store, new: Collection, wish: Wish = Wish(), watch: Watch = Unwatched()) -> Found:
    """Add texts whose ids are new to the index, and give the pairs that they are part of.

    Raises SettledError and StoreError.
    """
    terms = _settled(store, new, wish)
    preset = PRESETS[terms.preset]
    first = len(store)
    texts = _Texts(store, first, new)
    added = scan(new.texts, preset, terms.jobs)
    anchors = Anchors.joined([store.anchors(), added])
    candidates = find_candidates(anchors, preset, terms, first)
    texts.fetch(each.a for each in unpack(candidates))
    pairs = list(chain.from_iterable(verified(texts, candidates, preset, terms, watch)))
    watch.begin("writing the index")
    _look_again(store, texts, anchors, terms)
    store.add_texts(first, new.ids, new.texts)
    store.add_anchors(first, added)
    store.put_pairs(pairs)
    return texts.of(pairs)


def query(store: Store, new: Collection, wish: Wish = Wish(), watch: Watch = Unwatched()) -> Found:
    """Give the pairs of an index's texts with others, which are not added to it.

    In each pair ``a`` is a text of the index.
    Raises SettledError and StoreError.
    """
    terms = _settled(store, new, wish)
    preset = PRESETS[terms.preset]
    first = len(store)
    texts = _Texts(store, first, new)
    anchors = Anchors.joined([store.anchors(), scan(new.texts, preset, terms.jobs)])
    found = unpack(find_candidates(anchors, preset, terms, first))
    candidates = [each for each in found if each.a < first]
    texts.fetch(each.a for each in candidates)
    chunks = verified(texts, pack(candidates), preset, terms, watch)
    return texts.of(list(chain.from_iterable(chunks)))


def all_pairs(store: Store) -> Found:
    """Give all pairs of an index, by the ids of their texts, whatever the order of adding."""
    pairs = store.pairs()
    involved = {text for pair in pairs for text in (pair.a, pair.b)}
    ids, texts = store.ids_at(involved), store.texts_at(involved)
    order = sorted(involved, key=lambda text: _by_kind(ids[text]))
    collection = Collection([ids[text] for text in order], [texts[text] for text in order])
    return Found(collection, _moved(pairs, {text: nth for nth, text in enumerate(order)}))


def clusters(found: Found, keep: Keep = Keep()) -> list[Cluster]:
    """Put all pairs of an index into clusters."""
    order = best_first(found.collection, range(len(found.collection)), keep)
    return find_clusters(found.pairs, {text: nth for nth, text in enumerate(order)})


def _settled(store: Store, new: Collection, wish: Wish) -> Terms:
    """Give the terms of an index; those of a new one are settled now."""
    settings = store.settings
    if not settings:
        preset = preset_named(wish.preset or "auto", new.texts)
        settings = {
            "preset": preset.name,
            "similarity": repr(wish.limits.similarity),
            "containment": repr(wish.limits.containment),
            "anchors": _way_of_anchors(preset),
        }
        store.settle(settings)
    limits = Limits(float(settings["similarity"]), float(settings["containment"]))
    terms = Terms(settings["preset"], limits, jobs=wish.jobs)
    if settings["anchors"] != _way_of_anchors(PRESETS[terms.preset]):
        how = "it looks for other passages in common"
        raise store.of_another_version(how)
    wish.require(terms)
    return terms


def _way_of_anchors(preset: Preset) -> str:
    """Name all that the anchors of a text depend on, so that another version is noticed."""
    folding = zlib.crc32(folding_table())
    return f"{preset} {folding:08x} {ANCHORS}"


def _look_again(store: Store, texts: "_Texts", anchors: Anchors, terms: Terms) -> None:
    """Look again at texts that an anchor brought together which too many texts hold now.

    A run over all texts would not count it: not to see that two texts have something in common,
    and not to see where.
    """
    preset = PRESETS[terms.preset]
    involved = crowded_texts(anchors, texts.first, preset.cap)
    if not involved:
        return
    own = sorted(involved)
    joined = unpack(count(group(without_crowded(anchors, own, preset.cap), preset)))
    candidates = [each._replace(a=own[each.a], b=own[each.b]) for each in joined]
    texts.fetch(chain.from_iterable((each.a, each.b) for each in candidates))
    pairs = list(chain.from_iterable(verified(texts, pack(candidates), preset, terms)))
    store.drop_pairs_among(own)
    store.put_pairs(pairs)


class _Texts(list[str]):
    """The texts of an index, those of them that were fetched, and new ones behind them."""

    def __init__(self, store: Store, first: int, new: Collection) -> None:
        super().__init__([""] * first)
        self.extend(new.texts)
        self.store = store
        self.first = first
        self.new = new

    def fetch(self, positions: Iterable[int]) -> None:
        """Fetch the texts of the index that stand at some positions."""
        wanted = {position for position in positions if position < self.first}
        for position, text in self.store.texts_at(wanted).items():
            self[position] = text

    def of(self, pairs: list[Pair]) -> Found:
        """Give pairs with the texts that they are of, which are there."""
        order = sorted({text for pair in pairs for text in (pair.a, pair.b)})
        ids: dict[int, Id] = self.store.ids_at(text for text in order if text < self.first)
        for text in order:
            if text >= self.first:
                ids[text] = self.new.ids[text - self.first]
        collection = Collection([ids[text] for text in order], [self[text] for text in order])
        return Found(collection, _moved(pairs, {text: nth for nth, text in enumerate(order)}))


def _moved(pairs: Iterable[Pair], places: Mapping[int, int]) -> list[Pair]:
    """Give pairs with other positions for their texts, the lower one first."""
    return sorted(map(_turned, (p._replace(a=places[p.a], b=places[p.b]) for p in pairs)))


def _turned(pair: Pair) -> Pair:
    if pair.a < pair.b:
        return pair
    relation = TURNED.get(pair.relation, pair.relation)
    return Pair(
        pair.b, pair.a, relation, pair.similarity, pair.containment, pair.b_span, pair.a_span
    )


def _by_kind(known: Id) -> tuple[bool, Id]:
    """Give what sorts numbers before texts."""
    return isinstance(known, str), known
