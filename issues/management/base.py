"""What the office's commands have in common: Chinese sentences, exit status 1, files written whole."""

import os
import re
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from accounts.models import User
from articles.services import Refused
from issues.importing.bulletin import BulletinError
from issues.models import Issue
from issues.typesetting.errors import TypesettingError


class OfficeCommand(BaseCommand):
    """A command that answers bad input with one Chinese sentence on stderr and exit status 1.

    Called from Python (``call_command``) it raises ``CommandError`` with the same sentence.
    """

    _called_from_command_line: bool

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if self._called_from_command_line:

            def refuse(message: str) -> NoReturn:
                # argparse speaks English; the arguments that it names are the same in any language.
                named = "、".join(re.findall(r"--[a-z-]+|\b[A-Z]{3,}\b", message))
                self.stderr.write(
                    f"命令参数有误{f'（{named}）' if named else ''}，用法见 manage.py {subcommand} --help。"
                )
                sys.exit(1)

            parser.error = refuse  # type: ignore[method-assign]
        return parser

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            return super().execute(*args, **options)
        except (Refused, BulletinError, TypesettingError, CommandError) as error:
            return self._refuse(str(error), error)
        except ValidationError as error:
            return self._refuse("；".join(error.messages), error)
        except (OperationalError, ProgrammingError) as error:
            return self._refuse(
                "数据库连不上，或者还没有建表：请核对 DATABASE_URL，再执行 manage.py migrate。", error
            )

    def _refuse(self, sentence: str, cause: Exception) -> NoReturn:
        if self._called_from_command_line:
            # Django would put the name of the exception's class in front of the sentence.
            self.stderr.write(sentence)
            sys.exit(1)
        raise CommandError(sentence) from cause


def add_issue_arguments(parser: ArgumentParser) -> None:
    """SLUG YEAR NUMBER, which name an issue in every command."""
    parser.add_argument("slug", metavar="SLUG", help="刊物的网址名")
    parser.add_argument("year", metavar="YEAR", type=int, help="年")
    parser.add_argument("number", metavar="NUMBER", type=int, help="期号")


def named_issue(options: dict[str, Any]) -> Issue:
    """The issue that SLUG YEAR NUMBER name. Raises: CommandError."""
    try:
        return Issue.objects.select_related("periodical__default_layout", "layout").get(
            periodical__slug=options["slug"], year=options["year"], number=options["number"]
        )
    except Issue.DoesNotExist:
        raise CommandError(
            f"没有找到刊物“{options['slug']}”的{options['year']}年第{options['number']}期。"
        ) from None


def acting_user(username: str) -> User:
    """The member of staff in whose name a command acts. Raises: CommandError."""
    try:
        return User.objects.get(username=username, is_active=True, is_staff=True)
    except User.DoesNotExist:
        raise CommandError(f"没有用户名为“{username}”的在职人员。") from None


def check_writable(path: Path) -> None:
    """See that a file can be written, before minutes of work are spent on it. Raises: CommandError."""
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise CommandError(f"无法写入 {path}：请检查目录是否存在、是否有写权限。")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all. Raises: CommandError."""
    check_writable(path)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
                os.chmod(part.name, 0o644)
                os.replace(part.name, path)
            except BaseException:
                os.unlink(part.name)
                raise
    except OSError as error:
        raise CommandError(f"无法写入 {path}：{error.strerror}。") from error
