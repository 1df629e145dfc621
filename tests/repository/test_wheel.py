"""What ships, and that the tables are found however layoutfix was installed."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

import layoutfix
from layoutfix.version import __version__

ROOT = Path(__file__).parents[2]
SHOW = "import layoutfix.tables as t; print(t.__file__, t.rules_folder(), len(t.defaults()))"
FIND = """
from layoutfix.fuzzy.pairs import find_pairs, kernel_in_use
print(kernel_in_use(), len(find_pairs(["浇水保苗两不误", "《澆水保苗兩不誤》"])))
"""
MAN_PAGE = f"layoutfix-{__version__}.data/data/share/man/man1/layoutfix.1"
LEAVE_OUT = shutil.ignore_patterns(".*", "*.so", "build", "dist", "*.egg-info", "__pycache__")


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Run a command and give what it wrote; where it fails, what it said fails the test."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def show_tables(package: Path, elsewhere: Path) -> list[str]:
    """Ask a Python that sees ``package`` and the libraries where its tables are.

    Without site (``-S``) no editable install comes in: layoutfix is what ``package`` holds.
    """
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    env = {
        "PYTHONPATH": os.pathsep.join([str(package), *libraries]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return run(sys.executable, "-S", "-c", SHOW, env=env, cwd=elsewhere).split()


def build_wheel(folder: Path, env: dict[str, str] | None = None) -> Path:
    """Build a wheel from a copy, where nothing that an earlier build left can get in."""
    checkout = folder / "layoutfix"
    shutil.copytree(ROOT, checkout, ignore=LEAVE_OUT)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir"]
    run(*build, folder, cwd=checkout, env=env)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a wheel as it is built here."""
    return build_wheel(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> set[str]:
    """Give the names of the files in the wheel."""
    return set(ZipFile(wheel).namelist())


def test_each_table_ships(shipped: set[str]):
    """Every file of rules/ is inside the package."""
    tables = {f"layoutfix/rules/{path.name}" for path in (ROOT / "rules").iterdir()}

    assert tables - shipped == set()


def test_each_module_ships(shipped: set[str]):
    """No module of the checkout is forgotten, and py.typed is there for type checkers."""
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "layoutfix").rglob("*.py")}

    assert {*modules, "layoutfix/py.typed"} - shipped == set()


def test_nothing_else_ships(shipped: set[str]):
    """The sample pages belong to others, and tests and tools are for the repository."""
    folders = {name.partition("/")[0] for name in shipped}

    assert {folder.rpartition(".")[2] for folder in folders} == {"layoutfix", "data", "dist-info"}
    assert {name for name in shipped if ".data/" in name} == {MAN_PAGE}


def test_the_man_page_ships_as_the_help_is(wheel: Path):
    """The man page of the wheel says what --help says (where not: make man)."""
    made = run(sys.executable, "docs/man.py", cwd=ROOT, env={"PYTHONUTF8": "1"})

    assert ZipFile(wheel).read(MAN_PAGE).decode() == made


@pytest.mark.needs_program("c++")
def test_the_kernel_ships(shipped: set[str]):
    """Where there is a compiler, the wheel has the compiled kernel."""
    assert any(name.startswith("layoutfix/fuzzy/kernel.") for name in shipped if name[-1] != "i")


def test_a_wheel_without_a_compiler(tmp_path: Path):
    """Where there is none, the wheel is built all the same, and plain Python does the work."""
    wheel = build_wheel(tmp_path, {"CC": "false", "CXX": "false"})
    names = {Path(name).name for name in ZipFile(wheel).namelist()}
    ZipFile(wheel).extractall(tmp_path / "lib")
    done = run(sys.executable, "-c", FIND, cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "lib")})

    assert {name for name in names if name.startswith("kernel")} == {"kernel.pyi"}
    assert done.split() == ["False", "1"]


def test_tables_are_found_in_a_wheel(wheel: Path, tmp_path: Path):
    """Installed from a wheel, layoutfix finds its tables inside the package."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    run(*pip, "--disable-pip-version-check", "--target", tmp_path / "lib", wheel, cwd=tmp_path)

    module, folder, sections = show_tables(tmp_path / "lib", tmp_path)

    assert Path(module) == tmp_path / "lib/layoutfix/tables.py"
    assert Path(folder) == tmp_path / "lib/layoutfix/rules"
    assert int(sections) > 0


def test_tables_are_found_in_a_bare_checkout(tmp_path: Path):
    """With nothing installed, layoutfix finds its tables beside the package."""
    module, folder, _ = show_tables(ROOT, tmp_path)

    assert Path(module) == ROOT / "layoutfix/tables.py"
    assert Path(folder) == ROOT / "rules"


@pytest.mark.skipif(
    Path(layoutfix.__file__).parents[1] != ROOT, reason="layoutfix is not installed editable here"
)
def test_tables_are_found_in_an_editable_install(tmp_path: Path):
    """Installed editable, layoutfix finds its tables from any folder."""
    _, folder, _ = run(sys.executable, "-c", SHOW, cwd=tmp_path).split()

    assert Path(folder) == ROOT / "rules"
