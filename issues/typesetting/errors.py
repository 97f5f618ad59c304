"""What goes wrong in typesetting, said in Chinese for the people who can put it right."""


class TypesettingError(Exception):
    """The issue cannot be typeset as it stands; the message says what to change."""
