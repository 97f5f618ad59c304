import pytest

from tests.bulletins import bulletin_file


def test_a_missing_bulletin_skips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-bulletin"):
        bulletin_file("no-such-bulletin.txt")


def test_a_missing_bulletin_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-bulletin"):
        bulletin_file("no-such-bulletin.txt")
