"""Run the command as ``python -m layoutfix``."""

from layoutfix.cli.main import main

main()
