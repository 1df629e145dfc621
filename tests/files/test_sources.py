"""Reading a source."""

import pytest

from layoutfix.files import sources
from layoutfix.model.errors import SourceError

GB = "记者从市农业局获悉，\n今年全市".encode("gb18030")


def test_a_source_that_did_not_change_is_given_back_byte_for_byte(page):
    """Even bytes that this encoding would write another way stay."""
    raw = "記者從市農業局獲悉".encode("big5") + b"\xf9\xf9"  # a second code of U+2550

    source = sources.read(str(page(raw)))

    assert source.encode(source.text) == raw
    assert source.encoding.encode(source.text) != raw


@pytest.mark.parametrize(
    ("raw", "encoding", "words"),
    [
        pytest.param(
            GB,
            "utf-8",
            "is not UTF-8 (byte 0xBC at line 1)\nIt looks like GB18030: "
            "try  layoutfix fix --encoding gb18030 ",
            id="another encoding fits",
        ),
        pytest.param(
            "二十\r二\r\n二十".encode() * 4,
            "gb18030",
            "is not GB18030 (byte 0x8C at line 2)\nIt looks like UTF-8: ",
            id="utf-8 fits",
        ),
        pytest.param(
            "二十\r二十\r\n二十\n".encode() + b"\xb5\n",
            "auto",
            "is UTF-8, but for some bytes (byte 0xB5 at line 4 is the first)\n"
            "Pass them through as they are: try  layoutfix fix --errors keep ",
            id="damaged utf-8",
        ),
        pytest.param(
            GB + b"\n\xff\n",
            "auto",
            "is GB18030, but for some bytes (byte 0xFF at line 3 is the first)",
            id="damaged gb18030",
        ),
        pytest.param(
            "二十\n二\ud800十\n".encode("utf-16", "surrogatepass"),
            "auto",
            "but for some bytes (byte 0x00 at line 2 is the first)",
            id="lone surrogate in utf-16",
        ),
        pytest.param(
            ("Это русский текст: газета пишет о погоде и урожае. " * 4).encode("cp1251"),
            "auto",
            "It looks like CP1251: try  layoutfix fix --encoding cp1251 ",
            id="not chinese",
        ),
        pytest.param(
            b"\xff\x80\x81",
            "auto",
            "is not UTF-8 (byte 0xFF at line 1)\n",
            id="nothing fits",
        ),
    ],
)
def test_bytes_that_are_no_character_are_refused(page, raw, encoding, words):
    """The message names byte and line, and the option to try."""
    with pytest.raises(SourceError) as error:
        sources.read(str(page(raw)), encoding)

    assert words in str(error.value)


def test_a_character_that_the_encoding_lacks_is_refused(page):
    """A repaired text is not written with question marks in it."""
    source = sources.read(str(page("記者從市農業局獲悉\n".encode("big5"))))

    with pytest.raises(SourceError, match=r"Big5 has no 汉 \(U\+6C49, line 2 of the repaired"):
        source.encode("記者\n汉")
