"""Name the packages, all below layoutfix/ and rules/ as one more, the man page, and the kernel."""

import sys

from setuptools import Extension, find_packages, setup

STANDARD = ["/std:c++17", "/O2"] if sys.platform == "win32" else ["-std=c++17", "-O3"]

# Where there is no compiler, setuptools says so and goes on: layoutfix then runs in plain Python.
KERNEL = Extension(
    "layoutfix.fuzzy.kernel",
    ["layoutfix/fuzzy/kernel.cpp"],
    extra_compile_args=STANDARD,
    language="c++",
    optional=True,
)

setup(
    packages=[*find_packages(include=["layoutfix", "layoutfix.*"]), "layoutfix.rules"],
    ext_modules=[KERNEL],
    data_files=[("share/man/man1", ["docs/layoutfix.1"])],
)
