"""What the commands of this app have in common."""

from typing import Any

from django.core.management.base import CommandError

from issues.management.base import OfficeCommand
from keeping.placing import is_unsettled
from keeping.refusal import KeepingError
from keeping.stores import live_stores
from keeping.wording import Progress


class KeepingCommand(OfficeCommand):
    """A command that answers what it cannot do with one Chinese sentence and exit status 1."""

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except KeepingError as error:
            return self._refuse(str(error), error)

    def progress(self) -> Progress:
        """Says how far the work is."""
        return Progress(
            lambda text, ending: self.stdout.write(text, ending=ending), in_place=self.stdout.isatty()
        )

    def refuse_unsettled(self) -> None:
        """See that no restore was interrupted half way. Raises: CommandError."""
        if is_unsettled(live_stores()):
            raise CommandError("上次恢复中断了，还没有了结：请先执行 manage.py restore --settle。")

    def confirmed(self, question: str, options: dict[str, Any]) -> bool:
        """Whether a person, or ``--yes``, agrees. Raises: CommandError, where nobody can be asked."""
        if options["yes"]:
            return True
        try:
            return input(f"{question} 请输入“是”确认：").strip() in ("是", "yes", "y")
        except EOFError:
            raise CommandError("没有人可以确认；确定要做，请加 --yes。") from None
