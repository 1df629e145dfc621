"""Stories over several pages of an issue."""

from collections import Counter

import pytest

from layoutfix import fix_issue
from layoutfix.model.document import Article, Document, TextBlock
from layoutfix.model.page import split_lines
from layoutfix.pipeline.conserve import rebuild_files
from layoutfix.pipeline.issue import gather

CUT = "又请水利局的人来看过，用了三天时间把水引到了地头。"


def told(pages: tuple[str, str]) -> dict:
    """Repair two pages together, and give the dictionary of them."""
    return fix_issue(pages).to_dict(["1.txt", "2.txt"], ["utf-8", "utf-8"])


def titles(pages: tuple[str, str]) -> list[list[str]]:
    """Repair two pages together, and give the headlines of each article."""
    return [article.texts("headline") for article in fix_issue(pages).whole.articles]


def test_a_story_comes_out_once(issue_pages):
    """A story that goes on on the next page is one article, and the others stay as they are."""
    assert titles(issue_pages) == [
        ["千军万马浇好保苗水"],
        ["小学图书馆开了门"],
        ["豆腐坊添了两台磨"],
    ]


def test_a_story_has_the_pages_it_stands_on(issue_pages):
    """The pages are counted through all files; the jump line is that of the first half."""
    article = told(issue_pages)["articles"][0]

    assert (article["pages"], article["continued_on"], article["continued_from"]) == (
        [1, 2],
        "2",
        None,
    )


def test_a_paragraph_cut_by_the_page_is_read_as_one(issue_pages):
    """Its second half stands in a block of its own, and is joined in all that is read."""
    document = fix_issue(issue_pages)
    halves = [b for b in document.whole.articles[0].blocks if b.continues is not None]

    assert [block.file for block in halves] == [1]
    assert CUT in document.to_text()
    assert CUT in document.to_markdown()
    assert CUT in next(document.to_records(["1.txt", "2.txt"]))["text"]


def test_a_whole_paragraph_at_the_end_of_a_page_stays(issue_pages):
    """Where the first half ends with a full stop, the second begins a paragraph."""
    first, second = issue_pages
    document = fix_issue((first.replace("来看过，", "来看过。"), second))

    assert len(document.whole.articles) == 3
    assert not any(b.continues for b in document.whole.articles[0].blocks)
    assert "来看过。\n\n（下转" in document.to_text()


def test_the_title_printed_again_is_no_second_headline(issue_pages):
    """It is a note, a copy of the headline."""
    notes = [b for b in told(issue_pages)["articles"][0]["blocks"] if b["role"] == "note"]

    assert [note["text"] for note in notes] == ["（下转第2版）", "（上接第1版）", "浇好保苗水"]
    assert notes[2]["copy_of"] == {"article": "a1", "block": 0}


def test_every_line_stands_in_one_block(issue_pages):
    """Each line that is not blank stands in one block, by its file and number."""
    document = told(issue_pages)
    blocks = [*document["furniture"], *(b for a in document["articles"] for b in a["blocks"])]
    expected = {
        (file, number)
        for file, text in enumerate(issue_pages)
        for number, line in enumerate(split_lines(text), 1)
        if line.strip()
    }

    assert Counter((b["file"], line) for b in blocks for line in b["lines"]) == Counter(expected)


def test_the_files_can_be_had_back(issue_pages):
    """What stands in the dictionary gives each raw text back."""
    assert rebuild_files(told(issue_pages)) == list(issue_pages)


def test_several_line_ends_are_told_by_file(issue_pages):
    """Each file can be had back with its own line ends."""
    first, second = issue_pages
    pages = (first.replace("\n", "\r\n"), second)

    assert rebuild_files(told(pages)) == list(pages)


def test_a_page_that_is_not_there(issue_pages):
    """A jump line to a page that is not among the files leaves its story as it is."""
    first, second = issue_pages
    first = first.replace("下转第2版", "下转第5版")

    assert len(titles((first, second))) == 4


