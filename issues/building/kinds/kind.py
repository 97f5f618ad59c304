"""What every kind of build is asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from accounts.models import User
from issues.building.orders import Made, Order
from issues.models import Build, Issue


class Kind(Protocol):
    """A kind of build: who may ask for it, what is typeset, and what becomes of the files."""

    @property
    def name(self) -> str:
        """As ``Build.kind`` and the address of its button have it: letters a–z and hyphens."""

    @property
    def label(self) -> str:
        """What the page calls it: 整期预览."""

    @property
    def permission(self) -> str:
        """Needed to ask for it and to see its page: ``issues.typeset_issue``."""

    def read(self, sent: Mapping[str, str]) -> dict[str, Any]:
        """The parameters in what a form sent: few, small, JSON. Raises: Refused."""

    def check(self, issue: Issue, actor: User | None, parameters: Mapping[str, Any]) -> None:
        """See that it makes sense, before it is queued; the permission was looked at. Raises: Refused."""

    def orders(self, build: Build) -> Sequence[Order]:
        """What is to be typeset. Asked by the worker, as it begins. Raises: Refused."""

    def finish(self, build: Build, made: Sequence[Made]) -> str:
        """Store what was made, in the transaction that ends the build; see ``keeping.keep``.

        May fill ``build.result``, which is stored afterwards. Returns: where the result is opened,
        empty for the file that the build itself keeps. Raises: Refused.
        """
