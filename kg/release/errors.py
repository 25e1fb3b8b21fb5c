"""The error that everything about releases raises."""


class ReleaseError(Exception):
    """A release could not be published or opened; the message says what happened, why and how to mend it."""
