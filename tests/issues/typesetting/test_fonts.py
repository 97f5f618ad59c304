"""The families that a layout may choose are on the machine, and one that is not is told."""

import pytest

from issues import checks
from issues.typesetting.fonts import has_family
from periodicals.models import Font


@pytest.mark.parametrize("family", Font.values)
def test_a_family_that_can_be_chosen_is_installed(family: str) -> None:
    assert has_family(family)


def test_a_family_that_is_missing_is_an_error_of_the_system_check(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_family("No Such Family")
    assert checks.fonts_installed() == []
    monkeypatch.setattr(checks, "has_family", lambda family: family != Font.KAI)
    (error,) = checks.fonts_installed()
    assert error.id == "issues.E003"
    assert "霞鹜文楷" in error.msg
