"""Where the files of a show are served: audio beside the others, names as parts of a URL."""

from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import quote

from feedtool.producer.addresses.show_addresses import media_url_of
from feedtool.show.episode_files import Audio
from feedtool.show.model import Show


def quote_name(name: str) -> str:
    """Return a file's name as part of a URL."""
    # File names of some systems are decomposed; a URL must be the same wherever it is made.
    return quote(normalize("NFC", name), safe="/-._~")


def address_of_audio(show: Show, audio: Audio) -> str:
    """Return where the audio of an episode is, or will be served."""
    if audio.url is not None or audio.file is None:
        return audio.url or ""
    return address_of_audio_file(show, audio.file)


def address_of_audio_file(show: Show, name: str) -> str:
    """Return where a file of the show's audio will be served."""
    inner = PurePosixPath(name.replace("\\", "/"))
    if inner.parts[:1] == ("audio",):
        inner = PurePosixPath(*inner.parts[1:])
    return media_url_of(show) + quote_name(inner.as_posix())
