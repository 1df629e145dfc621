"""The command dups, tested whole."""

import gzip
import json
import os
import subprocess
import sys

import pytest

from layoutfix.corpus.packing import packed

NEWS = (
    "入夏以来全县少雨，县里拿出九百万元打井抗旱，组织两千名干部进村入户，帮助农民浇水保苗。"
    "目前已打机井八百眼，修好水渠三百里，浇地二十万亩，旱情已经得到缓解。"
)
CORPUS = [
    {"id": "whole", "text": NEWS, "day": 3},
    {"id": "cut", "text": NEWS[:60], "day": 5},
    {"id": "other", "text": "昨天上午，县第一小学的图书馆开了门，孩子们在这里能读到三万册图书。"},
    {"id": "again", "text": NEWS.replace("，", ","), "day": 1},
    {"id": "quote", "text": f"“{NEWS[21:41]}”", "day": 4},
]


def jsonl(records: list[dict]) -> bytes:
    """Give records as JSON Lines."""
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in records)


def rows(out: bytes) -> list[dict]:
    """Read JSON Lines."""
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def corpus(page):
    """Give the name of a corpus of five texts."""
    return page(jsonl(CORPUS), "corpus.jsonl")


@pytest.fixture
def dups(layoutfix):
    """Give a function that runs dups quietly."""
    return lambda *arguments, **options: layoutfix("dups", "-q", *arguments, **options)


def test_pairs(dups, corpus):
    """Each pair has both ids, the relation, two figures, and the shared passage in each text."""
    ran = dups(corpus)

    found = {(row["a"], row["b"]): row for row in rows(ran.out)}
    assert (ran.code, ran.err) == (0, "")
    assert list(found) == [
        ("whole", "cut"),
        ("whole", "again"),
        ("whole", "quote"),
        ("cut", "again"),
        ("cut", "quote"),
        ("again", "quote"),
    ]
    assert found["whole", "again"]["relation"] == "same"
    assert found["whole", "quote"]["relation"] == "contains"
    assert found["cut", "quote"]["containment"] == 1
    assert found["whole", "quote"]["a_span"] == [22, 41]
    assert found["whole", "quote"]["b_span"] == [2, 21]


@pytest.mark.parametrize(
    ("version", "said"),
    [
        pytest.param("kernel.VERSION", "LAYOUTFIX_PLAIN is set", id="asked-for"),
        pytest.param("None", "the compiled kernel is of another version", id="stale"),
    ],
)
def test_plain_python(corpus, version, said):
    """Where the compiled kernel does not run, one line says why, and the pairs are the same."""
    pytest.importorskip("layoutfix.fuzzy.kernel", exc_type=ImportError)
    start = (
        "from layoutfix.fuzzy import kernel; from layoutfix.cli import main; "
        f"kernel.VERSION = {version}; main.main()"
    )
    plain = {"LAYOUTFIX_PLAIN": "0" if version == "None" else "1"}
    done = subprocess.run(
        [sys.executable, "-c", start, "dups", corpus],
        capture_output=True,
        check=True,
        env={**os.environ, **plain},
    )

    about_the_kernel = [line for line in done.stderr.decode().splitlines() if "plain" in line]
    assert len(rows(done.stdout)) == 6
    assert about_the_kernel == [about_the_kernel[0]]
    assert about_the_kernel[0].startswith(f"layoutfix: {said}")


def test_standard_input(dups, corpus):
    """A corpus is read from a pipe, packed or not."""
    data = corpus.read_bytes()

    assert dups("-", stdin=data).out == dups(corpus).out
    assert dups("-", stdin=gzip.compress(data)).out == dups(corpus).out


def test_clusters(dups, corpus):
    """A cluster names the text to keep; the longest holds the others."""
    assert rows(dups("--clusters", corpus).out) == [
        {"cluster": 1, "keep": "whole", "members": ["whole", "cut", "again", "quote"]}
    ]


@pytest.mark.parametrize(
    ("rule", "kept"), [("first", "whole"), ("max:day", "cut"), ("min:day", "again")]
)
def test_the_rule_of_keeping(dups, corpus, rule, kept):
    """A field can say which text is kept."""
    assert rows(dups("--clusters", "--keep", rule, corpus).out)[0]["keep"] == kept


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"])
def test_remove(layoutfix, corpus, tmp_path, name):
    """What stays is copied byte for byte; what went is on record, with the reason."""
    out = tmp_path / name
    ran = layoutfix("dups", corpus, "--remove", "-o", out)

    lines = corpus.read_bytes().splitlines(keepends=True)
    with (tmp_path / "expected").open("wb") as file, packed(file, name) as packer:
        packer.write(lines[0] + lines[2])
    assert ran.code == 0
    assert ran.out == b""
    assert out.read_bytes() == (tmp_path / "expected").read_bytes()
    gone = rows((tmp_path / f"{name}.removed.jsonl").read_bytes())
    assert [row["id"] for row in gone] == ["cut", "again", "quote"]
    assert {row["kept"] for row in gone} == {"whole"}
    assert [row["relation"] for row in gone] == ["near", "same", "contained"]
    assert f"kept 2 of 5 texts in {out}" in ran.err


