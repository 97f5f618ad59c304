"""The protocol's error conditions (chapter 3.6), each with a sentence for the person behind the harvester."""

from enum import StrEnum


class Code(StrEnum):
    """Those that can occur here: every record has a form."""

    BAD_VERB = "badVerb"
    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"  # noqa: S105
    NO_FORMAT = "cannotDisseminateFormat"
    NO_RECORD = "idDoesNotExist"
    NO_MATCH = "noRecordsMatch"
    NO_SETS = "noSetHierarchy"


class HarvestError(Exception):
    """A request that the protocol answers with an error."""

    def __init__(self, code: Code, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

    @property
    def is_unreadable(self) -> bool:
        """Whether the request could not be read, so that the answer must not repeat it (3.2)."""
        return self.code in {Code.BAD_VERB, Code.BAD_ARGUMENT}
