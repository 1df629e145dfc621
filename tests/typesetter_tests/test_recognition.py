"""Pages as character recognition reads them: shuffled frames, wrong characters, a known truth."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from typesetter.build import build, find_problem
from typesetter.face import Face
from typesetter.kinds import KINDS
from typesetter.recognition import recognised_text
from typesetter.story import Article

pytestmark = pytest.mark.needs_font
SEEDS = range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_blocks_say_what_was_read(seed: int, articles: list[Article], face: Face):
    """Each character of the text is where its block has it, and each block is read once."""
    sheet = KINDS["scan"](articles, face, Random(seed))
    text, idents = recognised_text(sheet)
    printed = {block.number: block.printed for block in sheet.blocks}
    spelled = [printed[ident[0]][ident[1]] for ident in idents if ident]

    assert spelled == list("".join(text.split()))
    assert len(set(idents)) == len(idents) == sum(map(len, printed.values()))


def test_frames_are_shuffled(articles: list[Article], face: Face):
    """On most pages a paragraph goes on in a frame that stands elsewhere."""
    torn = 0
    for seed in SEEDS:
        sheet = KINDS["scan"](articles, face, Random(seed))
        bodies = {block.number for block in sheet.blocks if block.role == "para"}
        read = [ident for ident in recognised_text(sheet)[1] if ident and ident[0] in bodies]
        torn += any(below[1] and below[0] != above[0] for above, below in pairwise(read))

    assert torn > len(SEEDS) / 2


@pytest.mark.builds
def test_scans_come_with_their_truth(tmp_path: Path, articles: list[Article]):
    """The gold file of a scan uses each line once."""
    tally = build(articles, tmp_path, 3, 5, ["scan"], [])
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.txt")}
    golds = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.gold"))]

    assert tally.written == len(texts) == 3
    assert not any(map(find_problem, [texts[stem] for stem in sorted(texts)], golds))
