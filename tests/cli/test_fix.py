"""The command, told by what it leaves: standard output, standard error, exit code."""

import json
import os
import stat

import pytest

from layoutfix import fix
from layoutfix.passes import PASSES

WHOLE = "记者从市农业局获悉，今年全市早稻种植面积增加。\n"
BROKEN = "记者从市农业局获悉，\n今年全市早稻种植面积增加。\n"

# Two paragraphs at 15 ems without an indent; all lines are full but the paragraphs' last.
COLUMN = """\
记者昨日从市农业局获悉，今年全
市早稻种植面积达到一百二十多万
亩，比去年增加三万亩，为近年来
最多的一年。
随着气温回升，各地的农民抢抓农
时，翻耕稻田，运送秧苗，田间地
头一派繁忙景象。
"""


def test_standard_input_is_the_default(layoutfix):
    """Without a path, or with -, the text is read from standard input."""
    assert layoutfix("fix", stdin=WHOLE.encode()) == (0, WHOLE.encode(), "")
    assert layoutfix("fix", "-", stdin=WHOLE.encode()) == (0, WHOLE.encode(), "")


@pytest.mark.usefixtures("joining")
def test_the_repaired_text_goes_to_standard_output(layoutfix, page):
    """A file is read and left alone; nothing is said about it."""
    path = page(BROKEN)

    assert layoutfix("fix", path) == (0, WHOLE.encode(), "")
    assert path.read_text() == BROKEN


@pytest.mark.skipif(not fix(COLUMN).changed, reason="the passes that join lines are not there yet")
def test_a_column_is_repaired(layoutfix):
    """The command comes with passes that restore paragraphs."""
    first, second = COLUMN.replace("\n", "").replace("年。", "年。\n").split("\n")

    assert layoutfix("fix", stdin=COLUMN.encode()).out.decode() == f"{first}\n\n{second}\n"


@pytest.mark.usefixtures("joining")
@pytest.mark.parametrize(
    "written",
    [
        ("utf-8", "\n"),
        ("utf-8-sig", "\r\n"),
        ("gb18030", "\r\n"),
        ("gb18030", "\r"),
        ("utf-16", "\r\n"),
        ("utf-16-le", "\n"),
    ],
)
@pytest.mark.parametrize("way", ["stdin", "file", "in place", "-o", "check"])
def test_encoding_mark_and_line_ends_are_kept(layoutfix, page, tmp_path, written, way):
    """A text is written as it was read, wherever it goes."""
    codec, end = written
    path = page(BROKEN.replace("\n", end).encode(codec))
    expected = WHOLE.replace("\n", end).encode(codec)

    match way:
        case "stdin":
            assert layoutfix("fix", stdin=path.read_bytes()).out == expected
        case "file":
            assert layoutfix("fix", path).out == expected
        case "in place":
            assert layoutfix("fix", "--in-place", path).code == 0
            assert path.read_bytes() == expected
        case "-o":
            assert layoutfix("fix", path, "-o", tmp_path / "out").out == b""
            assert (tmp_path / "out").read_bytes() == expected
        case "check":
            assert layoutfix("fix", "--check", path).code == 1
            assert layoutfix("fix", "--check", page(expected)).code == 0


@pytest.mark.usefixtures("joining")
def test_big5_is_kept(layoutfix):
    """Traditional text in Big5 comes out in Big5."""
    broken = "記者從市農業局獲悉，\n今年全市早稻種植面積增加。\n"

    ran = layoutfix("fix", stdin=broken.encode("big5"))

    assert ran == (0, broken.replace("\n", "", 1).encode("big5"), "")


def test_mixed_line_ends_are_kept(layoutfix):
    """Each line of a whole text ends as it did."""
    raw = "一。\r\n二。\r三。\n四。".encode()

    assert layoutfix("fix", stdin=raw).out == raw


