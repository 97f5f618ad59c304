"""The task that a worker takes from the queue."""

from uuid import UUID

from django_tasks import TaskContext, task

from issues.building.running import carry_out


@task(takes_context=True)
def build_pages(context: TaskContext, pk: int) -> None:
    """Carry out the build of this key. What goes wrong is told by the build, never by the task."""
    carry_out(pk, task=UUID(context.task_result.id))
