"""Which backups stay."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from keeping.rotation import Rule, backups, kept, name_of, prune

RULE = Rule(daily=7, weekly=4, monthly=12)
NIGHT = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # half past two in Shanghai


def _nights(folder: Path, count: int) -> list[Path]:
    for night in range(count):
        (folder / name_of(NIGHT - timedelta(days=night), sealed=night % 2 == 0)).touch()
    return backups(folder)


def test_days_weeks_and_months_keep_their_last_one(tmp_path: Path) -> None:
    paths = _nights(tmp_path, 800)
    staying = sorted(kept(paths, RULE), key=lambda path: path.name, reverse=True)
    days = [path.name[7:15] for path in staying]
    assert days[:7] == ["20260302", "20260301", "20260228", "20260227", "20260226", "20260225", "20260224"]
    # Monday the 2nd begins a week; the ends of the weeks before, then the ends of the months.
    assert days[7:9] == ["20260222", "20260215"]
    assert days[9:] == [
        "20260131", "20251231", "20251130", "20251031", "20250930", "20250831", "20250731", "20250630",
        "20250531", "20250430",
    ]  # fmt: skip
    assert len(days) == 19


def test_days_without_a_backup_do_not_count(tmp_path: Path) -> None:
    for year in range(2005, 2026):
        (tmp_path / name_of(NIGHT.replace(year=year), sealed=False)).touch()
    paths = backups(tmp_path)
    assert len(kept(paths, RULE)) == 12


def test_nothing_else_in_the_folder_is_touched(tmp_path: Path) -> None:
    others = [
        "bianwu-20260302-023000.tar.bak",
        "notes.txt",
        "bianwu-99999999-023000.tar",
        "x-20260302-023000.tar",
    ]
    for name in others:
        (tmp_path / name).touch()
    paths = _nights(tmp_path, 30)
    gone = prune(tmp_path, paths[0], RULE)
    assert set(gone) == set(paths) - kept(paths, RULE)
    assert {path.name for path in tmp_path.iterdir()} == {*others, *(p.name for p in kept(paths, RULE))}


def test_the_one_just_made_stays_although_the_clock_was_set_back(tmp_path: Path) -> None:
    _nights(tmp_path, 30)
    made = tmp_path / name_of(NIGHT - timedelta(days=2000, hours=1), sealed=False)
    made.touch()
    prune(tmp_path, made, Rule(1, 0, 0))
    assert made.exists()
    assert len(backups(tmp_path)) == 2
