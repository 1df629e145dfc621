"""The figures, on a page so small that one can compute them by head."""

import pytest

from layoutfix.model.errors import GoldError, SourceError
from layoutfix.score import compare, figures

RAW = """早稻丰收
记者 张三
全市早稻
丰收在望。
省里也是。
秋茶上市
今年秋茶
好于往年。
三版
"""
GOLD = """== a01
headline 1
byline 2
para 3-4
para 5
== a02
headline 6
para 7-8
== furniture
furniture 9
"""


def block(role, *lines, text=None):
    """Give a block that joins its lines."""
    raw = RAW.split("\n")
    joined = "".join(raw[line - 1] for line in lines)
    return {"role": role, "text": joined if text is None else text, "lines": list(lines)}


def first(*body):
    """Give the blocks of the first story, with its headline and byline."""
    return [block("headline", 1), block("byline", 2), *body]


RICE = first(block("para", 3, 4), block("para", 5))
TEA = [block("headline", 6), block("para", 7, 8)]
FOLIO = [block("furniture", 9)]


def document(*articles, furniture=FOLIO):
    """Give the document that a program would."""
    return {"articles": [{"blocks": blocks} for blocks in articles], "furniture": furniture}


def score(*articles, furniture=FOLIO):
    """Give the figures of such a document."""
    return figures(compare(RAW, [("x.gold", GOLD)], document(*articles, furniture=furniture)))


def test_text_stands_whole_in_any_role():
    """A paragraph that stands whole in one block is restored text, whatever its role and marks."""
    found = score(first(block("caption", 3, 4), block("list", 5)), TEA)

    assert found["text_F1"] == 1.0
    assert found["para_F1"] < 1.0


def test_what_is_right_scores_one():
    """The page as gold has it has full marks, and nothing lost, doubled or missing."""
    found = score(RICE, TEA)

    assert found["para_F1"] == found["block_F1"] == found["verbatim"] == 1.0
    assert found["order_F1"] == found["join_F1"] == found["article_F1"] == 1.0
    assert found["headline_attached"] == found["headline_exact"] == 1.0
    assert found["role_accuracy"] == found["rewritten_restored"] == 1.0
    assert found["chars_missing_per_1000"] == found["chars_extra_per_1000"] == 0
    assert found["lines_lost"] == found["placed_too_often"] == 0
    assert found["lines_in_scope"] == 9


def test_a_missed_join_costs_its_paragraph():
    """Two of the four paragraphs given are right, and two of the three wanted."""
    found = score(first(block("para", 3), block("para", 4), block("para", 5)), TEA)

    assert (found["para_P"], found["para_R"]) == (2 / 4, 2 / 3)
    assert (found["join_P"], found["join_R"]) == (1.0, 1 / 2)
    assert found["join_errors_per_1000_lines"] == pytest.approx(1000 / 9)


def test_a_false_join_costs_both_paragraphs():
    """One of the two paragraphs given is right, and one of the three wanted."""
    found = score(first(block("para", 3, 4, 5)), TEA)

    assert (found["para_P"], found["para_R"]) == (1 / 2, 1 / 3)
    assert (found["join_P"], found["join_R"]) == (2 / 3, 1.0)


def test_width_decides_verbatim_alone():
    """A half-width stop restores the paragraph, though not word for word."""
    found = score(first(block("para", 3, 4), block("para", 5, text="省里也是｡")), TEA)

    assert found["para_F1"] == 1.0
    assert found["verbatim"] == 2 / 3


def test_white_space_decides_nothing():
    """A gap in a title is not part of its text."""
    found = score(RICE, [block("headline", 6, text="秋茶 上市"), block("para", 7, 8)])

    assert found["block_F1"] == found["headline_exact"] == 1.0


def test_a_dropped_block_is_missing():
    """Five characters of 35 outside the furniture are missing, one line is lost."""
    found = score(first(block("para", 3, 4)), TEA)

    assert found["chars_missing_per_1000"] == pytest.approx(1000 * 5 / 35)
    assert found["chars_extra_per_1000"] == 0
    assert found["lines_lost"] == 1


def test_a_repeated_block_is_extra():
    """Five characters too many, one line placed too often, its role no longer told."""
    found = score([*RICE, block("para", 5)], TEA)

    assert found["chars_extra_per_1000"] == pytest.approx(1000 * 5 / 35)
    assert found["placed_too_often"] == 1
    assert found["role_accuracy"] == pytest.approx(8 / 9)


def test_furniture_may_be_left_out_of_the_characters():
    """Leaving the folio out loses a line; no character of the stories is missing."""
    found = score(RICE, TEA, furniture=[])

    assert found["chars_missing_per_1000"] == 0
    assert found["lines_lost"] == 1


def test_order_counts_seams_between_blocks():
    """Of four seams, moving the byline behind the story breaks two and keeps two."""
    story = [block("headline", 1), block("para", 3, 4), block("para", 5), block("byline", 2)]
    found = score(story, TEA)

    assert found["order_F1"] == pytest.approx(2 / 4)


