"""What all tests share."""

import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from typesetter.face import FONTS, installed_fonts

# .ci/run looks for these words: there, a test may not be skipped for want of a program.
ABSENT = "needs {}, which is not installed"


def pytest_configure(config: pytest.Config) -> None:
    """Make our marks known: ``@pytest.mark.needs_program("pdftotext")`` and the others."""
    config.addinivalue_line("markers", "needs_program(name): skip where the program is absent")
    config.addinivalue_line("markers", "needs_module(name): skip where the module is absent")
    config.addinivalue_line("markers", "needs_font: skip where no Chinese font is installed")
    config.addinivalue_line("markers", "builds: sets, extracts and scores pages, in seconds each")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test, with the reason, where what it needs from outside Python is absent."""
    for mark in item.iter_markers("needs_program"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(ABSENT.format(mark.args[0]))
    for mark in item.iter_markers("needs_module"):
        if find_spec(mark.args[0]) is None:
            extra = mark.kwargs.get("extra", "typeset")
            pytest.skip(
                f"the module {mark.args[0]} is left out: pip install --editable '.[{extra}]'"
            )
    if item.get_closest_marker("needs_font") and not installed_fonts():
        pytest.skip(ABSENT.format(" or ".join(FONTS)))


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., Path]:
    """Give a function that writes bytes or text to a file of this test's own."""

    def write(content: str | bytes, name: str = "page.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def issue_pages() -> tuple[str, str]:
    """Give two pages of an issue: a story goes on on the second, under a shortened title."""
    return _FIRST_PAGE, _SECOND_PAGE


_FIRST_PAGE = """\
第1版

千军万马浇好保苗水
　　入夏以来全县少雨，县里拿出九
百万元打井抗旱，组织两千名干部进
村入户，帮助农民浇水保苗。目前已
打机井八百眼，修好水渠三百里，浇
地二十万亩。
　　县水利局的技术人员分成十二个
小组，住在各个乡镇，哪里的水泵坏
了就到哪里去修。柳河乡的老支书
说，今年的井比往年打得深，庄稼人
的心里踏实了许多。
　　为了让每一方水都用在田里，各
村都成立了用水小组，按地块排好先
后，夜里也有人守在渠边。白杨村的
玉米地离机井有两里多路，村里凑钱
买了水管，又请水利局的人来看过，
（下转第2版）

小学图书馆开了门
　　昨天上午，县第一小学的图书馆
开了门，孩子们在这里能读到三万册
图书，每天放学以后都可以来。书架
按孩子的身高做，最高的一层也够得
着。
　　图书馆的王老师说，书是城里的
出版社送来的，有童话也有科学故
事。周末的下午，还有高年级的学生
给低年级的学生念书。
"""
_SECOND_PAGE = """\
第2版

豆腐坊添了两台磨
　　镇上的豆腐坊今年添了两台磨，
每天能做一千斤豆腐，天不亮就送到
县城的菜市场。老板娘说，水好豆子
好，豆腐才会嫩。
　　到了腊月，来订豆腐的人排成长
队，豆腐坊又请了四个帮手，一家人
从早忙到晚，到除夕下午才关上店门
歇下来。

浇好保苗水
（上接第1版）
用了三天时间把水引到了地头。如
今，全村四百亩玉米都浇过了一遍
水。
　　县气象局说，今后十天仍然没有
大雨，抗旱还要接着抓。县里决定再
拿出三百万元，把剩下的一百二十眼
机井打完，让最远的山村也能浇上
水，保住秋天的收成。
　　水利局的老工程师算过一笔账，
一眼机井能浇二百亩地，八百眼机井
就是十六万亩，加上水渠的水，全县
的玉米地都能浇到。
"""
