"""The rivals: MinHash with 128 permutations in 32 bands of 4, over the same folded texts.

Each takes folded texts and the length of a gram, and gives the pairs that it reports and the
CPU seconds that went into cutting grams in Python, so that both times can be told.
"""

import time
from collections.abc import Callable, Iterable, Sequence

from datasketch import MinHash, MinHashLSH
from gaoya.minhash import MinHashStringIndex
from rensa import RMinHash, RMinHashLSH

Pairs = set[tuple[int, int]]
Rival = Callable[[Sequence[str], int], tuple[Pairs, float]]

PERMUTATIONS = 128
BANDS = 32
# Where the curve of 32 bands of 4 is steepest: (1/32)^(1/4).
THRESHOLD = 0.42
_AT_ONCE = 1000


def cut(text: str, gram: int) -> list[str]:
    """Cut a text into overlapping grams; a shorter one is its own."""
    return [text[at : at + gram] for at in range(max(1, len(text) - gram + 1))]


def rensa_pairs(texts: Sequence[str], gram: int) -> tuple[Pairs, float]:
    """Run rensa: sketches in bulk, the index, and a query for each text."""
    cutting, sketches = 0.0, []
    for start in range(0, len(texts), _AT_ONCE):
        before = time.process_time()
        grams = [cut(text, gram) for text in texts[start : start + _AT_ONCE]]
        cutting += time.process_time() - before
        sketches += RMinHash.from_token_sets(grams, num_perm=PERMUTATIONS, seed=1)
    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(sketches)
    return _pairs(index.query_all(sketches)), cutting


def gaoya_pairs(texts: Sequence[str], gram: int) -> tuple[Pairs, float]:
    """Run gaoya, which cuts the grams itself."""
    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=THRESHOLD,
        num_bands=BANDS,
        band_size=PERMUTATIONS // BANDS,
        num_hashes=PERMUTATIONS,
        analyzer="char",
        ngram_range=(gram, gram),
    )
    index.par_bulk_insert_docs(list(range(len(texts))), list(texts))
    return _pairs(index.par_bulk_query(list(texts))), 0.0


def datasketch_pairs(texts: Sequence[str], gram: int) -> tuple[Pairs, float]:
    """Run datasketch: sketches in bulk, the index, and a query for each text."""
    before = time.process_time()
    grams = [[each.encode() for each in cut(text, gram)] for text in texts]
    cutting = time.process_time() - before
    sketches = MinHash.bulk(grams, num_perm=PERMUTATIONS)
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    with index.insertion_session() as session:
        for text, sketch in enumerate(sketches):
            session.insert(text, sketch)
    return _pairs(map(index.query, sketches)), cutting


def _pairs(answers: Iterable[Iterable[int]]) -> Pairs:
    return {
        (min(text, int(other)), max(text, int(other)))
        for text, others in enumerate(answers)
        for other in others
        if text != other
    }


RIVALS: dict[str, Rival] = {
    "rensa": rensa_pairs,
    "gaoya": gaoya_pairs,
    "datasketch": datasketch_pairs,
}
