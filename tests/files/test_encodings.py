"""Bytes to text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.files.encodings import NotTextError, decode, guess, guess_any

HANS = "本报讯 记者从市农业局获悉，今年全市早稻种植面积达一百二十万亩。"
HANT = "本報訊 記者從市農業局獲悉，今年全市早稻種植面積達一百二十萬畝。"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        pytest.param(HANS, "utf-8", "utf-8", id="utf-8"),
        pytest.param(HANS, "utf-8-sig", "utf-8", id="utf-8 with its mark"),
        pytest.param(HANS, "gbk", "gb18030", id="gbk is a part of gb18030"),
        pytest.param(HANS + "㐂𠮷", "gb18030", "gb18030", id="gb18030 of four bytes"),
        pytest.param(HANT, "gbk", "gb18030", id="traditional text in gbk"),
        pytest.param(HANT, "big5", "cp950", id="big5"),
        pytest.param(HANT + "嘅", "big5hkscs", "big5hkscs", id="big5 of hong kong"),
        pytest.param(HANS, "utf-16", "utf-16-le", id="utf-16 with its mark"),
        pytest.param(HANS, "utf-16-le", "utf-16-le", id="utf-16 little-endian, no mark"),
        pytest.param(HANS, "utf-16-be", "utf-16-be", id="utf-16 big-endian, no mark"),
        pytest.param("all of it is Latin\n", "utf-16-le", "utf-16-le", id="utf-16 of latin text"),
        pytest.param(HANS, "utf-32", "utf-32-le", id="utf-32 with its mark"),
        pytest.param("本报讯", "gbk", "gb18030", id="three characters of gbk"),
        pytest.param("記者", "big5", "cp950", id="two characters of big5"),
        pytest.param("", "utf-8", "utf-8", id="empty"),
    ],
)
def test_the_encoding_is_found(text, codec, found):
    """Each encoding that Chinese text comes in is read, and written as it was."""
    raw = text.encode(codec)

    read, encoding = decode(raw)

    assert (read, encoding.name, encoding.encode(read)) == (text, found, raw)


@pytest.mark.parametrize(
    ("wanted", "codec"),
    [("GBK", "gb2312"), ("big5", "big5"), ("utf-16", "utf-16-be"), ("latin-1", "latin-1")],
)
def test_a_named_encoding_is_taken(wanted, codec):
    """What the user names is not guessed at; a part is read as its whole."""
    text = "abé" if codec == "latin-1" else "記者" * 9 if codec == "big5" else "二十万亩" * 5

    assert decode(text.encode(codec), wanted)[0] == text


def test_a_nul_leaves_text_text():
    """A few NUL bytes are kept, and do not make the text UTF-16."""
    raw = f"{HANS}\0\n{HANS}\n".encode()

    assert decode(raw)[0].encode() == raw


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(b"%PDF-1.7\n", "a PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "a PNG picture", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "a JPEG picture", id="jpeg"),
        pytest.param(b"a\0\0\0" * 20, "NUL", id="many NULs"),
        pytest.param(b"\xfe\0\0\0\xb5" * 20, "NUL", id="many NULs and no UTF-8"),
    ],
)
def test_what_is_no_text_is_said_so(raw, kind):
    """Pictures, archives and the like are not taken for a text."""
    with pytest.raises(NotTextError, match=kind):
        decode(raw, keep=True)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("café à la réunion".encode("latin-1"), id="latin-1"),
        pytest.param("Это русский текст, газета".encode("cp1251"), id="cyrillic"),
        pytest.param(
            "これは日本語の文章です。新聞の記事を読みます。".encode("cp932"), id="shift-jis"
        ),
        pytest.param(HANS.encode()[:-1], id="utf-8 cut off"),
    ],
)
def test_what_is_not_chinese_is_not_guessed(raw):
    """Bytes that read as nothing in ordinary use are refused rather than misread."""
    assert guess(raw) is None
    with pytest.raises(UnicodeDecodeError):
        decode(raw)


def test_an_encoding_that_is_not_chinese_has_a_name():
    """A message can say what a text seems to be that we do not guess."""
    raw = ("Это русский текст: газета пишет о погоде и урожае. " * 4).encode("cp1251")

    assert guess_any(raw) == "cp1251"


@given(st.binary(max_size=60), st.sampled_from(["auto", "utf-8", "gb18030", "utf-16", "cp1252"]))
def test_with_keep_any_bytes_come_back(raw, wanted):
    """Bytes that are no character pass through and come out as they were."""
    try:
        text, encoding = decode(raw, wanted, keep=True)
    except NotTextError:
        return
    if not encoding.name.startswith(("cp950", "big5")):  # these write some characters two ways
        assert encoding.encode(text) == raw


def test_utf16_cut_in_the_middle_of_a_character_comes_back():
    """The odd byte at the end and a lone surrogate are kept."""
    raw = b"\xff\xfe" + "二十\ud800万".encode("utf-16-le", "surrogatepass") + b"\x4e"

    text, encoding = decode(raw, keep=True)

    assert text == "二十\ud800万"
    assert encoding.encode(text) == raw
