"""Clusters of duplicates: what is kept, and what goes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.dups.clusters import find_clusters
from layoutfix.dups.collection import Collection
from layoutfix.dups.keeping import Keep, best_first
from layoutfix.fuzzy.stages import RELATIONS, Pair


def pair(a: int, b: int, relation: str = "near", similarity: float = 0.9) -> Pair:
    """Give a pair whose spans do not matter."""
    return Pair(a, b, relation, similarity, 0.9, (0, 1), (0, 1))


def clusters(*pairs: Pair, order: str = "0123456789") -> list[tuple[int, list[int]]]:
    """Give keep and members of each cluster; ``order`` names the texts, the best first."""
    places = {int(text): nth for nth, text in enumerate(order)}
    return [(each.keep, each.members) for each in find_clusters(pairs, places)]


@pytest.mark.parametrize(
    ("pairs", "order", "found"),
    [
        pytest.param([pair(0, 1)], "01", [(0, [0, 1])], id="one"),
        pytest.param([pair(0, 1)], "10", [(1, [0, 1])], id="the-better-one-is-kept"),
        pytest.param([pair(0, 1), pair(2, 3)], "0123", [(0, [0, 1]), (2, [2, 3])], id="two"),
        pytest.param([pair(0, 1), pair(1, 2)], "012", [(0, [0, 1])], id="no-chain"),
        pytest.param([pair(0, 1), pair(1, 2)], "102", [(1, [0, 1, 2])], id="a-star"),
        pytest.param([pair(0, 1, "contained")], "01", [(1, [0, 1])], id="the-whole-is-kept"),
        pytest.param([pair(0, 1, "contains")], "10", [(0, [0, 1])], id="the-whole-first"),
        pytest.param(
            [pair(0, 1, "contained"), pair(0, 2, "contained")],
            "012",
            [(1, [0, 1])],
            id="a-quote-of-two-stories-joins-nothing",
        ),
        pytest.param(
            [pair(0, 1, "same"), pair(0, 2, "same"), pair(1, 3)],
            "2013",
            [(2, [0, 1, 2, 3])],
            id="copies-count-as-one",
        ),
        pytest.param([pair(0, 1, "series")], "01", [], id="a-series-is-no-cluster"),
        pytest.param([], "", [], id="nothing"),
    ],
)
def test_clusters(pairs, order, found):
    """Each cluster stands round the best of its texts that is held by no other."""
    assert clusters(*pairs, order=order) == found


pairs_of_some = st.lists(
    st.builds(
        lambda a, b, relation, similarity: pair(min(a, b), max(a, b), relation, similarity),
        st.integers(0, 4),
        st.integers(5, 9),
        st.sampled_from(RELATIONS),
        st.sampled_from([0.7, 0.8, 0.9]),
    ),
    unique_by=lambda each: (each.a, each.b),
)


@given(pairs=pairs_of_some, order=st.permutations("0123456789"), data=st.data())
def test_the_order_of_pairs_does_not_matter(pairs, order, data):
    """The same pairs give the same clusters, whichever comes first."""
    places = {int(text): nth for nth, text in enumerate(order)}
    shuffled = data.draw(st.permutations(pairs))

    assert find_clusters(pairs, places) == find_clusters(shuffled, places)


@given(pairs=pairs_of_some, order=st.permutations("0123456789"))
def test_what_goes_is_found_in_what_stays(pairs, order):
    """No text goes twice, none goes that something is kept for, and none that holds what stays."""
    found = find_clusters(pairs, {int(text): nth for nth, text in enumerate(order)})
    gone = [removal.gone for cluster in found for removal in cluster.removals]

    assert len(gone) == len(set(gone))
    assert not set(gone) & {cluster.keep for cluster in found}
    assert {why.relation for cluster in found for why in cluster.removals} <= {
        "same",
        "near",
        "contained",
    }


TEXTS = ["早稻丰收在望", "早■稻丰收 在望", "早稻"]


@pytest.mark.parametrize(
    ("keep", "ranks", "order"),
    [
        pytest.param(Keep("longest"), [], [1, 0, 2], id="longest"),
        pytest.param(Keep("cleanest"), [], [0, 2, 1], id="cleanest"),
        pytest.param(Keep("first"), [], [0, 1, 2], id="first"),
        pytest.param(Keep("max", "day"), ["0105", "0203", "0105"], [1, 0, 2], id="latest"),
        pytest.param(Keep("min", "day"), [3, 1, 2], [1, 2, 0], id="lowest-number"),
        pytest.param(Keep("max", "day"), [None, 1, None], [1, 0, 2], id="without-it-last"),
        pytest.param(Keep("min", "day"), [None, 1, [2]], [1, 0, 2], id="lowest-without-it-last"),
    ],
)
def test_the_order_of_keeping(keep, ranks, order):
    """The rule puts the text that is kept first; of equals the earlier one."""
    assert best_first(Collection(texts=TEXTS, ranks=ranks), [0, 1, 2], keep) == order
