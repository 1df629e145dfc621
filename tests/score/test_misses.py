"""The list of misses says what was wrong and where to look."""

from layoutfix.score import compare, misses

RAW = "早稻丰收\n全市早稻\n丰收在望。\n省里也是。\n"
GOLD = "== a01\nheadline 1\npara 2-3\npara 4\n"


def kinds(*blocks):
    """Give kind and lines of what is wrong with a document of these blocks."""
    made = [{"role": role, "text": text, "lines": lines} for role, text, lines in blocks]
    document = {"articles": [{"blocks": made}]}
    return [(m.kind, m.lines) for m in misses(compare(RAW, [("x.gold", GOLD)], document))]


HEADLINE = ("headline", "早稻丰收", [1])
FIRST = ("para", "全市早稻丰收在望。", [2, 3])
SECOND = ("para", "省里也是。", [4])


def test_nothing_wrong_is_nothing_listed():
    """The right document has no misses."""
    assert kinds(HEADLINE, FIRST, SECOND) == []


def test_a_missed_join_and_the_paragraph_it_costs():
    """Both are listed with their raw lines."""
    found = kinds(HEADLINE, ("para", "全市早稻", [2]), ("para", "丰收在望。", [3]), SECOND)

    assert found == [("join missed", (2, 3)), ("paragraph lost", (2, 3))]


def test_a_false_join_and_the_paragraphs_it_costs():
    """The two paragraphs that were run together are both lost."""
    found = kinds(HEADLINE, ("para", "全市早稻丰收在望。省里也是。", [2, 3, 4]))

    assert found == [("join false", (3, 4)), ("paragraph lost", (2, 3)), ("paragraph lost", (4,))]


def test_a_headline_read_as_text():
    """The story has no headline, and the line a wrong role."""
    found = kinds(("para", "早稻丰收", [1]), FIRST, SECOND)

    assert found == [("headline missed", (1,)), ("role wrong", (1,))]


def test_a_lost_block():
    """Its paragraph is lost, and its line is given as lost."""
    assert kinds(HEADLINE, FIRST) == [("paragraph lost", (4,)), ("role wrong", (4,))]


def test_a_paragraph_printed_twice_must_be_restored_twice():
    """One copy does not serve for both."""
    raw, gold = "省里也是。\n省里也是。\n", "== a01\npara 1\npara 2\n"
    block = {"role": "para", "text": "省里也是。", "lines": [1]}
    found = misses(compare(raw, [("x.gold", gold)], {"articles": [{"blocks": [block]}]}))

    assert ("paragraph lost", (2,)) in [(miss.kind, miss.lines) for miss in found]


def test_a_miss_carries_its_lines_for_json():
    """Line number and text, so that nobody has to open the raw file."""
    comparison = compare(RAW, [("x.gold", GOLD)], {"articles": []})
    (_, last) = (m for m in misses(comparison) if m.kind == "paragraph lost")

    assert last.to_dict(comparison)["lines"] == [{"line": 4, "text": "省里也是。"}]
