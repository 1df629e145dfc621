"""What is measured on: the magazine among the samples, repeated to a size."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
MEGABYTE = 1_000_000


def sample(number: str) -> Path:
    """Give the raw text of a sample."""
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    return path


def magazine(megabytes: float) -> bytes:
    """Give sample 004 as often as it takes to fill ``megabytes``, whole each time.

    Sixty pages of print in two to four columns: real lines, real headlines, real noise.
    Repeating it makes the text longer and the pages no stranger, so time and memory can be
    read against length alone.
    """
    once = sample("004").read_bytes()
    return once * max(1, -(-int(megabytes * MEGABYTE) // len(once)))
