"""Sample staff, one a role, for a new database in development. All names are invented."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import Role

STAFF = {
    Role.EDITOR: ("bianji", "柳编"),
    Role.PROOF_EDITOR: ("jiaobian", "文校之"),
    Role.FINAL_REVIEWER: ("zhongshen", "钟审言"),
    Role.RESPONSIBLE_EDITOR: ("zebian", "严定稿"),
    Role.PRINT_OFFICE: ("yinwu", "傅印清"),
    Role.ADMINISTRATOR: ("guanli", "管立新"),
}


@dataclass(frozen=True)
class SampleAccount:
    """A sample account with its password, which is shown once and stored nowhere."""

    user: User
    role: Role
    password: str


def create_sample_staff() -> list[SampleAccount]:
    """Create one account a role with random passwords. The caller sees to it that the database is new."""
    accounts = []
    for role, (username, full_name) in STAFF.items():
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        user = User.objects.create_user(
            username, f"{username}@localhost", password, full_name=full_name, is_staff=True
        )
        user.groups.add(Group.objects.get(name=role.value))
        accounts.append(SampleAccount(user, role, password))
    return accounts