def test_remove_with_bad_lines(dups, page, tmp_path):
    """A line that was left out is not written either, and the ones below it are the right ones."""
    lines = jsonl(CORPUS).splitlines(keepends=True)
    corpus = page(b"".join([b"no JSON\n", lines[0], b"\n", lines[0], *lines[1:]]), "corpus.jsonl")

    ran = dups(corpus, "--skip-bad", "--remove", "-o", tmp_path / "out.jsonl")

    assert ran.code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == lines[0] + lines[2]


def test_remove_from_texts(dups, page, tmp_path):
    """Units of a text become records with id and text."""
    name = page(f"{NEWS}\n县里另有安排，且听下回分解。\n{NEWS}\n")

    ran = dups("--unit", "line", name, "--remove", "-o", tmp_path / "out.jsonl")

    assert ran.code == 0
    assert rows((tmp_path / "out.jsonl").read_bytes()) == [
        {"id": f"{name}:1", "text": NEWS},
        {"id": f"{name}:2", "text": "县里另有安排，且听下回分解。"},
    ]


def test_shards_are_one_run(dups, corpus, page):
    """The pairs of all shards, put together, are those of one run; clusters come from them."""
    shards = [dups("--shard", f"{n}/3", corpus).out for n in (1, 2, 3)]
    files = [page(out, f"{n}.jsonl") for n, out in enumerate(shards)]
    given = [argument for file in reversed(files) for argument in ("--pairs", file)]

    assert dups(*given, corpus).out == dups(corpus).out
    assert dups(*given, "--clusters", corpus).out == dups("--clusters", corpus).out


def test_pairs_of_another_corpus(dups, corpus, page):
    """Pairs whose ids the corpus does not have are refused with file and line."""
    pairs = page('{"a": "x", "b": "y"}\n', "pairs.jsonl")

    ran = dups("--pairs", pairs, corpus)

    assert ran.code == 3
    assert f"{pairs}, line 1: this is no pair of this corpus" in ran.err


def test_paragraphs_of_a_page(dups, page):
    """A pull quote is found beside the paragraph that it repeats."""
    name = page(f"{NEWS}\n\n县里还成立了技术小组，到田间指导农民科学用水。\n\n{NEWS[21:41]}。\n")

    found = rows(dups("--unit", "para", name).out)

    assert [(row["a"], row["relation"]) for row in found] == [(f"{name}:1", "contains")]


def test_show(dups, page):
    """Pairs stand side by side, and no text gives the terminal an order."""
    bad = NEWS[:30] + "\x1b[2J[red]" + NEWS[30:]
    name = page(jsonl([{"id": "\x1b[31m1", "text": NEWS}, {"id": "2", "text": bad}]), "a.jsonl")

    plain, colored = dups("--show", name).out.decode(), dups("--show", "--color=always", name).out

    assert plain.startswith("near: similarity 0.9")
    assert "\\x1b[31m1" in plain
    assert "\\x1b[2J[red]" in plain
    assert "\x1b" not in plain
    assert b"\x1b[1;32m" in colored
    assert b"\x1b[2J" not in colored


def test_an_index(layoutfix, page, tmp_path):
    """Each addition gives its own pairs; a query gives those with the index, or all clusters."""
    folder = tmp_path / "seen"
    days = [page(jsonl(part), f"{n}.jsonl") for n, part in enumerate((CORPUS[:2], CORPUS[2:]))]

    first = layoutfix("dups", "--index", folder, "add", days[0])
    second = layoutfix("dups", "-q", "--index", folder, "add", days[1])
    again = layoutfix("dups", "--index", folder, "add", days[1])
    query = layoutfix("dups", "-q", "--index", folder, "query", days[1])
    pairs = layoutfix("dups", "-q", "--index", folder, "query")
    clusters = layoutfix("dups", "-q", "--index", folder, "query", "--clusters")

    assert [(row["a"], row["b"]) for row in rows(first.out)] == [("whole", "cut")]
    assert "added 2 texts; the index has 2\n" in first.err
    assert {row["b"] for row in rows(second.out)} == {"again", "quote"}
    assert again.out == b""
    assert "added 0 texts; the index has 5\n" in again.err
    assert ("whole", "again") in {(row["a"], row["b"]) for row in rows(query.out)}
    assert len(rows(pairs.out)) == len(rows(first.out) + rows(second.out))
    assert rows(clusters.out) == [
        {"cluster": 1, "keep": "again", "members": ["again", "cut", "quote", "whole"]}
    ]


