"""The types of single values in show.yaml and front matter, checked as in a feed."""

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from feedtool.findings.suggestions import suggest
from feedtool.show.categories import Category, parse_category
from feedtool.show.keys import FLAGS
from feedtool.show.slugs import MAX_NAME
from feedtool.values.booleans import check_explicit
from feedtool.values.durations import check_duration, check_npt, check_seconds, parse_duration
from feedtool.values.fault import Fault
from feedtool.values.registry import find_type
from feedtool.values.times import parse_time
from feedtool.vocabulary import load_list

FEED_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EPISODE_NUMBER = re.compile(r"\+?(?=[0-9_.]{1,15}\s*$)[0-9]+(?:_[0-9]+)*(?:\.[0-9]{1,3})?")
Host = Literal["netlify", "cloudflare", "apache", "vercel", "nginx", "github-pages"]


def _checked(type_name: str) -> Callable[[str], str]:
    check = find_type(type_name).check

    def validate(text: str) -> str:
        for fault in check(text):
            if fault.severity == "error":
                raise _error(fault, text)
        return text.strip()

    return validate


def _error(fault: Fault, text: str) -> PydanticCustomError:
    """Return a fault of a value with what belongs in its place, as `explaining` reads it."""
    remedy = {"instead": fault.fix(text), "doubtful": fault.doubtful}
    return PydanticCustomError(
        fault.rule.replace("-", "_"), "{says}", {"says": fault.says, **remedy}
    )


