"""What a date that no reader takes most probably means."""

import pytest

from feedtool.values.date_hints import guess_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("mar., 03 nov. 2020 10:00:00 +0100", "2020-11-03T10:00:00+01:00"),
        ("November 3rd, 2020 1:05 pm EST", "2020-11-03T13:05:00-05:00"),
        ("3 de noviembre de 2020 12:00 AM UTC", "2020-11-03T00:00:00+00:00"),
        ("3. März 2020 10.30 MEZ", "2020-03-03T10:30:00+01:00"),
        ("3 août 2020 10:00 GMT-03:30", "2020-08-03T10:00:00-03:30"),
        ("3 Nov 2020", None),
        ("3 Nov 2020 10:00", None),
        ("3 Nov 2020 10:00 XYZ", None),
        ("31 Nov 2020 10:00 UTC", None),
        ("3 Foo 2020 10:00 UTC", None),
        ("3 Nov 2020 10:00 +15:00", None),
    ],
)
def test_meaning(text: str, iso: str | None) -> None:
    moment = guess_date(text)
    assert (None if moment is None else moment.isoformat()) == iso
