"""Where pairs of characters stand is found as a plain search finds it."""

from hypothesis import given
from hypothesis import strategies as st

from layoutfix.reading.places import Nearby, Pairs, gather_places

TEXT = st.text("一二三a\n\ufffd\U00020000\U00020001", max_size=60)
PAIR = st.text("一二三\ufffd\U00020000\U00020001", min_size=2, max_size=2)


@given(TEXT, st.sets(PAIR, max_size=8))
def test_all_places_of_a_pair(text, pairs):
    """Each pair comes with all its offsets in order, outside the basic plane as well."""
    plain = {pair: [at for at in range(len(text)) if text.startswith(pair, at)] for pair in pairs}

    assert gather_places(text, pairs) == plain


@given(TEXT, PAIR, st.integers(2, 14), st.integers(0, 60))
def test_a_pair_nearby(text, pair, reach, at):
    """A pair is near a place when a search within reach finds it."""
    found = text.find(pair, max(0, at - reach), at + reach) >= 0

    assert Nearby(text, reach).has(pair, at) == found


def test_a_pair_nearby_in_a_long_text():
    """A text of more chunks than are kept is searched as well as a short one."""
    text = "".join(chr(0x4E00 + nth % 97) for nth in range(3_000))
    nearby = Nearby(text, 40)
    places = range(0, 3_000, 7)
    found = [nearby.has("一丁", at) for at in places]

    assert found == [text.find("一丁", max(0, at - 40), at + 40) >= 0 for at in places]


def test_pairs_of_a_text_however_often_asked():
    """A pair is told from what does not stand side by side, on the first look and the hundredth."""
    pairs = Pairs("一二\n三")
    told = [("一二" in pairs, "二三" in pairs, "二一" in pairs) for _ in range(100)]

    assert told == [(True, False, False)] * 100
