"""Case of unit symbols."""

import pytest

from tests.articles.proofreading.texts import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成750KV线路。", [("750KV", "750kV")]),
        ("电压1140v。", [("1140v", "1140V")]),
        ("重20Kg，频率50HZ。", [("20Kg", "20kg"), ("50HZ", "50Hz")]),
    ],
)
def test_it_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found("unit-case", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "建成750kV线路。",
        "型号QC-10KV。",
        "5G网络，4K视频。",
        "功率3mW、3MW。",
        "大小5KB、6MB。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found("unit-case", text) == []
