"""Name the packages: all below layoutfix/, and rules/ as one more of them."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["layoutfix", "layoutfix.*"]), "layoutfix.rules"])
