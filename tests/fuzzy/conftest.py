"""See that the kernel that is tested is the one that is meant, and give it time."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Under the sanitizers everything takes several times as long.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_sessionstart() -> None:
    """Stop where ``make sanitize`` would test another kernel than the one it built."""
    wanted = os.environ.get("LAYOUTFIX_KERNEL")
    found = find_spec("layoutfix.fuzzy.kernel")
    if wanted and (not found or Path(wanted).resolve() not in Path(str(found.origin)).parents):
        pytest.exit(f"the kernel is not below {wanted}", returncode=3)
