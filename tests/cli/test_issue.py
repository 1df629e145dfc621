"""The option --issue, told by what the command leaves."""

import json

import pytest

WHOLE = "又请水利局的人来看过，用了三天时间把水引到了地头。"


@pytest.fixture
def files(page, issue_pages):
    """Give the two pages of an issue as files."""
    return [page(text, f"{n}.txt") for n, text in enumerate(issue_pages, 1)]


def test_text(layoutfix, files):
    """The articles of all files come out as one text, a story over two pages once."""
    ran = layoutfix("fix", "--issue", *files)
    articles = ran.out.decode().split("\n\n◆※◆\n\n")

    assert (ran.code, ran.err) == (0, "")
    assert len(articles) == 3
    assert WHOLE in articles[0]
    assert ran.out.decode().endswith("◆※◆ 版面附件\n\n第1版\n\n第2版\n")


def test_without_the_option_files_stay_apart(layoutfix, files):
    """Without --issue no story is followed."""
    assert WHOLE not in layoutfix("fix", *files).out.decode()


def test_json(layoutfix, files):
    """It is one object: source is a list, and each block says which file it is of."""
    (line,) = layoutfix("fix", "--issue", "--to", "json", *files).out.splitlines()
    document = json.loads(line)

    assert document["source"] == [str(path) for path in files]
    assert [block["file"] for block in document["articles"][0]["blocks"]] == [0] * 5 + [1] * 5
    assert [each["page"] for each in document["issues"]] == ["1", "2"]


def test_json_lines(layoutfix, files):
    """It is one article per line, with the list of the files."""
    lines = layoutfix("fix", "--issue", "--to", "jsonl", *files).out.splitlines()
    records = list(map(json.loads, lines))

    assert [len(record["source"]) for record in records] == [2, 2, 2]
    assert WHOLE in records[0]["text"]
    assert records[0]["title"] == "千军万马浇好保苗水"


def test_markdown_into_a_file(layoutfix, files, tmp_path):
    """With -o the issue is written to one file."""
    ran = layoutfix("fix", "--issue", "--to", "md", *files, "-o", tmp_path / "issue.md")

    assert ran == (0, b"", "")
    assert (tmp_path / "issue.md").read_text().count("# ") == 3


def test_text_has_the_encoding_of_the_first_file(layoutfix, page, issue_pages):
    """Files of several encodings come out in that of the first."""
    first = page(issue_pages[0].encode("gb18030"), "1.txt")
    ran = layoutfix("fix", "--issue", first, page(issue_pages[1], "2.txt"))

    assert WHOLE in ran.out.decode("gb18030")


def test_script(layoutfix, files):
    """The issue is given out in another script as a single page is."""
    ran = layoutfix("fix", "--issue", "--script", "hant", "--to", "json", *files)

    assert json.loads(ran.out)["articles"][0]["blocks"][0]["text"] == "千軍萬馬澆好保苗水"


def test_a_file_that_is_missing_does_not_stop_the_others(layoutfix, files, tmp_path):
    """What can be read comes out; the exit code tells that something could not."""
    ran = layoutfix("fix", "--issue", files[0], tmp_path / "none.txt", files[1])

    assert ran.code == 3
    assert "none.txt does not exist" in ran.err
    assert WHOLE in ran.out.decode()


@pytest.mark.parametrize("option", ["--check", "--diff", "--in-place", "--split=formfeed"])
def test_what_looks_at_single_files_does_not_go_with_it(layoutfix, files, option):
    """Options that are about one file are refused, and nothing is written."""
    before = [path.read_bytes() for path in files]
    ran = layoutfix("fix", "--issue", option, *files)

    assert (ran.code, ran.out) == (2, b"")
    assert "--issue gives one text for all files" in ran.err
    assert [path.read_bytes() for path in files] == before


def test_it_takes_two_files(layoutfix, files):
    """One file is no issue."""
    ran = layoutfix("fix", "--issue", files[0])

    assert (ran.code, ran.out) == (2, b"")
    assert "name two files or more" in ran.err


def test_the_result_is_not_written_over_a_page(layoutfix, files):
    """With -o none of the inputs is written over."""
    assert layoutfix("fix", "--issue", *files, "-o", files[1]).code == 2
