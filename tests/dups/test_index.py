"""An index that stays: the same clusters in any order, and nothing lost on the way."""

import resource
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layoutfix.corpus.records import Record, RecordError
from layoutfix.dups import index
from layoutfix.dups.clusters import find_clusters
from layoutfix.dups.collection import Collection
from layoutfix.dups.comparing import Terms, compare
from layoutfix.dups.keeping import Keep, best_first
from layoutfix.dups.store import StoreError, opened
from layoutfix.dups.wish import SettledError, Wish
from layoutfix.fuzzy.presets import PRESETS, TITLES

NEWS = (
    "入夏以来全县少雨，县里拿出九百万元打井抗旱，组织两千名干部进村入户，帮助农民浇水保苗。",
    "目前已打机井八百眼，修好水渠三百里，浇地二十万亩，旱情已经得到缓解。",
    "昨天上午，县第一小学的图书馆开了门，孩子们在这里能读到三万册图书。",
)


def units(*texts: str, first: int = 0) -> list[Record]:
    """Give texts with ids of their own."""
    return [Record(f"t{n}", text, "a.jsonl", n + 1) for n, text in enumerate(texts, first)]


def added(folder, batch: list[Record], wish: Wish = Wish("titles")) -> index.Found:
    """Add to an index in a transaction of its own."""
    with opened(str(folder), writing=True) as store:
        return index.add(store, Collection.of(index.unknown_to(store, batch)), wish)


def clusters(folder) -> list[tuple[str, list[str]]]:
    """Give the clusters of an index by ids."""
    with opened(str(folder)) as store:
        found = index.all_pairs(store)
    ids = found.collection.ids
    return [(ids[each.keep], [ids[n] for n in each.members]) for each in index.clusters(found)]


def clusters_at_once(batch: list[Record]) -> list[tuple[str, list[str]]]:
    """Give the clusters that one run over all finds; of equals the one with the lowest id stays."""
    collection = Collection.of(sorted(batch))
    terms = Terms("titles")
    pairs = [pair for chunk in compare(collection.texts, terms) for pair in chunk]
    order = best_first(collection, range(len(collection)), Keep())
    found = find_clusters(pairs, {text: nth for nth, text in enumerate(order)})
    ids = collection.ids
    return [(ids[each.keep], [ids[n] for n in each.members]) for each in found]


def test_what_is_new_is_held_against_the_rest(tmp_path):
    """An addition gives the pairs of its texts among themselves and with those before."""
    added(tmp_path, units(NEWS[0], NEWS[2]))
    found = added(tmp_path, units(NEWS[0], NEWS[1], NEWS[1], first=2))

    ids = found.collection.ids
    assert [(ids[pair.a], ids[pair.b]) for pair in found.pairs] == [("t0", "t2"), ("t3", "t4")]
    assert clusters(tmp_path) == [("t0", ["t0", "t2"]), ("t3", ["t3", "t4"])]


def test_a_query_adds_nothing(tmp_path):
    """Texts can be held against an index without being in it, under any id."""
    added(tmp_path, units(NEWS[0], NEWS[2]))
    with opened(str(tmp_path)) as store:
        found = index.query(store, Collection.of(units(NEWS[2], NEWS[2])))

        assert len(store) == 2
    ids = found.collection.ids
    assert [(pair.a, ids[pair.a], ids[pair.b]) for pair in found.pairs] == [
        (0, "t1", "t0"),
        (0, "t1", "t1"),
    ]


pieces = st.sampled_from("早稻丰收在望农民浇水保苗打井抗旱")
phrases = st.lists(st.text(pieces, min_size=3, max_size=8), min_size=2, max_size=4)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), some=phrases, cap=st.integers(2, 6))
def test_any_order_gives_the_same_clusters(tmp_path_factory, monkeypatch, data, some, cap):
    """Additions in any order and size give the clusters of one run, however low the cap is."""
    few = {**PRESETS, "titles": replace(TITLES, cap=cap)}
    monkeypatch.setattr(index, "PRESETS", few)
    monkeypatch.setattr("layoutfix.fuzzy.pairs.PRESETS", few)
    texts = data.draw(
        st.lists(st.lists(st.sampled_from(some), min_size=1, max_size=3).map("".join), max_size=14)
    )
    batch = data.draw(st.permutations(units(*texts)))
    folder = tmp_path_factory.mktemp("index")
    while batch:
        size = data.draw(st.integers(1, len(batch)))
        added(folder, batch[:size])
        batch = batch[size:]

    if texts:
        assert clusters(folder) == clusters_at_once(units(*texts))


def test_the_same_addition_again(tmp_path):
    """What the index has already is passed over, and another text under its id is refused."""
    batch = units(*NEWS)
    added(tmp_path, batch)

    assert added(tmp_path, batch).pairs == []
    with pytest.raises(RecordError, match="another text with the id 't0'"):
        added(tmp_path, units(NEWS[1]))
    with opened(str(tmp_path)) as store:
        assert len(store) == 3


