"""Pairs and clusters as lines of JSON, and pairs read back from them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from layoutfix.corpus.records import Id, RecordError, parse_object, read_lines, refuse
from layoutfix.dups.clusters import Cluster
from layoutfix.dups.collection import Collection
from layoutfix.files.views import json_line
from layoutfix.fuzzy.stages import RELATIONS, Pair
from layoutfix.model.errors import SourceError

_encode = msgspec.json.Encoder().encode


def pair_lines(pairs: Iterable[Pair], ids: Sequence[Id]) -> bytes:
    """Give a line for each pair, with the ids of its texts in the place of their positions."""
    return b"".join(row(pair_row(pair, ids)) for pair in pairs)


def pair_row(pair: Pair, ids: Sequence[Id]) -> dict[str, object]:
    """Give a pair for JSON."""
    a, b, relation, similarity, containment, a_span, b_span = pair
    return {
        "a": ids[a],
        "b": ids[b],
        "relation": relation,
        "similarity": similarity,
        "containment": containment,
        "a_span": a_span,
        "b_span": b_span,
    }


def cluster_lines(clusters: Iterable[Cluster], ids: Sequence[Id]) -> Iterator[bytes]:
    """Give a line for each cluster, numbered from 1."""
    for nth, cluster in enumerate(clusters, 1):
        members = [ids[member] for member in cluster.members]
        yield row({"cluster": nth, "keep": ids[cluster.keep], "members": members})


def removal_lines(clusters: Iterable[Cluster], ids: Sequence[Id]) -> Iterator[bytes]:
    """Give a line for each text that goes: for which one, and why."""
    for nth, cluster in enumerate(clusters, 1):
        for gone, kept, relation, similarity, containment in cluster.removals:
            yield row(
                {
                    "id": ids[gone],
                    "kept": ids[kept],
                    "relation": relation,
                    "similarity": similarity,
                    "containment": containment,
                    "cluster": nth,
                }
            )


def row(record: dict[str, object]) -> bytes:
    """Give one line of JSON; a lone surrogate is spelled out."""
    try:
        return _encode(record) + b"\n"
    except UnicodeEncodeError:
        return json_line(record)


def read_pairs(
    names: Iterable[str],
    collection: Collection,
    *,
    max_bytes: int | None = None,
    on_bad: Callable[[SourceError], None] = refuse,
) -> list[Pair]:
    """Read the pairs of several files back, as a run over ``collection`` would give them.

    ``on_bad`` is told of each line that is no pair of the collection.
    Raises SourceError for a file that cannot be read.
    """
    positions = {known: position for position, known in enumerate(collection.ids)}
    found = set()
    for name in names:
        for number, line in read_lines(name, max_bytes=max_bytes, on_bad=on_bad):
            try:
                found.add(_pair(parse_object(line, name, number), positions))
            except RecordError as error:
                on_bad(error)
            except (KeyError, TypeError, ValueError, IndexError):
                on_bad(RecordError(name, number, "this is no pair of this corpus", hint=_NO_PAIR))
    return sorted(found)


_NO_PAIR = "Give the corpus with which  layoutfix dups  made the pairs."


def _pair(record: dict[str, Any], positions: dict[Id, int]) -> Pair:
    """Read a pair; raises what Python does where it is none."""
    spans = [(int(start), int(end)) for start, end in (record["a_span"], record["b_span"])]
    return Pair(
        positions[record["a"]],
        positions[record["b"]],
        RELATIONS[RELATIONS.index(record["relation"])],
        float(record["similarity"]),
        float(record["containment"]),
        *spans,
    )
