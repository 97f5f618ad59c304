"""What stands in the way of keeping or bringing back, as one Chinese sentence."""


class KeepingError(Exception):
    """Nothing was changed; the message is one Chinese sentence."""


class BadArchive(KeepingError):
    """The archive is not what ``backup`` wrote."""