def test_one_heap_is_whole_but_not_pure():
    """One article of both stories: recall 1, precision by the shares of the text."""
    found = score([*RICE, *TEA])

    rice, tea = 4 + 5 + 5, 4 + 5
    assert found["article_R"] == 1.0
    assert found["article_P"] == pytest.approx((rice**2 + tea**2) / (rice + tea) ** 2)


def test_a_headline_on_the_wrong_story_is_not_attached():
    """Headlines exchanged: no story has its own."""
    found = score(
        [block("headline", 6), *RICE[1:]],
        [block("headline", 1), *TEA[1:]],
    )

    assert found["headline_attached"] == found["headline_exact"] == 0.0


def test_a_headline_counts_once():
    """Both headlines over both stories are attached to none."""
    heads = [block("headline", 1), block("headline", 6)]
    found = score([*heads, *RICE[1:]], [*heads, *TEA[1:]])

    assert found["headline_attached"] == 0.0


def test_a_headline_inside_a_longer_title_is_attached_not_exact():
    """Headline and byline in one title: the story is found, its headline is not clean."""
    found = score([block("headline", 1, 2), *RICE[2:]], TEA)

    assert (found["headline_attached"], found["headline_exact"]) == (1.0, 0.5)


def test_kicker_headline_and_deck_are_one_class():
    """A kicker in place of a headline keeps the role of the line, and is not exact."""
    found = score([block("kicker", 1), *RICE[1:]], TEA)

    assert found["role_F1_title"] == 1.0
    assert found["headline_exact"] == 0.5


def test_a_wrong_role_costs_both_classes():
    """A byline called paragraph: no byline right, five of six paragraph lines."""
    found = score([block("headline", 1), block("para", 2), *RICE[2:]], TEA)

    assert found["role_accuracy"] == pytest.approx(8 / 9)
    assert found["role_F1_byline"] == 0.0
    assert found["role_F1_para"] == pytest.approx(2 * (5 / 6) / (5 / 6 + 1))


def test_the_macro_mean_leaves_rare_roles_out():
    """No role stands five times in two articles here, so there is no mean."""
    assert score(RICE, TEA)["role_macro_F1"] == 0.0


def test_blocks_outside_the_scope_are_not_judged():
    """Gold for the first story says nothing of the second."""
    gold = GOLD.partition("== a02")[0]
    found = figures(compare(RAW, [("x.gold", gold)], document(RICE, [block("note", 7, 8)])))

    assert found["block_F1"] == 1.0


def test_rewritten_text_is_restored_or_not():
    """A doubled headline counts when its text is single and one of its lines is named."""
    gold = "== a01\nheadline 1,2 = 早稻丰收\npara 3\n"
    raw = "早稻丰收\n早稻丰收\n省里也是。\n"
    para = block("para", 3, text="省里也是。")

    def restored(**head):
        headline = {"role": "headline", **head}
        pred = document([headline, para], furniture=[])
        return figures(compare(raw, [("x.gold", gold)], pred))["rewritten_restored"]

    assert restored(text="早稻丰收", lines=[1, 2]) == 1.0
    assert restored(text="早稻丰收", lines=[2]) == 1.0
    assert restored(text="早稻丰收早稻丰收", lines=[1, 2]) == 0.0
    assert restored(text="早稻丰收", lines=[3]) == 0.0


def test_a_split_line_may_stand_in_two_blocks():
    """A line that gold splits is not placed too often when it is split."""
    raw, gold = "今日天气三版\n", "== a01\npara 1[0:4]\n== furniture\nfurniture 1[4:]\n"
    pred = document(
        [block("para", 1, text="今日天气")], furniture=[block("furniture", 1, text="三版")]
    )
    found = figures(compare(raw, [("x.gold", gold)], pred))

    assert found["placed_too_often"] == 0
    assert found["rewritten_restored"] == 1.0


def test_gold_without_blocks_judges_nothing():
    """It is an error, for no figure would mean anything."""
    with pytest.raises(GoldError):
        compare(RAW, [("x.gold", "# nothing\n")], document(RICE))


def test_gold_that_uses_a_line_twice_is_refused():
    """Two gold files that overlap would count a line double."""
    with pytest.raises(GoldError, match=r"y\.gold:2: raw line 5 is used twice"):
        compare(RAW, [("x.gold", GOLD), ("y.gold", "== a\npara 5\n")], document(RICE))


@pytest.mark.parametrize(
    ("prediction", "place"),
    [
        pytest.param([], "the document has no list of articles", id="no-object"),
        pytest.param({}, "the document has no list of articles", id="no-articles"),
        pytest.param({"articles": [{}]}, "article 1 has no list of blocks", id="no-blocks"),
        pytest.param({"articles": [{"blocks": [3]}]}, "block 1 of article 1", id="no-block"),
        pytest.param(
            document([{"role": "para", "text": "x"}]), "block 1 of article 1", id="no-lines"
        ),
        pytest.param(
            document([{"role": "para", "text": "x", "lines": ["3"]}]),
            "block 1 of article 1",
            id="lines-are-words",
        ),
        pytest.param({"articles": [], "furniture": {}}, "no list of furniture", id="furniture"),
    ],
)
def test_what_is_no_document_is_refused(prediction, place):
    """The message says where."""
    with pytest.raises(SourceError, match=place):
        compare(RAW, [("x.gold", GOLD)], prediction)
