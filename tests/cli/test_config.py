"""What a repository chooses for its texts."""

import os
import re
from pathlib import Path

import pytest

BROKEN = "记者从市农业局获悉，\n今年全市早稻种植面积增加。\n"
FLAG = """
[[patterns.line-marks]]
pattern = '葵园特稿'
meaning = "section"
example = "葵园特稿"
counter_example = "葵园特稿很多"
"""


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Give a function that writes files into a repository, in whose folder we are."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    def write(**files: str) -> None:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def settings(ran) -> dict[str, tuple[str, str]]:
    """Read what ``layoutfix config`` printed: value and origin by setting."""
    rows = [re.split(r" = |\s+# ", line) for line in ran.out.decode().splitlines()]
    return {name: (value, origin) for name, value, origin in rows}


def test_nothing_is_chosen(layoutfix, repository):
    """Without a file of settings, all is as the help says."""
    repository(pyproject_dot_toml="[project]\nname = 'other'\n")
    shown = settings(layoutfix("config"))

    assert shown["encoding"] == ('"auto"', "not set")
    assert {origin for _, origin in shown.values()} == {"not set"}


def test_pyproject(layoutfix, repository):
    """The table of pyproject.toml holds, in the folders below it too."""
    repository(
        pyproject_dot_toml='[tool.layoutfix]\nskip = [\n"split-articles",\n]\nerrors = "keep"\n',
        sub__page_dot_txt="一。",
    )
    os.chdir("sub")
    shown = settings(layoutfix("config"))

    assert shown["skip"] == ('["split-articles"]', "../pyproject.toml, line 2")
    assert shown["errors"] == ('"keep"', "../pyproject.toml, line 5")


def test_layoutfix_toml_comes_first(layoutfix, repository):
    """Of two files in one folder the one that is ours alone holds."""
    repository(
        pyproject_dot_toml='[tool.layoutfix]\nfurniture = "drop"\n',
        layoutfix_dot_toml='script = "hant"\n',
    )
    shown = settings(layoutfix("config"))

    assert shown["script"] == ('"hant"', "layoutfix.toml, line 1")
    assert shown["furniture"][1] == "not set"


def test_the_command_line_has_the_last_word(layoutfix, repository):
    """An option takes the place of a setting, and of all of them where it says none."""
    repository(layoutfix_dot_toml='script = "hant"\n')

    assert layoutfix("fix", stdin="一个国家。".encode()).out.decode() == "一個國家。"
    assert layoutfix("fix", "--script=keep", stdin="国".encode()).out.decode() == "国"
    assert layoutfix("fix", "--config=none", stdin="国".encode()).out.decode() == "国"
    assert settings(layoutfix("config", "--script=hans"))["script"][1] == "the command line"


def test_the_search_ends_at_the_top_of_a_repository(layoutfix, repository, tmp_path):
    """What stands above the folder with .git belongs to somebody else."""
    repository(layoutfix_dot_toml='script = "hant"\n', inner__page_dot_txt="国")
    (tmp_path / "inner" / ".git").mkdir()
    os.chdir("inner")

    assert layoutfix("fix", "page.txt").out.decode() == "国"


def test_a_file_of_settings_can_be_named(layoutfix, repository):
    """--config takes the place of the search."""
    repository(layoutfix_dot_toml='script = "hans"\n', other__own_dot_toml='script = "hant"\n')

    assert layoutfix("fix", "--config=other/own.toml", stdin="国".encode()).out.decode() == "國"


def test_rule_files(layoutfix, repository):
    """Rule files are found from the folder of the settings, and add up."""
    repository(
        layoutfix_dot_toml='rules = ["rules/flags.toml", "rules/posts.toml"]\n',
        rules__flags_dot_toml=FLAG,
        rules__posts_dot_toml='[words]\nposts = ["宣传委员"]\n',
        sub__page_dot_txt="今天是个好日子\n葵园特稿\n",
    )
    os.chdir("sub")

    assert '"role": "section"' in layoutfix("fix", "--to=json", "page.txt").out.decode()


@pytest.mark.usefixtures("joining")
def test_files_to_leave_alone(layoutfix, repository):
    """What the settings or the ignore file name stays as it is, and can still be read."""
    repository(
        layoutfix_dot_toml='exclude = ["raw/"]\n',
        _dot_layoutfixignore="# as found\nold*.txt\n!old2.txt\n",
        raw__a_dot_txt=BROKEN,
        old1_dot_txt=BROKEN,
        old2_dot_txt=BROKEN,
    )
    ran = layoutfix("fix", "--in-place", "-v", "raw/a.txt", "old1.txt", "old2.txt")

    assert ran.code == 0
    assert ran.err.endswith("1 file repaired, 0 left as found, 2 left alone\n")
    assert "raw/a.txt: left alone, as the repository wants it\n" in ran.err
    assert layoutfix("fix", "--check", "raw/a.txt").code == 0
    assert layoutfix("fix", "raw/a.txt").out.decode() == BROKEN.replace("\n", "", 1)
    assert '["raw/", "# as found", "old*.txt", "!old2.txt"]' in layoutfix("config").out.decode()