def _parse_flag(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() in FLAGS:
        return FLAGS[value.strip().lower()]
    if isinstance(value, bool):
        return value
    faults = check_explicit(value) if isinstance(value, str) else ()
    instead = next((one.instead for one in faults), None)
    raise PydanticCustomError(
        "bad_boolean", "expected true or false", {"instead": instead, "doubtful": False}
    )


def _check_feed_name(name: str) -> str:
    if name == "feed" or not FEED_NAME.fullmatch(name):
        raise PydanticCustomError(
            "bad_feed_name", "expected lower-case letters, digits and hyphens, and not feed"
        )
    if len(name) > MAX_NAME:
        raise PydanticCustomError("bad_feed_name", f"expected at most {MAX_NAME} characters")
    return name


def _parse_seconds(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_duration(value.strip())
        except ValueError:
            instead = next((one.fix(value) for one in check_duration(value)), None)
            raise PydanticCustomError(
                "bad_duration",
                "expected seconds or H:MM:SS, e.g. 52:10",
                {"instead": instead, "doubtful": False},
            ) from None
    return value


def read_number(text: str) -> int | float | None:
    """Return the number of an episode, None if a text is no such number.

    >>> read_number("012"), read_number("12.5"), read_number("twelve")
    (12, 12.5, None)
    """
    if not EPISODE_NUMBER.fullmatch(text.strip()):
        return None
    number = float(text)
    return int(number) if number.is_integer() else number


def _parse_episode_number(value: object) -> int | float:
    """Read a number as apps show it: a whole number if it is one."""
    text = "" if isinstance(value, bool) else str(value).strip()
    number = read_number(text)
    if number is not None:
        return number
    comma = text.replace(",", ".", 1)
    instead = comma if EPISODE_NUMBER.fullmatch(comma) else None
    instead = instead or next((one.fix(text) for one in find_type("integer").check(text)), None)
    says = "expected a number such as 12, 0 or 12.5"
    raise PydanticCustomError("bad_value", says, {"instead": instead, "doubtful": False})


def _parse_offset(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = parse_time(value.strip())
    if found is None:
        raise PydanticCustomError(
            "bad_time", "expected seconds or H:MM:SS, e.g. 1:13.5", _guess_offset(value)
        )
    return found / 1000


def _guess_offset(text: str) -> dict[str, str | bool | None]:
    """Return a time in units as it should be written."""
    instead = next((one.fix(text) for one in check_npt(text) or check_seconds(text)), None)
    is_right = instead is not None and parse_time(instead) is not None
    return {"instead": instead if is_right else None, "doubtful": False}


def _check_format(text: str) -> str:
    """Accept a media type, or the ending of a media file: opus, audio/mpeg."""
    if "/" in text:
        return _checked("media-type")(text).lower()
    word = text.strip()
    endings = load_list("media-types-by-ending")
    if word in endings:
        return word
    hint = suggest(word, endings, "expected the ending of a file or a media type, e.g. opus")
    raise PydanticCustomError("bad_value", "{hint}", {"hint": hint})


# Rendering takes some 300 bytes a character, and a kilobyte a line; apps cut notes after 4,000 or
# 10,000 characters.
MAX_NOTES_CHARS = 125_000
_MOST_NOTES_LINES = 20_000


def explain_long_notes(text: str, what: str = "the show notes have") -> str:
    """Return why a text is refused, for which rendering would take too much memory, or ""."""
    for count, most, unit in (
        (len(text), MAX_NOTES_CHARS, "characters"),
        (len(text.splitlines()), _MOST_NOTES_LINES, "lines"),
    ):
        if count > most:
            return (
                f"{what} {count:,} {unit}; at most {most:,} are rendered; "
                "write less, or link a page or a transcript"
            )
    return ""


def _check_notes(text: str) -> str:
    if says := explain_long_notes(text):
        raise PydanticCustomError("bad_value", "{says}", {"says": says})
    return text


def _check_long_text(text: str) -> str:
    if says := explain_long_notes(text, "the text has"):
        raise PydanticCustomError("bad_value", "{says}", {"says": says})
    return text


Text = Annotated[str, Field(min_length=1)]
# A text that is rendered from Markdown, as notes are.
LongText = Annotated[str, Field(min_length=1), AfterValidator(_check_long_text)]
LongTextOrNothing = Annotated[str, AfterValidator(_check_long_text)]
Notes = Annotated[str, AfterValidator(_check_notes)]
AudioFormat = Annotated[str, Field(min_length=1), AfterValidator(_check_format)]
Number = Annotated[int, Field(ge=1)]
Bytes = Annotated[int, Field(ge=0)]
EpisodeNumber = Annotated[int | float, BeforeValidator(_parse_episode_number)]
Url = Annotated[str, AfterValidator(_checked("http-url"))]
AnyUrl = Annotated[str, AfterValidator(_checked("url"))]
Email = Annotated[str, AfterValidator(_checked("email"))]
Language = Annotated[str, AfterValidator(_checked("language"))]
MediaType = Annotated[str, AfterValidator(_checked("media-type"))]
Geo = Annotated[str, AfterValidator(_checked("geo"))]
Osm = Annotated[str, AfterValidator(_checked("osm"))]
Uuid = Annotated[str, AfterValidator(_checked("uuid"))]
Flag = Annotated[bool, BeforeValidator(_parse_flag)]
FeedName = Annotated[str, AfterValidator(_check_feed_name)]
Pixels = Annotated[int, Field(ge=16, le=3000)]
EpisodeType = Literal["full", "trailer", "bonus"]
Seconds = Annotated[int, BeforeValidator(_parse_seconds), Field(ge=0)]
Offset = Annotated[float, BeforeValidator(_parse_offset), Field(ge=0, allow_inf_nan=False)]
CategoryPath = Annotated[Category, BeforeValidator(parse_category)]


def _check_picture(name: str) -> str:
    """Accept the URL of a picture and any name of a file; a missing file is reported later."""
    return _checked("http-url")(name) if "://" in name else name


def file_or_url(value: object) -> object:
    """Read `033.mp3` as {file: 033.mp3} and `https://…` as {url: …}."""
    if isinstance(value, str):
        return {"url" if "://" in value else "file": value}
    return value


def as_list(value: object) -> object:
    return value if isinstance(value, (list, tuple)) or value is None else [value]


def _check_prefix(text: str) -> str:
    names = list(load_list("analytics-prefixes"))
    if "://" not in text:
        if text in names:
            return text
        known = f"a prefix such as https://example.com/t/, or one of {', '.join(names)}"
        hint = suggest(text, names, f"expected {known}")
        raise PydanticCustomError("unknown_prefix", "{hint}", {"hint": hint})
    text = _checked("http-url")(text)
    if not text.endswith("/") or "?" in text or "#" in text:
        instead = None if "?" in text or "#" in text else f"{text}/"
        raise PydanticCustomError(
            "bad_prefix", "expected a URL that ends with /, without ? or #",
            {"instead": instead, "doubtful": False},
        )  # fmt: skip
    return text


def _form_of_footer(value: object) -> str:
    if isinstance(value, Mapping):
        return "[mapping]"
    flag = isinstance(value, bool) or (isinstance(value, str) and value.strip().lower() in FLAGS)
    return "[flag]" if flag else "[list]"


def _check_xml(text: str) -> str:
    from feedtool.show.foreign import parse_fragment  # noqa: PLC0415 - lxml, 27 ms, rarely needed

    try:
        parse_fragment(text)
    except ValueError as why:
        raise PydanticCustomError("bad_xml", "{says}", {"says": str(why)}) from None
    return text


def _check_folder_url(text: str) -> str:
    text = _checked("http-url")(text)
    if "?" in text or "#" in text:
        raise PydanticCustomError(
            "bad_folder_url",
            "expected the address of a folder, without ? or #, e.g. https://example.com/show/",
        )
    return text


FolderUrl = Annotated[str, AfterValidator(_check_folder_url)]
Urls = Annotated[tuple[Url, ...], BeforeValidator(as_list)]
Categories = Annotated[list[CategoryPath], BeforeValidator(as_list), Field(min_length=1)]
Seasons = dict[Number, Text]
Prefix = Annotated[str, AfterValidator(_check_prefix)]
Prefixes = Annotated[tuple[Prefix, ...], BeforeValidator(as_list)]
Picture = Annotated[str, Field(min_length=1), AfterValidator(_check_picture)]
FooterSection = Literal["guests", "links", "transcript", "funding", "chapters"]
# The tags stand in brackets, by which `explaining` knows that they are no keys of the file.
Footer = Annotated[
    Annotated[list[FooterSection], BeforeValidator(as_list), Tag("[list]")]
    | Annotated[dict[FooterSection, Text], Tag("[mapping]")]
    | Annotated[Flag, Tag("[flag]")],
    Discriminator(_form_of_footer),
]
# Those that apps read, the best first.
TranscriptFormat = Literal["vtt", "srt", "json", "html", "txt"]
TranscriptFormats = Annotated[list[TranscriptFormat], BeforeValidator(as_list), Field(min_length=1)]


def wants_section(footer: object, section: FooterSection) -> bool:
    """Return whether a footer names a section; not every footer has chapters."""
    return isinstance(footer, list | dict) and section in footer


DescriptionFormat = Literal["plain", "html"]
LineBreaks = Literal["keep", "join"]
Xml = Annotated[str, Field(min_length=1), AfterValidator(_check_xml)]
Extra = Annotated[tuple[Xml, ...], BeforeValidator(as_list)]
