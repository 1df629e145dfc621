"""Run dups: read a corpus, compare it, give out what was found."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from layoutfix.cli.report import say
from layoutfix.cli.run import write_stdout
from layoutfix.cli.stages import counted, watching
from layoutfix.corpus.inputs import Input, find_inputs
from layoutfix.corpus.packing import DamagedError, packed_chunks
from layoutfix.corpus.records import Record, RecordError
from layoutfix.dups.clusters import Cluster, find_clusters
from layoutfix.dups.collection import Collection
from layoutfix.dups.comparing import Watch, compare
from layoutfix.dups.index import add, all_pairs, query, unknown_to
from layoutfix.dups.index import clusters as clusters_of
from layoutfix.dups.keeping import best_first
from layoutfix.dups.removal import kept_lines
from layoutfix.dups.rows import cluster_lines, pair_lines, read_pairs, removal_lines
from layoutfix.dups.store import opened
from layoutfix.dups.units import read_units
from layoutfix.files.screen import is_terminal, one_line, screened, wants_color
from layoutfix.files.writing import replace_with
from layoutfix.fuzzy.pairs import why_plain
from layoutfix.fuzzy.stages import Pair
from layoutfix.model.errors import SourceError

if TYPE_CHECKING:
    from layoutfix.cli.dups import Asked

_RECORD = ".removed.jsonl"
_SHOWN = 3  # bad lines that are told one by one


Sieve = Callable[[Iterator[Record], Callable[[SourceError], None]], Iterator[Record]]


class Tally:
    """What could not be taken: refused, or with --skip-bad counted."""

    def __init__(self, *, skip: bool, quiet: bool) -> None:
        """Begin with nothing."""
        self.skip = skip
        self.quiet = quiet
        self.count = 0

    def __call__(self, error: SourceError) -> None:
        """Take a bad line or file; raises the error if it is not to be left out."""
        if not self.skip:
            raise _with_way_out(error) from None
        self.count += 1
        if self.count <= _SHOWN and not self.quiet:
            say(f"layoutfix: left out: {error.what}")

    def close(self) -> None:
        """Say how many there were."""
        if self.count and not self.quiet:
            say(f"layoutfix: {self.count:,} that could not be read left out")


def _with_way_out(error: SourceError) -> SourceError:
    if isinstance(error, RecordError | DamagedError):
        error.hint += " Or leave out what cannot be read: --skip-bad"
    return error


def run(asked: "Asked") -> None:
    """Read, compare, give out.

    Raises LayoutfixError for what ends the run, and BrokenPipeError.
    """
    if not asked.pairs:
        _tell_of_the_kernel(asked)
    inputs = list(find_inputs(asked.paths))
    with watching(quiet=asked.quiet) as watch:
        collection = _read(inputs, asked, watch)
        chunks = _pairs(asked, collection, watch)
        if asked.clusters or asked.remove:
            clusters = _clusters(asked, collection, chain.from_iterable(chunks))
        else:
            _give_pairs(asked, collection, chunks)
    if asked.clusters:
        _write_lines(b"".join(cluster_lines(clusters, collection.ids)))
    elif asked.output is not None:
        _write_corpus(asked, inputs, collection, clusters, asked.output)


def run_index(asked: "Asked", folder: str) -> None:
    """Add to an index, or look into it.

    Raises LayoutfixError for what ends the run, SettledError and BrokenPipeError.
    """
    action, *paths = asked.paths
    if not paths:
        with opened(folder) as store:
            found = all_pairs(store)
        if asked.clusters:
            lines = cluster_lines(clusters_of(found, asked.keep), found.collection.ids)
            _write_lines(b"".join(lines))
        else:
            _give_pairs(asked, found.collection, [found.pairs])
        return
    _tell_of_the_kernel(asked)
    inputs = list(find_inputs(paths))
    with watching(quiet=asked.quiet) as watch, opened(folder, writing=action == "add") as store:
        if action == "add":
            collection = _read(inputs, asked, watch, partial(unknown_to, store))
            found = add(store, collection, asked.wish, watch)
        else:
            found = query(store, _read(inputs, asked, watch), asked.wish, watch)
        count = len(store)
    _give_pairs(asked, found.collection, [found.pairs])
    if action == "add" and not asked.quiet:
        say(f"added {len(collection):,} texts; the index has {count:,}")


def _tell_of_the_kernel(asked: "Asked") -> None:
    why = why_plain()
    if why and not asked.quiet:
        say(f"layoutfix: {why}; plain Python gives the same, more slowly")


def _read(
    inputs: list[Input], asked: "Asked", watch: Watch, wanted: Sieve | None = None
) -> Collection:
    """Read the units of the corpus, those that are ``wanted``."""
    tally = Tally(skip=asked.skip_bad, quiet=asked.quiet)
    units = counted(read_units(inputs, asked.reading, tally), "reading", watch)
    if wanted is not None:
        units = wanted(units, tally)
    collection = Collection.of(units, ranked=bool(asked.keep.field), on_bad=tally)
    tally.close()
    return collection


def _pairs(asked: "Asked", collection: Collection, watch: Watch) -> Iterator[list[Pair]]:
    """Give the pairs, a good number at a time: compared now, or from the files of a shard each."""
    if not asked.pairs:
        return compare(collection.texts, asked.terms, watch)
    tally = Tally(skip=asked.skip_bad, quiet=asked.quiet)
    found = read_pairs(asked.pairs, collection, max_bytes=asked.max_bytes, on_bad=tally)
    tally.close()
    return iter([found])


def _give_pairs(asked: "Asked", collection: Collection, chunks: Iterable[list[Pair]]) -> None:
    if not asked.show:
        for pairs in chunks:
            _write_lines(pair_lines(pairs, collection.ids))
        return
    from layoutfix.cli.side_by_side import side_by_side  # noqa: PLC0415 - rich is for --show

    color = wants_color(asked.color, sys.stdout)
    for pairs in chunks:
        write_stdout(side_by_side(pairs, collection, color=color))


def _clusters(asked: "Asked", collection: Collection, pairs: Iterable[Pair]) -> list[Cluster]:
    found = list(pairs)
    involved = sorted({text for pair in found for text in (pair.a, pair.b)})
    order = best_first(collection, involved, asked.keep)
    return find_clusters(found, {text: nth for nth, text in enumerate(order)})


def _write_corpus(
    asked: "Asked",
    inputs: list[Input],
    collection: Collection,
    clusters: list[Cluster],
    output: str,
) -> None:
    """Write the corpus without what goes, and beside it what went and why."""
    gone = {removal.gone for cluster in clusters for removal in cluster.removals}
    lines = kept_lines(inputs, collection, gone, asked.reading)
    record = f"{output}{_RECORD}"
    replace_with(record, removal_lines(clusters, collection.ids))
    replace_with(output, packed_chunks(lines, output))
    if not asked.quiet:
        kept = len(collection) - len(gone)
        say(f"kept {kept:,} of {len(collection):,} texts in {one_line(output)}")
        say(f"what went, and why: {one_line(record)}")


def _write_lines(lines: bytes) -> None:
    """Give lines out, with what would give a terminal orders spelled out there."""
    if is_terminal(sys.stdout):
        lines = screened(lines.decode()).encode()
    write_stdout(lines)