LINE = "入夏以来全县少雨，县里拿出九百万元打井抗旱，组织两千名干部进村入户"
SLOW = FLAG.replace("'葵园特稿'", "'葵园特稿|(?:.|..)+[仨四]'")
BOMB = FLAG.replace("'葵园特稿'", "'(((((葵?){100}){100}){100}){100}){100}'")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("\nzules = 3\n", 2, "zules is no setting", id="unknown"),
        pytest.param('\n\nfurniture = "x"\n', 3, "'x' is not one of", id="no such choice"),
        pytest.param("skip = [\n 'read-lime',\n]\n", 1, "there is no pass", id="no such pass"),
        pytest.param("errors = 'keep'\nskip = 'a'\n", 2, "no list of strings", id="no list"),
        pytest.param("# one\nscript = true\n", 2, "not a string", id="no string"),
        pytest.param("encoding = 'hex'\n", 1, "no text encoding", id="no encoding"),
        pytest.param("rules = ['../own.toml']\n", 1, "outside the folder", id="parent folder"),
        pytest.param("rules = ['/etc/passwd']\n", 1, "outside the folder", id="absolute"),
        pytest.param("rules = ['link.toml']\n", 1, "outside the folder", id="link"),
        pytest.param("rules = ['none.toml']\n", 1, "does not exist", id="no such file"),
        pytest.param("skip = [\n", 1, "", id="broken TOML"),
        pytest.param("a = " + "[" * 50_000, 1, "nested too deep", id="deep"),
        pytest.param("a = '" + "x" * 300_000 + "'", 1, "longer than", id="long"),
    ],
)
def test_a_mistake_is_refused_with_its_line(layoutfix, repository, text, line, said):
    """What cannot be used is wrong use, named with file and line; no file is touched."""
    Path("link.toml").symlink_to("/etc/hostname")
    repository(layoutfix_dot_toml=text, page_dot_txt=BROKEN)

    ran = layoutfix("fix", "--in-place", "page.txt")

    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.startswith("layoutfix: layoutfix.toml")
    assert said in ran.err
    if "deep" not in said and "longer" not in said and said:
        assert f"layoutfix.toml, line {line}: " in ran.err


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        pytest.param(
            SLOW,
            "takes too long on 33 characters: '葵园特稿|(?:.|..)+[仨四]'",
            id="slow to match",
        ),
        pytest.param(
            BOMB, "line 3: patterns.line-marks 1: the pattern is too large", id="too large"
        ),
    ],
)
def test_a_pattern_cannot_hang(layoutfix, repository, rules, said):
    """A pattern that takes for ever is named, whether reading or matching it would take long."""
    repository(layoutfix_dot_toml='rules = ["own.toml"]\n', own_dot_toml=rules)
    ran = layoutfix("fix", stdin=f"{LINE}\n".encode())

    assert ran.code == 2
    assert said in ran.err


def test_a_pattern_of_files_cannot_hang(layoutfix, repository):
    """Nor does one of the ignore file, whatever a file is called."""
    name = "a" * 240 + ".txt"
    repository(_dot_layoutfixignore="*a*?" * 80 + "[bc]\n", **{name.replace(".", "_dot_"): BROKEN})
    ran = layoutfix("fix", "--check", name)

    assert ran.code == 2
    assert "a pattern of files to leave alone takes too long" in ran.err


def test_a_file_made_to_hide_a_line_is_refused_without_it(layoutfix, repository):
    """To find the line of a mistake takes no longer than a person waits."""
    repository(layoutfix_dot_toml="skip = [\n" + "'read-lines',\n" * 10_000 + "]\nzules = 1\n")

    assert layoutfix("fix").err.startswith("layoutfix: layoutfix.toml: zules is no setting")


def test_names_of_a_stranger_give_a_terminal_no_orders(layoutfix, repository):
    """A key of a stranger's file is shown with its control characters spelled out."""
    repository(layoutfix_dot_toml='"a\\u001b[31m" = 1\n')

    assert "a\\x1b[31m is no setting" in layoutfix("fix").err