def test_halves_that_share_nothing_stay_apart(issue_pages):
    """Two stories whose jump lines would fit are not one where their words do not."""
    first, second = issue_pages
    above, _, _ = second.partition("\n\n浇好保苗水")
    other = above.replace("豆腐坊添了两台磨\n", "豆腐坊添了两台磨\n（上接第1版）\n")

    story = fix_issue((first, other)).whole.articles[0]

    assert {block.file for block in story.blocks} == {0}


def test_the_jump_line_stands_over_the_title(issue_pages):
    """A jump line above the title of the second half leads to it, too."""
    first, second = issue_pages
    second = second.replace("浇好保苗水\n（上接第1版）", "（上接第1版）\n浇好保苗水")

    assert len(titles((first, second))) == 3


def test_pages_without_a_number(issue_pages):
    """Where no page prints its number, the order of the files tells it."""
    first, second = issue_pages

    assert len(titles((first.removeprefix("第1版\n"), second.removeprefix("第2版\n")))) == 3


@pytest.mark.parametrize("pages", [("", ""), ("一切都好。\n", ""), ("\n", "一切都好。\n")])
def test_pages_without_a_story(pages):
    """Empty files and files without jump lines come out one after the other."""
    document = told(pages)

    assert len(document["articles"]) == sum(bool(page.strip()) for page in pages)
    assert rebuild_files(document) == list(pages)


def test_two_stories_that_go_on_one_below_the_other(issue_pages):
    """A jump line that is read with the story above it leads to the story below its title."""
    first, second = issue_pages
    first += "（下转第2版）\n"
    second += (
        "\n小学图书馆\n（上接第1版）\n　　图书馆还请来了县城的老师，教孩子们\n怎样爱护书，"
        "怎样从书架上找到要读的童\n话和科学故事。\n"
    )

    assert titles((first, second)) == [
        ["千军万马浇好保苗水"],
        ["小学图书馆开了门"],
        ["豆腐坊添了两台磨"],
    ]


def test_a_title_that_was_read_as_a_subhead(issue_pages):
    """The title above a jump line belongs below it, also where the story above is not closed."""
    first, second = issue_pages
    above, _, rest = second.partition("\n\n浇好")
    document = fix_issue((first, f"{above}\n浇好{rest}"))

    assert [b.text for b in document.whole.articles[0].blocks if b.role == "note"] == [
        "（下转第2版）",
        "（上接第1版）",
        "浇好保苗水",
    ]
    assert "浇好保苗水" not in [b.text for b in document.whole.articles[2].blocks]


def test_two_stories_read_as_one_are_parted_by_their_jump_lines():
    """Behind the jump line of a story that goes on elsewhere another one has its own."""
    water = TextBlock("para", "县里打了八百眼机井，修好水渠三百里，水利局又", (1,))
    books = TextBlock("para", "小学的图书馆开了门，有三万册图书，图书馆的", (3,))
    rest = TextBlock("para", "派人去看机井和水渠，水利局说还要再打。", (2,))
    more = TextBlock("para", "王老师说，图书馆的图书按年级放好。", (4,))
    on, back = "（下转第2版）", "（上接第1版）"
    notes = [TextBlock("note", on, (2,)), TextBlock("note", on, (4,))]
    first = Article((water, notes[0], books, notes[1]))
    second = Article((TextBlock("note", back, (1,)), rest))
    third = Article((TextBlock("note", back, (3,)), more))
    raw = "一\n二\n三\n四\n"
    issue = gather(
        [
            Document(raw, (first,), (), (), changed=True),
            Document(raw, (second, third), (), (), changed=True),
        ]
    )

    assert [[b.text for b in a.whole_blocks()] for a in issue.whole.articles] == [
        [water.text + rest.text, on, back],
        [books.text + more.text, on, back],
    ]
