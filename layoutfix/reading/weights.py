"""The weights of the reading, made ready for a tight loop."""

from typing import NamedTuple

from layoutfix.reading.evidence import END_NAMES
from layoutfix.tables import defaults, per_rules


class Weights(NamedTuple):
    """Weights in nats; the tables by end class are indexed with the classes of evidence."""

    middle_width: dict[int, float]  # by half ems above the measure
    off_width: float
    no_fit: float
    no_fit_wide: float
    last_width: float
    last_over: float
    heading_width: float
    heading_over: float
    heading_full: float
    lone_heading: float
    indent: int  # half ems
    flush: float
    kept_indent: float
    no_indent: float
    middle_end: tuple[float, ...]
    last_end: tuple[float, ...]
    heading_end: tuple[float, ...]
    never_first_open: float
    never_first_closed: float
    leaning: float
    inside: dict[str, float]
    turn: dict[str, float]


@per_rules
def weights() -> Weights:
    """Read the weights from the tables."""
    table = defaults()
    middle, last, heading = table["middle"], table["last"], table["heading"]
    start, first = table["start"], table["first"]
    return Weights(
        {int(float(d) * 2): w for d, w in middle["width_nats"].items()},
        middle["off_width_nats"],
        middle["no_fit_nats"],
        middle["no_fit_wide_nats"],
        last["width_nats"],
        last["over_width_nats"],
        heading["width_nats"],
        heading["over_width_nats"],
        heading["full_width_nats"],
        heading["widest_lone_ems"],
        int(first["indent_ems"] * 2),
        first["flush_nats"],
        first["kept_indent_nats"],
        first["no_indent_nats"],
        tuple(middle["end_nats"][name] for name in END_NAMES),
        tuple(last["end_nats"][name] for name in END_NAMES),
        tuple(heading["end_nats"][name] for name in END_NAMES),
        start["never_first_open_nats"],
        start["never_first_closed_nats"],
        start["leaning_nats"],
        {key.removesuffix("_nats"): value for key, value in table["inside"].items()},
        {key.removesuffix("_nats"): value for key, value in table["turn"].items()},
    )
