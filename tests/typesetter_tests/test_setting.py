"""Lines as a compositor breaks them."""

import pytest

from typesetter.characters import MAY_NOT_END, MAY_NOT_START
from typesetter.model import Style
from typesetter.setting import SetLine
from typesetter.story import Article

MEASURES = (7.0, 11.0, 13.5, 16.0, 24.0, 33.0)
STYLES = (
    Style(),
    Style(push_in=0.0, squeeze=False, half_at_end=False),
    Style(push_in=1.0),
    Style(spaced_line=0.1),
)
pytestmark = pytest.mark.needs_font


def spell(line: SetLine):
    """Read a set line."""
    return "".join(glyph.char for glyph in line.glyphs)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("style", STYLES)
def test_no_character_is_lost(
    compose,
    articles: list[Article],
    measure: float,
    style: Style,
):
    """Setting neither loses nor adds a printed character, and keeps their order."""
    for article in articles:
        for text in article.paragraphs:
            lines = compose(text, measure, style)

            assert "".join(map(spell, lines)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("measure", MEASURES[1:])
@pytest.mark.parametrize("style", STYLES[:3])
def test_prohibition_is_kept(
    compose,
    articles: list[Article],
    measure: float,
    style: Style,
):
    """No line starts with closing or ends with opening punctuation (避头尾)."""
    for article in articles:
        for text in article.paragraphs:
            lines = [spell(line) for line in compose(text, measure, style)]

            assert not [line for line in lines[1:] if line[0] in MAY_NOT_START - set("—…")]
            assert not [line for line in lines[:-1] if line[-1] in MAY_NOT_END]


@pytest.mark.parametrize("measure", MEASURES[1:])
def test_justified_lines_fill_the_measure(
    compose,
    articles: list[Article],
    measure: float,
):
    """Every line but a paragraph's last is as wide as the measure."""
    for text in articles[0].paragraphs:
        lines = compose(text, measure, indent=0.0)

        assert [line.width for line in lines[:-1]] == pytest.approx([measure] * (len(lines) - 1))
        assert lines[-1].width <= measure + 0.01


def test_first_line_is_two_ems_shorter(compose):
    """A paragraph's first line holds two characters less than the others."""
    lines = compose("春" * 40, 12.0)

    assert [len(spell(line)) for line in lines] == [10, 12, 12, 6]


@pytest.mark.parametrize(
    ("push_in", "expected"),
    [
        pytest.param(1.0, ["春，春春春春春春春，", "春春春"], id="squeezed in"),
        pytest.param(0.0, ["春，春春春春春春", "春，春春春"], id="brought down"),
    ],
)
def test_what_may_not_start_a_line(
    compose,
    push_in: float,
    expected: list[str],
):
    """A comma that would start a line is squeezed in, or takes a character down with it."""
    style = Style(push_in=push_in, half_at_end=False)
    lines = compose("春，春春春春春春春，春春春", 9.0, style, indent=0.0)

    assert [spell(line) for line in lines] == expected


@pytest.mark.parametrize(
    "unit",
    ["2024", "Wi-Fi", "99.4%", "——", "……", "１９９８"],
)
def test_units_stay_whole(compose, unit: str):
    """Numbers, Latin words and paired dashes are not divided."""
    for before in range(6, 14):
        lines = [spell(line) for line in compose("春" * before + unit + "春" * 9, 12.0)]

        assert any(unit in line for line in lines)


def test_neighbouring_punctuation_shares_an_em(compose):
    """Two marks whose white halves meet take an em and a half."""
    squeezed, loose = (compose("春。”春", 9.0, Style(squeeze=s)) for s in (True, False))

    assert loose[0].width - squeezed[0].width == pytest.approx(0.5)