def test_terms_are_settled_at_the_beginning(tmp_path):
    """Another threshold needs another index."""
    added(tmp_path, units(NEWS[0]), Wish("titles", 0.8))

    added(tmp_path, units(NEWS[1], first=1), Wish())
    with pytest.raises(SettledError, match=r"--threshold 0\.8"):
        added(tmp_path, units(NEWS[2], first=2), Wish(similarity=0.7))


def test_lone_surrogates(tmp_path):
    """Texts and ids that are no Unicode come back as they were."""
    batch = [Record("\ud800", NEWS[0] + "\udfff", "a", 1), Record(7, NEWS[0], "a", 2)]
    added(tmp_path, batch)

    assert clusters(tmp_path) == [("\ud800", [7, "\ud800"])]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param("PRAGMA user_version = 9", "its format is 9, ours 1", id="format"),
        pytest.param(
            "UPDATE settings SET value = '4 1' WHERE name = 'anchors'", "other passages", id="rules"
        ),
        pytest.param("PRAGMA application_id = 1", "no index of layoutfix", id="no-index"),
    ],
)
def test_an_index_of_another_version(tmp_path, change, said):
    """An index that this version cannot use is left as it is, and the error says what to do."""
    added(tmp_path, units(*NEWS))
    database = sqlite3.connect(tmp_path / "index.sqlite")
    with database:
        database.execute(change)
    database.close()
    before = dump(tmp_path)

    with pytest.raises(StoreError, match=f"{said}(.|\n)*Make a new one"):
        added(tmp_path, units(NEWS[0], first=3))
    assert dump(tmp_path) == before


def test_what_is_no_index(tmp_path):
    """A file that is no database is not touched."""
    data = "早稻丰收在望\n".encode() * 99
    (tmp_path / "index.sqlite").write_bytes(data)

    with pytest.raises(StoreError, match="is damaged, or none"):
        added(tmp_path, units(*NEWS))
    assert (tmp_path / "index.sqlite").read_bytes() == data


ADD = """
import os, signal, sys
from layoutfix.corpus.records import Record
from layoutfix.dups import index, store
from layoutfix.dups.collection import Collection
from layoutfix.dups.wish import Wish

def stop(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)

where, folder, *texts = sys.argv[1:]
if where != "nowhere":
    setattr(store.Store, where, stop)
store._CACHE_KIB = 16  # so small that much of an addition is written before it is whole
with store.opened(folder, writing=True) as opened:
    batch = [Record(f"t{n}", text, "a", n) for n, text in enumerate(texts, 3)]
    index.add(opened, Collection.of(batch), Wish("titles"))
"""


def in_a_process(where: str, folder, texts, **options) -> int:
    """Add in a process that is killed when it comes to a method of the store."""
    command = [sys.executable, "-c", ADD, where, str(folder), *texts]
    return subprocess.run(command, check=False, capture_output=True, **options).returncode


@pytest.mark.parametrize("where", ["add_texts", "add_anchors", "put_pairs"])
def test_a_kill_loses_nothing(tmp_path, where):
    """After a kill in the middle of an addition the index is as it was, and takes it again."""
    added(tmp_path, units(*NEWS))
    before = dump(tmp_path)

    assert in_a_process(where, tmp_path, NEWS * 400) == -signal.SIGKILL
    assert dump(tmp_path) == before
    assert in_a_process("nowhere", tmp_path, NEWS) == 0
    assert clusters(tmp_path) == [(f"t{n}", [f"t{n}", f"t{n + 3}"]) for n in range(3)]


def test_a_kill_of_the_first_addition(tmp_path):
    """A new index whose first addition was killed is none yet."""
    assert in_a_process("put_pairs", tmp_path, NEWS) == -signal.SIGKILL
    with pytest.raises(StoreError, match="has no index"), opened(str(tmp_path)):
        pass
    added(tmp_path, units(*NEWS))


@pytest.mark.parametrize("room", [0, 1 << 14, 1 << 16])
def test_a_full_disk(tmp_path, room):
    """Without room for all of an addition the index is as it was, and the error says so."""
    added(tmp_path, units(*NEWS))
    before = dump(tmp_path)
    most = (tmp_path / "index.sqlite").stat().st_size + room

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    texts = [NEWS[0] + chr(0x4E00 + n) * 50 for n in range(500)]
    assert in_a_process("nowhere", tmp_path, texts, preexec_fn=limit) == 1
    assert dump(tmp_path) == before
    added(tmp_path, units(NEWS[0], first=3))


def dump(folder) -> list[str]:
    """Give all that is in an index."""
    database = sqlite3.connect(folder / "index.sqlite")
    try:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return list(database.iterdump())
    finally:
        database.close()
