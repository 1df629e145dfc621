"""The command ``score``, whole: stdout, stderr, exit code."""

import json

import pytest
from click.testing import CliRunner

from layoutfix.cli.score import score

RAW = "早稻丰收\n省里也是。\n"
GOLD = "== a01\nheadline 1\npara 2\n"
BLOCKS = [
    {"role": "headline", "text": "早稻丰收", "lines": [1]},
    {"role": "para", "text": "省里也是。", "lines": [2]},
]


@pytest.fixture
def page(tmp_path):
    """Give a folder with a raw text, its gold and a document that is right."""
    (tmp_path / "raw.txt").write_text(RAW, encoding="utf-8")
    (tmp_path / "raw.gold").write_text(GOLD, encoding="utf-8")
    document = {"articles": [{"blocks": BLOCKS}], "furniture": []}
    (tmp_path / "pred.json").write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def run(page, *options, raw="raw.txt", golds=("raw.gold",), stdin=None):
    """Run the command on the files of the folder."""
    paths = [raw if raw == "-" else str(page / raw), *(str(page / gold) for gold in golds)]
    return CliRunner().invoke(score, [*paths, *options], input=stdin)


def test_figures_one_a_line(page):
    """Name and value, four digits; counts are whole numbers."""
    done = run(page, "--pred", str(page / "pred.json"))

    assert done.exit_code == 0
    assert done.stderr == ""
    assert "para_F1 1.0000\n" in done.stdout
    assert "lines_in_scope 2\n" in done.stdout


def test_without_a_document_the_text_is_repaired(page):
    """The figures are those of our own repair, which loses nothing."""
    done = run(page)

    assert done.exit_code == 0
    assert "lines_lost 0\n" in done.stdout


def test_figures_as_json(page):
    """One object, the figures with all their digits."""
    done = run(page, "--pred", str(page / "pred.json"), "--to", "json")

    assert json.loads(done.stdout)["figures"]["para_F1"] == 1.0


def test_misses_stand_before_the_figures(page):
    """So that a long list ends with the sum, where the eye is."""
    (page / "pred.json").write_text('{"articles": []}', encoding="utf-8")
    done = run(page, "--pred", str(page / "pred.json"), "--misses")

    assert "paragraph lost: 省里也是。\n       2  省里也是。\n" in done.stdout
    assert done.stdout.endswith("lines_in_scope 2\n")


def test_misses_as_json(page):
    """Kind, what, and the lines with their text."""
    (page / "pred.json").write_text('{"articles": []}', encoding="utf-8")
    done = run(page, "--pred", str(page / "pred.json"), "--misses", "--to", "json")

    assert json.loads(done.stdout)["misses"][0] == {
        "kind": "paragraph lost",
        "what": "省里也是。",
        "lines": [{"line": 2, "text": "省里也是。"}],
    }


def test_control_codes_in_the_text_are_shown_not_obeyed(page):
    """An escape sequence in a newspaper is text."""
    (page / "raw.txt").write_text("\x1b[31m早\u202e[bold]\n省里也是。\n", encoding="utf-8")
    (page / "pred.json").write_text('{"articles": []}', encoding="utf-8")
    done = run(page, "--pred", str(page / "pred.json"), "--misses")

    assert "\\x1b[31m早\\u202e[bold]" in done.stdout
    assert "\x1b" not in done.stdout


def test_raw_text_from_stdin(page):
    """A dash is stdin."""
    done = run(page, "--pred", str(page / "pred.json"), raw="-", stdin=RAW)

    assert done.exit_code == 0


def test_another_encoding(page):
    """The raw text may be GB18030, told or guessed; gold is UTF-8."""
    (page / "raw.txt").write_bytes(RAW.encode("gb18030"))
    done = run(page, "--encoding", "gb18030", "--pred", str(page / "pred.json"))

    assert "para_F1 1.0000\n" in done.stdout


def test_check_says_what_it_saw(page):
    """Whole coverage: one line, exit code 0."""
    done = run(page, "--check")

    assert (done.exit_code, done.stdout) == (0, "2 blocks use each of 2 lines once\n")


def test_check_names_unused_lines(page):
    """The gold line near the unused raw line, exit code 3, nothing on stdout."""
    (page / "raw.gold").write_text("== a01\nheadline 1\n", encoding="utf-8")
    done = run(page, "--check")

    assert done.exit_code == 3
    assert done.stdout == ""
    assert "raw.gold:2: raw line 2: the line is in no block: 省里也是。" in done.stderr


def test_check_of_a_part(page):
    """Gold for the first line alone is whole for the first line."""
    (page / "raw.gold").write_text("== a01\nheadline 1\n", encoding="utf-8")

    assert run(page, "--check", "--lines", "1-1").exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--lines", "1-2"], id="lines-without-check"),
        pytest.param(["--check", "--misses"], id="check-with-misses"),
        pytest.param(["--check", "--lines", "2-1"], id="backwards"),
        pytest.param(["--check", "--lines", "all"], id="no-range"),
        pytest.param(["--encoding", "klingon"], id="no-encoding"),
        pytest.param(["--encoding", "base64"], id="no-text-encoding"),
        pytest.param(["--to", "yaml"], id="no-such-form"),
    ],
)
def test_wrong_use_is_2(page, options):
    """Options that make no sense stop before any file is read."""
    assert run(page, *options).exit_code == 2


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        pytest.param("raw.txt", b"%PDF-1.7\n", "raw.txt is a PDF", id="pdf"),
        pytest.param("raw.gold", b"== a\npara 9\n", "raw.gold:2: outside the raw text", id="gold"),
        pytest.param("raw.gold", b"", "the gold files hold no block", id="empty-gold"),
        pytest.param("pred.json", b"{", "pred.json is not a JSON document", id="json"),
        pytest.param("pred.json", b"[]", "the prediction cannot be read", id="no-document"),
    ],
)
def test_a_file_that_cannot_be_used_is_3(page, file, content, message):
    """The message names the file and the place."""
    (page / file).write_bytes(content)
    done = run(page, "--pred", str(page / "pred.json"))

    assert done.exit_code == 3
    assert done.stderr.startswith("layoutfix: ")
    assert message in done.stderr


def test_a_missing_file_is_3(page):
    """Not wrong use: the same command would work if the file were there."""
    done = run(page, golds=("none.gold",))

    assert done.exit_code == 3
    assert "none.gold does not exist" in done.stderr
