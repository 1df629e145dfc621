"""What stands between two lines that are joined."""

_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def gap_between(upper: str, lower: str) -> str:
    """Give a space where Latin words meet, at an ampersand too, and nothing elsewhere.

    That is the rule of CSS Text (line breaks between wide characters vanish) and of pandoc's
    east_asian_line_breaks.
    """
    ends = upper[-1] in _WORD or upper.endswith(" &")
    return " " if ends and lower[0] in _WORD else ""