@pytest.mark.usefixtures("joining")
def test_in_place(layoutfix, page):
    """Files that are broken are repaired and named; the others are not written."""
    broken, whole = page(BROKEN, "broken.txt"), page(WHOLE, "whole.txt")
    before = whole.stat()

    ran = layoutfix("fix", "--in-place", broken, whole)

    assert ran == (0, b"", f"repaired {broken}\n1 file repaired, 1 left as found\n")
    assert broken.read_text() == WHOLE
    assert (whole.stat().st_ino, whole.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.usefixtures("joining")
def test_in_place_through_a_link(layoutfix, page, tmp_path):
    """A link stays a link, and the file behind it keeps its mode."""
    path = page(BROKEN)
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(path)

    assert layoutfix("fix", "--in-place", link).code == 0
    assert (link.is_symlink(), path.read_text()) == (True, WHOLE)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.usefixtures("joining")
def test_check(layoutfix, page):
    """What would change is listed with line and reason, the count on standard error."""
    broken, whole = page(BROKEN, "broken.txt"), page(WHOLE, "whole.txt")

    ran = layoutfix("fix", "--check", broken, whole)

    listed = f"{broken}:1: join (join-lines): no full stop\n".encode()
    assert ran == (1, listed, "1 file would change, 1 left as found\n")
    assert broken.read_text() == BROKEN


@pytest.mark.usefixtures("joining")
def test_check_names_the_line_of_the_first_change(layoutfix, page):
    """Lines that stay as they are, and blank ones, are passed over."""
    path = page(f"{WHOLE}\n　　{WHOLE}\n{BROKEN}")

    assert layoutfix("fix", "--check", path).out.startswith(f"{path}:5: join (".encode())


def test_check_tells_why_a_line_goes_elsewhere(layoutfix, page):
    """A line that stays as it is, but stands elsewhere, is told by its role."""
    path = page(f"第3版\n{COLUMN}")

    assert b": label (label-marked-lines): marked as a " in layoutfix("fix", "--check", path).out


@pytest.mark.usefixtures("joining")
def test_a_hook_fails_when_it_repaired(layoutfix, page):
    """With --fail-on-change a repair is worth exit code 1, and a second run finds nothing."""
    path = page(BROKEN)

    assert layoutfix("fix", "--in-place", "--fail-on-change", path).code == 1
    assert path.read_text() == WHOLE
    assert layoutfix("fix", "--in-place", "--fail-on-change", path).code == 0


@pytest.mark.usefixtures("joining")
def test_check_with_a_failure(layoutfix, page):
    """A file that failed outweighs a file that would change."""
    ran = layoutfix("fix", "--check", page(BROKEN), page(b"\xff\xff", "bad.txt"))

    assert ran.code == 3
    assert "1 file would change, 0 left as found, 1 failed\n" in ran.err


@pytest.mark.usefixtures("joining")
def test_diff(layoutfix, page):
    """A unified diff says what would change; exit code 0, or 1 with --check."""
    path = page(BROKEN + "无句点")
    expected = (
        f"--- {path}\n+++ {path}\n@@ -1,3 +1,3 @@\n"
        "-记者从市农业局获悉，\n-今年全市早稻种植面积增加。\n-无句点\n"
        "\\ No newline at end of file\n"
        "+记者从市农业局获悉，今年全市早稻种植面积增加。\n+\n+无句点\n"
    )

    assert layoutfix("fix", "--diff", path) == (0, expected.encode(), "")
    assert layoutfix("fix", "--diff", "--check", path).code == 1
    assert layoutfix("fix", "--diff", page(WHOLE)) == (0, b"", "")


@pytest.mark.usefixtures("joining")
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_diff_can_be_applied(layoutfix, page, tmp_path, codec, end):
    """Piped to patch, it makes the repaired file out of the raw one."""
    import shutil  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    if not shutil.which("patch"):
        pytest.skip("the program patch is not there")
    path = page(BROKEN.replace("\n", end).encode(codec))
    diff = layoutfix("fix", "--diff", path).out

    subprocess.run(["patch", "--binary", "-s", path], input=diff, check=True, cwd=tmp_path)

    assert path.read_bytes() == WHOLE.replace("\n", end).encode(codec)


@pytest.mark.usefixtures("joining")
def test_a_diff_of_utf16_is_utf8(layoutfix, page):
    """No program reads a diff in UTF-16."""
    diff = layoutfix("fix", "--diff", page(BROKEN.encode("utf-16"))).out

    assert WHOLE in diff.decode()


@pytest.mark.usefixtures("joining")
def test_color(layoutfix, page, monkeypatch):
    """A diff has colours only where they are asked for, or on a terminal."""
    path = page(BROKEN)

    assert b"\x1b[31m-" in layoutfix("fix", "--diff", "--color=always", path).out
    assert b"\x1b" not in layoutfix("fix", "--diff", "--color=never", path).out
    assert b"\x1b" not in layoutfix("fix", "--diff", path).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[32m+" in layoutfix("fix", "--diff", "--color=always", path).out


@pytest.mark.usefixtures("joining")
def test_json(layoutfix, page):
    """One input gives one object, in UTF-8 whatever the input is in."""
    path = page(BROKEN.encode("gb18030"))

    found = json.loads(layoutfix("fix", "--to=json", path).out.decode())

    assert (found["source"], found["encoding"]) == (str(path), "gb18030")
    assert found["articles"][0]["blocks"][0]["lines"] == [1, 2]
    assert found["edits"][0]["because"] == "no full stop"


def test_json_of_several(layoutfix, page):
    """Several inputs give an object a line, in their order."""
    paths = [page(WHOLE, "b.txt"), page(WHOLE, "a.txt")]

    lines = layoutfix("fix", "--to=json", *paths).out.splitlines()

    assert [json.loads(line)["source"] for line in lines] == [str(path) for path in paths]


def test_jsonl(layoutfix):
    """JSON Lines has an article a line, whose text is its paragraphs."""
    ran = layoutfix("fix", "--to=jsonl", stdin=WHOLE.encode())

    assert [json.loads(line)["text"] + "\n" for line in ran.out.splitlines()] == [WHOLE]


def test_markdown(layoutfix):
    """Markdown keeps the encoding of its source, as text does."""
    assert layoutfix("fix", "--to=md", stdin=WHOLE.encode("gbk")).out == WHOLE.encode("gbk")


@pytest.mark.parametrize("to", ["text", "json", "jsonl", "md"])
def test_script(layoutfix, to):
    """The text is given in traditional characters where that is asked for, and only there."""
    kept = layoutfix("fix", f"--to={to}", stdin=WHOLE.encode()).out.decode()
    ran = layoutfix("fix", f"--to={to}", "--script=hant", stdin=WHOLE.encode())

    assert "记者从市农业局获悉" in kept
    assert "記者從市農業局獲悉" in ran.out.decode()


def test_script_that_the_encoding_lacks(layoutfix):
    """Simplified characters do not go into Big5: nothing is written, the way out is named."""
    ran = layoutfix("fix", "--script=hans", stdin="記者從市農業局獲悉".encode("big5"))

    assert (ran.code, ran.out) == (3, b"")
    assert ran.err.endswith("Convert the source first: iconv -f cp950 -t utf-8\n")


def test_several_texts_stand_on_lines_of_their_own(layoutfix, page):
    """The second text does not go on the last line of the first."""
    ran = layoutfix("fix", page("一。", "a"), page("二。\n", "b"), page("三。", "c"))

    assert ran.out.decode() == "一。\n二。\n三。"


def test_one_bad_file_does_not_stop_the_others(layoutfix, page, tmp_path):
    """The others are given out, and the exit code is 3."""
    ran = layoutfix("fix", page(WHOLE, "a"), tmp_path / "missing", page(WHOLE, "b"))

    assert (ran.code, ran.out.decode()) == (3, WHOLE * 2)
    assert ran.err.startswith(f"layoutfix: {tmp_path}/missing does not exist\n")


def test_a_mistake_of_ours_stops_one_file_only(layoutfix, page, monkeypatch):
    """Whatever goes wrong in a repair is named, without a traceback; the next file follows."""

    def crash(text, settings):
        if "坏" in text:
            raise RecursionError("too\x1b deep")  # noqa: TRY003, EM101
        return fix(text, settings)

    monkeypatch.setattr("layoutfix.cli.run.fix", crash)

    ran = layoutfix("fix", page("坏", "a"), page(WHOLE, "b"))

    assert (ran.code, ran.out.decode()) == (3, WHOLE)
    assert "a could not be repaired: RecursionError: too\\x1b deep (crash, line " in ran.err


def test_warnings_are_shown(layoutfix, monkeypatch):
    """What a document warns of is said, unless --quiet was given."""

    def warn(text, settings):
        return fix(text, settings)._replace(warnings=("withheld\nreport it",))

    monkeypatch.setattr("layoutfix.cli.run.fix", warn)

    assert layoutfix("fix").err == "layoutfix: -: withheld\n  report it\n"
    assert layoutfix("fix", "--quiet").err == ""


@pytest.mark.usefixtures("joining")
def test_verbose(layoutfix, page):
    """-v sums a text up, -vv gives the reason of each edit."""
    path = page(BROKEN)
    summary = f"{path}: articles 1, blocks 1, furniture 0; join 1\n"

    assert layoutfix("fix", "-v", path).err == summary
    assert (
        layoutfix("fix", "-vv", path).err
        == f"{path}:1,2: join (join-lines): no full stop\n" + summary
    )


@pytest.mark.usefixtures("joining")
def test_quiet(layoutfix, page):
    """--quiet leaves errors alone on standard error."""
    assert layoutfix("fix", "--quiet", "--in-place", page(BROKEN)).err == ""
    assert "does not exist" in layoutfix("fix", "--quiet", "missing").err


def test_skip(layoutfix):
    """A pass that is skipped makes no edits; its name is checked."""
    first = PASSES[0].name
    ran = layoutfix("fix", "--to=json", "--skip", first, stdin="　　一。\n".encode())

    assert first not in {edit["pass"] for edit in json.loads(ran.out)["edits"]}
    ran = layoutfix("fix", "--skip", "join-lime")
    assert ran.code == 2
    assert f"there is no pass 'join-lime'; it is one of {first}" in ran.err


def test_list_passes(layoutfix):
    """Each pass stands below its group, with the first line of its docstring."""
    lines = layoutfix("fix", "--list-passes").out.decode().splitlines()

    assert lines[0] == "glyphs"
    for each in PASSES:
        assert any(line.split() == [each.name, *each.summary.split()] for line in lines)


def test_rules_reach_the_passes(layoutfix, page, monkeypatch):
    """A publication's tables are part of the settings; a missing file is wrong use."""
    seen = []
    monkeypatch.setattr("layoutfix.cli.run.fix", lambda text, s: seen.append(s.rules) or fix(text))
    rules = page("[numbers.measure]\nwidest_ems = 60\n", "rules.toml")

    assert layoutfix("fix", "--rules", rules).code == 0
    assert seen[0].numbers == ((("measure", "widest_ems"), 60.0),)
    assert layoutfix("fix", "--rules", "missing.toml").code == 2


def test_furniture_is_kept_unless_told(layoutfix, monkeypatch):
    """Text and JSON have it, Markdown and JSON Lines when asked; drop takes it out of all."""
    from layoutfix.model.document import TextBlock  # noqa: PLC0415

    def with_furniture(text, settings):
        document = fix(text, settings)
        return document._replace(furniture=(TextBlock("section", "高层要论", (1,)),), changed=True)

    monkeypatch.setattr("layoutfix.cli.run.fix", with_furniture)

    def shows(to, *options):
        return "高层要论" in layoutfix("fix", f"--to={to}", *options, stdin=b"a\n").out.decode()

    assert [shows(to) for to in ("text", "json", "md", "jsonl")] == [True, True, False, False]
    assert [shows(to, "--furniture=keep") for to in ("text", "json", "md", "jsonl")] == [True] * 4
    assert [shows(to, "--furniture=drop") for to in ("text", "json", "md", "jsonl")] == [False] * 4


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--in-place"], "standard input"),
        (["--in-place", "--to=md", "FILE"], "text only"),
        (["--in-place", "-o", "x", "FILE"], "two places"),
        (["--in-place", "--check", "FILE"], "change nothing"),
        (["--in-place", "--diff", "FILE"], "change nothing"),
        (["--check", "-o", "x", "FILE"], "leave -o away"),
        (["--diff", "--to=json", "FILE"], "leave --to away"),
        (["--fail-on-change", "FILE"], "goes with --in-place"),
        (["-o", "x", "FILE", "FILE"], "one input"),
        (["-", "-"], "once"),
        (["-q", "-v"], "contradict"),
        (["-o", "FILE", "FILE"], "use --in-place"),
        (["--encoding=hex"], "no text encoding 'hex'"),
        (["--to=html"], "'html' is not one of"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_use(layoutfix, page, options, word):
    """What makes no sense is refused with exit code 2 and a way out; nothing is written."""
    path = page(BROKEN)

    ran = layoutfix("fix", *(str(path) if each == "FILE" else each for each in options))

    assert (ran.code, ran.out) == (2, b"")
    assert word in ran.err
    assert ran.err.startswith("layoutfix: ")
    assert ran.err.endswith("Try  layoutfix fix --help\n")
    assert path.read_text() == BROKEN


def test_help(layoutfix):
    """Help has examples and the exit codes; the bare command shows what there is."""
    assert "pdftotext page.pdf - | layoutfix fix " in layoutfix("fix", "-h").out.decode()
    assert "Exit codes: 0 fine" in layoutfix("fix", "--help").out.decode()
    assert "completion" in layoutfix().out.decode()
    assert layoutfix("--version").out.startswith(b"layoutfix ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(layoutfix, shell):
    """The script for each shell asks the command what may follow."""
    if shell == "bash" and not os.access("/bin/bash", os.X_OK):
        pytest.skip("click asks bash for its version, and bash is not there")
    ran = layoutfix("completion", shell)

    assert ran.code == 0
    assert b"_LAYOUTFIX_COMPLETE" in ran.out


def test_completion_knows_the_passes(process):
    """What the shell is given for --skip are the names of passes."""
    ran = process(
        env={
            **os.environ,
            "_LAYOUTFIX_COMPLETE": "bash_complete",
            "COMP_WORDS": "layoutfix fix --skip se",
            "COMP_CWORD": "3",
        }
    )

    assert f"plain,{PASSES[0].name}\n".encode() in ran.out or PASSES[0].name[:2] != "se"


def test_levels(layoutfix, page):
    """A narrow column alone is read at the level bold, and stays at the others."""
    raw = "村里新建了图书\n室，孩子们放学\n以后都来看书，\n老人们也来读\n报，热闹极了。\n"
    name = str(page(raw))
    out = [layoutfix("fix", "--level", level, name).out for level in ("safe", "normal", "bold")]

    assert out[:2] == [raw.encode(), raw.encode()]
    assert "图书室，孩子们放学以后" in out[2].decode()
