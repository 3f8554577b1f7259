"""Places on the globe."""

import pytest

from feedtool.values.registry import find_type


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("geo", "geo:-33.86,151.2", []),
        ("geo", "geo:53.55,9.99,12;crs=wgs84;u=100", []),
        ("geo", "geo:90,-180", []),
        ("geo", "geo:90.1,0", ["bad-geo"]),
        ("geo", "geo:0,180.5", ["bad-geo"]),
        ("geo", "geo:53.55, 9.99", ["bad-geo"]),
        ("geo", "", ["empty-value"]),
        ("geo", "geo:900,0", ["bad-geo"]),
        ("geo", "geo:-90.0001,0", ["bad-geo"]),
        ("geo", "geo:-90,180", []),
        ("geo", "geo:0,-181", ["bad-geo"]),
        ("geo", "geo:0,1800", ["bad-geo"]),
        ("point", "45.256 -71.92", []),
        ("point", "90 180", []),
        ("point", "90.5 0", ["bad-point"]),
        ("point", "900 0", ["bad-point"]),
        ("point", "0 180.5", ["bad-point"]),
        ("point", "-91 0", ["bad-point"]),
        ("point", "0 -181", ["bad-point"]),
        ("point", "45.256,-71.92", ["point-comma"]),
        ("point", "45.256", ["bad-point"]),
        ("point", "1 2 3 4", ["bad-point"]),
        ("points", "1 2 3 4", []),
        ("points", "1 2 3", ["bad-point"]),
        ("points", "1 2 95 4", ["bad-point"]),
        ("points", "1 2 3 x", ["bad-point"]),
    ],
)
def test_places(kind: str, text: str, expected: list[str]) -> None:
    assert [fault.rule for fault in find_type(kind).check(text)] == expected


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("geo", "53.55, 9.99", "write geo:53.55,9.99"),
        ("geo", " GEO:53.55, 9.99", "write geo:53.55,9.99"),
        ("geo", "geo:53.55, 9.99", "write geo:53.55,9.99"),
        ("geo", "geo:91,0", "expected a latitude from -90 to 90 first"),
        ("geo", "geo:0,181", "expected a longitude from -180 to 180 second"),
        ("geo", "951, 9.99", "expected latitude and longitude, e.g. geo:53.55,9.99"),
    ],
)
def test_message_says_what_to_write(kind: str, text: str, says: str) -> None:
    assert [fault.says for fault in find_type(kind).check(text)] == [says]
