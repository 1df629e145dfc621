"""What can go wrong, said once: what happened, where, and what to try."""


class LayoutfixError(Exception):
    """An error that a reader of the message can act on.

    ``what`` names the thing and the place, ``hint`` the next step.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        """Keep both halves of the message."""
        super().__init__(f"{what}\n{hint}" if hint else what)
        self.what = what
        self.hint = hint


class SourceError(LayoutfixError):
    """A file that cannot be read, decoded or written."""


class RulesError(LayoutfixError):
    """A rules file that cannot be used; the message names its line."""


class ConfigError(LayoutfixError):
    """Settings of a repository that cannot be used; the message names their line."""


class ConservationError(LayoutfixError):
    """A repair that would have lost or invented a character; the text stays as it was."""


class GoldError(LayoutfixError):
    """A gold file that cannot be read or does not fit its raw text; names its lines."""


class BatchError(LayoutfixError):
    """A batch that cannot begin: what it was asked for does not go together."""