def test_an_index_that_is_not_there(dups, corpus, tmp_path):
    """Only an addition makes an index."""
    ran = dups("--index", tmp_path / "none", "query", corpus)

    assert ran.code == 3
    assert f"none has no index\nMake one: layoutfix dups --index {tmp_path}/none add" in ran.err
    assert not (tmp_path / "none").exists()


def test_an_addition_that_fails(dups, corpus, page, tmp_path):
    """A bad line in an addition leaves the index without any of it."""
    folder = tmp_path / "seen"
    bad = page(corpus.read_bytes() + b"{", "bad.jsonl")

    assert dups("--index", folder, "add", bad).code == 3
    assert dups("--index", folder, "query").code == 3
    assert dups("--index", folder, "add", corpus).code == 0


BAD = [
    pytest.param(b'{"id": 1}\n', "line 1: there is no field 'text'", id="missing field"),
    pytest.param(b'{"id": 1, "text": "a"}\n{"id"', "line 2, column 6: this is not", id="broken"),
    pytest.param(
        b'{"id": 1, "text": "a"}\n{"id": 1, "text": "b"}\n',
        "line 2: the id 1 came before",
        id="twice",
    ),
    pytest.param(gzip.compress(b"\n" * 9999)[:-9], "is cut off", id="truncated gzip"),
]


@pytest.mark.parametrize(("data", "said"), BAD)
def test_bad_input(layoutfix, page, data, said):
    """What is wrong is said with its place and a way out, and no pair is given."""
    ran = layoutfix("dups", "-q", page(data, "a.jsonl"))

    assert (ran.code, ran.out) == (3, b"")
    assert said in ran.err
    assert "--skip-bad" in ran.err


@pytest.mark.parametrize(("data", "_said"), BAD)
def test_bad_input_is_left_out(layoutfix, page, data, _said):
    """With --skip-bad it is counted, and the run goes on."""
    ran = layoutfix("dups", "--skip-bad", page(data, "a.jsonl"))

    assert ran.code == 0
    assert "layoutfix: 1 that could not be read left out\n" in ran.err


def test_a_bomb(layoutfix, page):
    """A file that holds more than --max-bytes is refused, with --skip-bad too."""
    bomb = page(gzip.compress(bytes(10**6)), "a.jsonl.gz")

    ran = layoutfix("dups", "-q", "--skip-bad", "--max-bytes", "500K", bomb)

    assert ran.code == 3
    assert "holds more than 500,000 bytes when unpacked" in ran.err


def test_texts_of_any_kind(dups, page):
    """Empty texts and lone surrogates are compared like others; ids with them are spelled out."""
    texts = ["", "", "\ud800", NEWS + "\ud800", NEWS]
    data = b"".join(
        json.dumps({"id": f"\ud800{n}", "text": t}).encode() + b"\n" for n, t in enumerate(texts)
    )

    found = rows(dups(page(data, "a.jsonl")).out)

    assert [(row["a"], row["b"]) for row in found] == [("\ud8003", "\ud8004")]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--remove"],
        ["-o", "x"],
        ["--clusters", "--show"],
        ["--shard", "1/2", "--clusters"],
        ["--shard", "3/2"],
        ["--shard", "1/2", "--pairs", "x"],
        ["--keep", "newest"],
        ["--keep", "max:"],
        ["--threshold", "0"],
        ["--containment", "1.5"],
        ["--max-bytes", "much"],
        ["--id-field", "text"],
        ["-", "-"],
        ["-", "--remove", "-o", "x"],
        ["--index", "x"],
        ["--index", "x", "query", "--clusters"],
        ["--index", "x", "add", "--remove", "-o", "y"],
        ["--index", "x", "add", "--shard", "1/2"],
        ["--index", "x", "query", "--keep", "max:day"],
    ],
    ids=" ".join,
)
def test_wrong_use(dups, corpus, arguments):
    """What makes no sense together is refused before anything is read."""
    ran = dups(*arguments, corpus)

    assert ran.code == 2
    assert ran.err.endswith("Try  layoutfix dups --help\n")


def test_an_index_keeps_its_terms(dups, corpus, tmp_path):
    """Another threshold than the index was made with is wrong use."""
    folder = tmp_path / "seen"
    dups("--index", folder, "--threshold", "0.8", "add", corpus)

    assert dups("--index", folder, "--threshold", "0.7", "query", corpus).code == 2
    assert dups("--index", folder, "add").code == 2


def test_the_output_is_an_input(dups, corpus):
    """The corpus itself is not overwritten."""
    before = corpus.read_bytes()

    assert dups(corpus, "--remove", "-o", corpus).code == 2
    assert corpus.read_bytes() == before


def test_a_broken_pipe(process, corpus):
    """A reader that stops early is no error."""
    read, write = os.pipe()
    os.close(read)
    try:
        ran = process("dups", "-q", corpus, stdout=write)
    finally:
        os.close(write)

    assert (ran.code, ran.err) == (0, "")
