"""Names of weekdays and months: in English as RSS writes them; months as people write them too."""

from functools import cache

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# English, German, French, Spanish, Italian, Portuguese and Dutch; Polish, Turkish and Russian.
_NAMES = (
    "january jan januar janvier janv enero ene gennaio gen janeiro januari jänner"
    " styczeń stycznia sty ocak oca января январь янв",
    "february feb februar février févr fevrier fevr febrero febbraio fevereiro fev februari"
    " luty lutego lut şubat şub февраля февраль фев",
    "march mar märz mrz mars marzo março marco maart mrt marzec marca mart марта март мар",
    "april apr avril avr abril abr aprile kwiecień kwietnia kwi nisan nis апреля апрель апр",
    "may mai mayo maggio mag maio mei maj maja mayıs мая май",
    "june jun juni juin junio giugno giu junho czerwiec czerwca cze haziran haz июня июнь июн",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca lip temmuz tem июля июль июл",
    "august aug août aout agosto ago augustus sierpień sierpnia sie ağustos ağu августа август авг",
    "september sep sept septembre septiembre setiembre settembre set setembro"
    " wrzesień września wrz eylül eyl сентября сентябрь сен",
    "october oct oktober okt octobre octubre ottobre ott outubro out"
    " październik października paź ekim eki октября октябрь окт",
    "november nov novembre noviembre novembro listopad listopada lis kasım kas ноября ноябрь ноя",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro"
    " grudzień grudnia gru aralık ara декабря декабрь дек",
)


def find_month(name: str) -> int | None:
    """Return the number of the month that a whole name or its usual short form stands for.

    >>> find_month("März"), find_month("Marmalade")
    (3, None)
    """
    return _numbers().get(name.lower())


def guess_month(word: str) -> int | None:
    """Return the number of the month that the first letters of a word stand for.

    >>> guess_month("novemb"), guess_month("Juillet")
    (11, 7)
    """
    lower = word.lower()
    return next((number for start, number in _starts().items() if lower.startswith(start)), None)


@cache
def _numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}


@cache
def _starts() -> dict[str, int]:
    """Return the first letters of the names: three, but four of the French juin and juillet."""
    return {
        name[: 4 if name.startswith("jui") else 3]: number for name, number in _numbers().items()
    }
