"""The weights of the reading, made ready for a tight loop."""

from typing import NamedTuple

from layoutfix.reading.evidence import END_NAMES
from layoutfix.tables import defaults, per_rules


class Weights(NamedTuple):
    """Weights in thousandths of a nat.

    The tables by end class are indexed with the classes of evidence.
    """

    middle_width: dict[int, int]  # by half ems above the measure
    off_width: int
    far_off: int
    stands_out: int
    no_fit: int
    no_fit_wide: int
    last_width: int
    last_over: int
    heading_width: int
    heading_over: int
    heading_full: int
    lone_heading: float  # ems
    lone_heading_comma: float  # ems
    indent: int  # half ems
    flush: int
    speaker: int
    numbered: int
    numbered_inside: int
    hang: int  # half ems
    hanging: int
    kept_indent: int
    no_indent: int
    unindented: int
    below_open: int
    middle_end: tuple[int, ...]
    last_end: tuple[int, ...]
    heading_end: tuple[int, ...]
    never_first_open: int
    never_first_closed: int
    leaning: int
    inside: dict[str, int]
    turn: dict[str, int]


@per_rules
def weights() -> Weights:
    """Read the weights from the tables."""
    table = defaults()
    middle, last, heading = table["middle"], table["last"], table["heading"]
    start, first = table["start"], table["first"]
    return Weights(
        {int(float(d) * 2): milli(w) for d, w in middle["width_nats"].items()},
        milli(middle["off_width_nats"]),
        milli(middle["far_off_width_nats"]),
        milli(middle["stands_out_nats"]),
        milli(middle["no_fit_nats"]),
        milli(middle["no_fit_wide_nats"]),
        milli(last["width_nats"]),
        milli(last["over_width_nats"]),
        milli(heading["width_nats"]),
        milli(heading["over_width_nats"]),
        milli(heading["full_width_nats"]),
        heading["widest_lone_ems"],
        heading["widest_lone_with_comma_ems"],
        int(first["indent_ems"] * 2),
        milli(first["flush_nats"]),
        milli(first["speaker_nats"]),
        milli(first["numbered_nats"]),
        milli(first["numbered_inside_nats"]),
        int(first["hang_ems"] * 2),
        milli(first["hanging_nats"]),
        milli(first["kept_indent_nats"]),
        milli(first["no_indent_nats"]),
        milli(first["unindented_nats"]),
        milli(first["below_open_nats"]),
        tuple(milli(middle["end_nats"][name]) for name in END_NAMES),
        tuple(milli(last["end_nats"][name]) for name in END_NAMES),
        tuple(milli(heading["end_nats"][name]) for name in END_NAMES),
        milli(start["never_first_open_nats"]),
        milli(start["never_first_closed_nats"]),
        milli(start["leaning_nats"]),
        {key.removesuffix("_nats"): milli(value) for key, value in table["inside"].items()},
        {key.removesuffix("_nats"): milli(value) for key, value in table["turn"].items()},
    )


def milli(nats: float) -> int:
    """Give a weight in whole thousandths, so that sums do not depend on their order."""
    return round(nats * 1000)
