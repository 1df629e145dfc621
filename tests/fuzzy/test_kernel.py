"""The kernel says what plain Python says, to the byte."""

import importlib
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.fuzzy import naive
from layoutfix.fuzzy.presets import ARTS, PARAS, TITLES, Preset
from layoutfix.fuzzy.stages import (
    STRETCH,
    WHOLE,
    Anchors,
    Candidate,
    Limits,
    StaleKernelError,
    pack,
)

compiled = pytest.importorskip(
    "layoutfix.fuzzy.compiled",
    reason="the compiled kernel is absent: there was no compiler",
    exc_type=ImportError,
)

PRESETS = [TITLES, PARAS, ARTS]
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
# Few letters make grams that come again; marks and surrogates are dropped, 詩 and Ａ are folded.
TEXTS = st.text(st.sampled_from(LETTERS[:4] + "一1２上，詩Ａ𠀀\ud800"), max_size=150)
# Lengths about the size of a machine word, and of two.
LENGTHS = st.sampled_from([1, 2, 3, 62, 63, 64, 65, 66, 126, 127, 128, 129, 130, 192, 193])


@st.composite
def copies(draw: st.DrawFn) -> str:
    """Make a text of one of few originals: cut, with characters changed, put in or left out."""
    seed, length = draw(st.integers(0, 2)), draw(LENGTHS)
    text = [LETTERS[(at * at + seed * at + at // 7) % len(LETTERS)] for at in range(length)]
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(text)))
        text[at : at + draw(st.integers(0, 2))] = draw(
            st.sampled_from(["", "上", "3", "癸子", "。"])
        )
    start = draw(st.integers(0, len(text) // 2))
    return "".join(text[start : draw(st.integers(start, len(text)))])


MANY_TEXTS = st.lists(TEXTS | copies(), max_size=12)
RULES = st.builds(
    replace,
    st.sampled_from(PRESETS),
    keep=st.sampled_from([1, 2, 8]),
    cap=st.integers(1, 12),
    need=st.integers(1, 3),
    share=st.integers(4, 16),
    least=st.integers(1, 30),
)
LIMITS = st.builds(Limits, st.floats(0, 1), st.floats(0, 1))


def joined(anchors: Anchors, preset: Preset = TITLES, jobs: int = 1) -> bytes:
    """Give the candidates that the kernel finds."""
    return compiled.count(compiled.group(anchors, preset, 0, jobs), jobs=jobs)


def plainly_joined(anchors: Anchors, preset: Preset = TITLES) -> bytes:
    """Give the candidates that plain Python finds."""
    return naive.count(naive.group(anchors, preset))


@given(MANY_TEXTS, RULES)
def test_scan(texts: list[str], preset: Preset):
    """Both find the same anchors at the same places."""
    assert compiled.scan(texts, preset) == naive.scan(texts, preset)


@given(MANY_TEXTS, RULES, st.integers(0, 12), st.integers(1, 3), st.integers(1, 3))
def test_group_and_count(texts: list[str], preset: Preset, first_new: int, shards: int, jobs: int):
    """Both find the same candidates, in any number of shards and threads."""
    anchors = naive.scan(texts, preset)

    for shard in range(shards):
        part = shard, shards
        groups = compiled.group(anchors, preset, first_new, jobs)
        plain = naive.count(naive.group(anchors, preset, first_new), part)
        assert compiled.count(groups, part, jobs) == plain


@given(st.lists(copies(), min_size=2, max_size=6), RULES, LIMITS, st.data())
def test_verify(texts: list[str], preset: Preset, limits: Limits, data: st.DataObject):
    """Both compare alike, whatever shift a candidate has."""
    text, shift = st.integers(0, len(texts) - 1), st.integers(-200, 200)
    any_candidate = st.builds(Candidate, text, text, st.just(1), st.just(0) | shift)
    candidates = pack(data.draw(st.lists(any_candidate, max_size=12)))

    assert compiled.verify(texts, candidates, preset, limits, 2) == naive.verify(
        texts, candidates, preset, limits
    )


@pytest.mark.parametrize("length", [4095, 4096, 4097, WHOLE, WHOLE + 1, 2 * WHOLE])
def test_long_texts(length: int):
    """Both read texts about the sizes of a stretch, and of what is compared as a whole, alike."""
    text = "".join(chr(0x4E00 + at * at * at % 20011) for at in range(length))
    noisy = "".join("误" if at % 11 == 0 else letter for at, letter in enumerate(text))
    texts = [text, f"另有一段{text[: STRETCH // 16]}{noisy}", noisy[length // 3 : length // 2]]
    candidates = joined(compiled.scan(texts, ARTS), ARTS)

    pairs = compiled.verify(texts, candidates, ARTS, Limits())

    assert pairs == naive.verify(texts, candidates, ARTS, Limits())
    assert [(pair.a, pair.b) for pair in pairs] == [(0, 1), (0, 2), (1, 2)]


@pytest.mark.parametrize("texts", [1, 2, 511, 512, 513, 1025])
def test_many_texts(texts: int):
    """Both find the same about the number of texts that a thread takes at a time."""
    corpus = [
        f"第{at % 97}县{LETTERS[at % 13 :]}{at % 7}{LETTERS[: at % 11]}" for at in range(texts)
    ]
    anchors = compiled.scan(corpus, TITLES, 2)

    assert anchors == naive.scan(corpus, TITLES)
    assert joined(anchors, jobs=2) == plainly_joined(anchors)


@pytest.mark.parametrize("jobs", [1, 2])
def test_anchors_of_several_ranges(jobs: int):
    """Both find the same in so many anchors that they are sorted in parts and counted in rounds."""
    chance = Random(jobs)  # noqa: S311 - no secret
    letters = [chr(0x4E00 + nth) for nth in range(40)]
    corpus = ["".join(chance.choices(letters, k=chance.randrange(60))) for _ in range(6_000)]
    rules = replace(TITLES, cap=1000)
    anchors = compiled.scan(corpus, rules, jobs)

    assert joined(anchors, rules, jobs) == plainly_joined(anchors, rules)


@pytest.mark.parametrize("size", [4095, 4096, 4097, 65535, 65536, 65537])
def test_text_about_the_size_of_a_block(size: int):
    """Both find the same anchors in texts about the size of what is folded at once."""
    text = "，".join(chr(0x4E00 + at * at % 20011) for at in range(size))

    assert compiled.scan([text], PARAS) == naive.scan([text], PARAS)


@pytest.mark.parametrize("holders", [TITLES.cap - 1, TITLES.cap, TITLES.cap + 1])
def test_an_anchor_about_the_cap(holders: int):
    """Both leave out an anchor that more texts hold than the cap allows."""
    texts = [f"浇水保苗{chr(0x5000 + at)}" for at in range(holders)]
    anchors = compiled.scan(texts, TITLES)
    candidates = joined(anchors)

    assert candidates == plainly_joined(anchors)
    assert bool(candidates) == (holders <= TITLES.cap)


BROKEN = Anchors(b"\1\0\0\0", b"\0" * 8, b"\1\0\0\0", b"\0" * 8, b"\0" * 4)


@pytest.mark.parametrize(
    ("anchors", "shard"),
    [
        pytest.param(BROKEN, (0, 1), id="a-mark-without-a-place"),
        pytest.param(replace(BROKEN, marks=b"\0" * 3), (0, 1), id="cut-inside-a-number"),
        pytest.param(replace(BROKEN, marks=b"", places=b""), (0, 1), id="anchors-that-are-lost"),
        pytest.param(Anchors(), (1, 1), id="no-such-shard"),
    ],
)
def test_anchors_that_cannot_be(anchors: Anchors, shard: tuple[int, int]):
    """What cannot be anchors, as of a broken file, is refused."""
    with pytest.raises(ValueError, match=r"fit together|cut short|no such shard"):
        compiled.count(compiled.group(anchors, TITLES), shard)


def test_candidates_that_cannot_be():
    """A candidate that is none of the texts is refused."""
    with pytest.raises(ValueError, match="none of the texts"):
        compiled.verify(["浇水", "打井"], pack([Candidate(0, 2, 1, 0)]), TITLES, Limits())


@pytest.mark.parametrize("version", [None, 0])
def test_a_kernel_of_another_version(monkeypatch, version: int | None):
    """A kernel that was built before its sources changed is not taken."""
    monkeypatch.setattr(compiled.kernel, "VERSION", version)

    with pytest.raises(StaleKernelError):
        importlib.reload(compiled)


def test_what_is_no_text():
    """What is no text is named by its place and its type."""
    with pytest.raises(TypeError, match="text 1 is int, not str"):
        compiled.scan(["浇水", 7], TITLES)
