"""Latin and digits that a broken font map moved are read, and Han characters stay."""

import pytest

from layoutfix.reading.font_maps import find_shifted, is_shifted


def shifted(text: str) -> str:
    """Give a text as a font gives it whose map has ASCII 0x8F00 too high."""
    return "".join(chr(ord(char) + 0x8F00) if " " <= char <= "~" else char for char in text)


def read(text: str) -> str:
    """Give the text as it is read."""
    out = list(text)
    for at, plain in find_shifted(text):
        out[at] = plain
    return "".join(out)


@pytest.mark.parametrize(
    "text",
    [
        "2020年11月，全省GDP增长3.5%",
        "汽车18辆，轮船2艘，转运1978吨",
        "用Python写软件，control一词译作控制",
        "第15届APEC会议",
    ],
)
def test_shifted_latin_is_read(text: str):
    """Letters and digits come back, and the common characters of their range stay."""
    assert is_shifted(shifted(text))
    assert read(shifted(text)) == text


@pytest.mark.parametrize(
    "text",
    ["汽车转弯，轮船靠岸", "輸出輸入，車輛轉運", "輠輡輢輣輤輥輦輧輨", "輶軒使者", ""],
    ids=["simplified", "traditional", "list", "one-rare-word", "empty"],
)
def test_han_stays(text: str):
    """Characters of the range that are meant are no sign of a broken map."""
    assert not is_shifted(text)
