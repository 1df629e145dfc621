# What the compiled kernel offers; compiled.py says what the numbers are.

from collections.abc import Sequence

from layoutfix.fuzzy.stages import Groups, Pair

VERSION: int

def scan(
    texts: Sequence[str],
    table: bytes,
    gram: int,
    keep: int,
    edges: int,
    jobs: int,
    /,
) -> tuple[bytes, bytes, bytes, bytes, bytes]: ...
def group(
    columns: tuple[bytes, bytes, bytes, bytes, bytes],
    gram: int,
    keep: int,
    cap: int,
    need: int,
    share: int,
    most_copies: int,
    first_new: int,
    jobs: int,
    /,
) -> Groups: ...
def count(groups: Groups, shard: int, shards: int, jobs: int, /) -> bytes: ...
def verify(
    texts: Sequence[str],
    table: bytes,
    candidates: bytes,
    rules: tuple[int, int, int, int, int, int, int],
    names: tuple[str, str, Sequence[str], type[Pair]],
    jobs: int,
    /,
) -> list[Pair]: ...
