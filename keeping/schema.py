"""Tables as the migrations make them: as an archive's system had them, and from there on to this one's."""

from typing import Any

from django.apps import apps as installed
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from keeping.refusal import BadArchive, KeepingError

Names = list[tuple[str, str]]


def applied() -> Names:
    """App and name of each migration that the database has seen."""
    return sorted(MigrationRecorder(connection).applied_migrations())


def named(value: Any) -> Names:
    """The migrations that an archive names. Raises: BadArchive."""
    try:
        names = [(str(app), str(name)) for app, name in value]
    except (TypeError, ValueError):
        names = []
    if not names:
        raise BadArchive("备份里没有写明数据库的版本，备份已损坏。")
    return names


def refuse_unknown(names: Names) -> None:
    """See that this system can make the tables that an archive was written from. Raises: KeepingError."""
    # Without a connection: a drill asks, and touches nothing.
    known = set(MigrationLoader(None).disk_migrations or ())
    unknown = [name for name in names if name not in known]
    if unknown:
        raise KeepingError(
            f"这份备份是更新版本的系统写的（有本系统不认识的 {'.'.join(unknown[0])}），请先升级本系统再恢复。"
        )


def make(names: Names) -> Any:
    """Make the tables of these migrations in an empty database. Returns: the apps as they were then."""
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, set(names)
    present = set(graph.leaf_nodes())
    targets = [
        node
        for node in graph.nodes
        if node in wanted
        and not any(child.key in wanted for child in graph.node_map[node].children if child.key[0] == node[0])
    ]
    executor.migrate(targets)
    if present <= set(targets):
        return installed
    return executor.loader.project_state(targets).apps


def bring_forward() -> None:
    """Apply what came after, and let Django add the permissions of new models."""
    ContentType.objects.clear_cache()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    ContentType.objects.clear_cache()
