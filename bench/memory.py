"""Print peak memory against the input: ``python -m bench.memory [MEGABYTES …]``.

Each size is repaired in a process of its own, which reports the most memory that it ever
held (getrusage, maxrss) when it ends; from that, what a process holds that has imported
layoutfix and the same modules and repaired one line is taken off.
What is left, as a multiple of the input in bytes, is what a repair needs: text, lines,
blocks, edits, and the result.

This process must stay small and so imports neither layoutfix nor any text: on Linux a child
starts out with the maxrss of the process that started it.
"""

import subprocess
import sys
from collections.abc import Sequence

SIZES = (1.0, 10.0, 50.0)

# ru_maxrss counts bytes on macOS and KiB elsewhere.
CHILD = """
import resource, sys
from bench.material import magazine
from layoutfix import fix

fix("一行\\n").to_text()
size = float(sys.argv[1])
if size:
    data = magazine(size)
    fix(data.decode()).to_text().encode()
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit, len(data) if size else 0)
"""


def main(sizes: Sequence[float]) -> None:
    """Print one line per size."""
    bare, _ = peak(0)
    print("peak memory of `fix` above an interpreter that has layoutfix imported")
    for size in sizes:
        try:
            most, length = peak(size)
        except subprocess.CalledProcessError as error:
            print(f"  {size:>4g} MB  did not end well: exit code {error.returncode}")
            continue
        print(f"  {size:>4g} MB  {(most - bare) / length:.1f}× the input ({most >> 20} MiB in all)")


def peak(megabytes: float) -> tuple[int, int]:
    """Give the peak memory of a process that repairs so much, and the length of its input."""
    command = [sys.executable, "-c", CHILD, str(megabytes)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    most, length = done.stdout.split()
    return int(most), int(length)


if __name__ == "__main__":
    main([float(size) for size in sys.argv[1:]] or SIZES)
