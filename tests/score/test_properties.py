"""What holds of the figures for any page and any document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.score import compare, figures, misses

ROLES = ("headline", "kicker", "byline", "para", "para", "list", "subhead", "caption", "note")


@st.composite
def pages(draw):
    """Draw raw text, a gold file for it, and the document that gold describes."""
    line = st.text(alphabet="早稻丰收，。今年", min_size=1, max_size=6)
    lines = draw(st.lists(line, min_size=1, max_size=24))
    gold, articles, at = [], [], 0
    while at < len(lines):
        if not articles or draw(st.booleans()):
            gold.append(f"== a{len(articles)}")
            articles.append([])
        end = min(len(lines), at + draw(st.integers(1, 5)))
        role = draw(st.sampled_from(ROLES))
        gold.append(f"{role} {at + 1}-{end}")
        numbers = list(range(at + 1, end + 1))
        text = "".join(lines[at:end])
        articles[-1].append({"role": role, "text": text, "lines": numbers})
        at = end
    document = {"articles": [{"id": f"a{n}", "blocks": b} for n, b in enumerate(articles)]}
    return "\n".join(lines) + "\n", [("x.gold", "\n".join(gold))], document


@st.composite
def judged(draw):
    """Draw a page with a document that is wrong somewhere."""
    raw, golds, document = draw(pages())
    count = raw.count("\n")
    numbers = st.lists(st.integers(1, count + 2), max_size=5)
    block = st.fixed_dictionaries(
        {"role": st.sampled_from(ROLES), "text": st.text("早稻丰收", max_size=8), "lines": numbers}
    )
    blocks = st.lists(block | st.sampled_from(document["articles"][0]["blocks"]), max_size=6)
    articles = draw(st.lists(blocks, max_size=4))
    wrong = [{"id": "x", "blocks": article} for article in articles]
    return raw, golds, {"articles": wrong, "furniture": draw(blocks)}


@given(pages())
def test_gold_against_itself_has_no_miss(page):
    """What gold describes scores in full."""
    comparison = compare(*page)
    found = figures(comparison)

    assert misses(comparison) == []
    assert found["block_F1"] == found["role_accuracy"] == pytest.approx(1.0)
    assert found["article_F1"] == found["article_all_F1"] == pytest.approx(1.0)
    assert found["lines_lost"] == found["placed_too_often"] == 0
    assert found["chars_missing_per_1000"] == found["chars_extra_per_1000"] == 0


@given(judged())
def test_names_of_articles_mean_nothing(page):
    """Relabelling changes no figure."""
    raw, golds, document = page
    named = [{**article, "id": f"n{n}"} for n, article in enumerate(document["articles"])]

    assert figures(compare(raw, golds, document | {"articles": named})) == figures(compare(*page))


@given(judged())
def test_shares_are_shares(page):
    """Each F1, precision, recall and share lies between 0 and 1."""
    for name, value in figures(compare(*page)).items():
        if not name.startswith(("chars", "join_errors", "placed", "rewritten_c", "lines")):
            assert 0.0 <= value <= 1.0 + 1e-12, name


@given(judged())
def test_every_join_error_is_listed(page):
    """The list of misses holds as many wrong joins as the figure counts."""
    comparison = compare(*page)
    listed = sum(miss.kind.startswith("join") for miss in misses(comparison))
    found = figures(comparison)

    assert listed == pytest.approx(
        found["join_errors_per_1000_lines"] * found["lines_in_scope"] / 1000
    )


@given(judged())
def test_every_wrong_line_is_listed(page):
    """The wrong roles listed name as many lines as the accuracy leaves over."""
    comparison = compare(*page)
    listed = sum(len(miss.lines) for miss in misses(comparison) if miss.kind == "role wrong")

    right = figures(comparison)["role_accuracy"] * len(comparison.scope)
    assert listed == pytest.approx(len(comparison.scope) - right)


@given(judged())
def test_line_ends_decide_nothing(page):
    """CRLF and LF give the same figures."""
    raw, golds, document = page

    assert figures(compare(raw.replace("\n", "\r\n"), golds, document)) == figures(compare(*page))
