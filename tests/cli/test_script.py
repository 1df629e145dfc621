"""Simplified and traditional characters."""

import pytest

from layoutfix.script import convert


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        pytest.param("头发与发展", "hant", "頭髮與發展", id="words are read whole"),
        pytest.param("软件", "hant", "軟件", id="idiom stays"),
        pytest.param("知識產權", "hans", "知识产权", id="simplified"),
        pytest.param("后\ud800来\0后", "hant", "後\ud800來\0後", id="what is no text stays"),
        pytest.param("abc\r\n\x0c", "hant", "abc\r\n\x0c", id="nothing to do"),
    ],
)
def test_convert(text, script, expected):
    """A text is given in the characters that were asked for."""
    assert convert(text, script) == expected
