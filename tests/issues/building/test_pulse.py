"""The worker's pulse goes on whatever the database says, in whichever class of error it says it."""

from unittest.mock import Mock

import pytest
from django.db import InterfaceError, OperationalError

from issues.building import pulse
from issues.building.pulse import Pulse


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_does_not_end_it(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("close_old_connections", "connection", "worker", "keeping"):
        monkeypatch.setattr(pulse, name, Mock())
    monkeypatch.setattr(pulse, "covers", Mock())
    monkeypatch.setattr(pulse, "pictures", Mock())
    monkeypatch.setattr(pulse.reaper, "reap", Mock(return_value=[]))
    monkeypatch.setattr(pulse.reaper, "prune", Mock())
    kept = Mock(side_effect=[error("the connection is closed"), None])
    monkeypatch.setattr(pulse.appearing, "keep_times", kept)
    still_wanted, orphaned = Mock(side_effect=[True, False]), Mock()
    beating = Pulse("worker", still_wanted, orphaned)
    monkeypatch.setattr(beating, "_end", Mock(wait=Mock(return_value=False)))
    beating._run()
    assert kept.call_count == 2
    orphaned.assert_called_once_with()
