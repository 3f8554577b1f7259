"""`--duration` and `--audio`: how long the audio is to which a file belongs."""

from pathlib import Path

import click

from feedtool.values.times import parse_time


def _parse_duration(
    context: click.Context, option: click.Parameter, text: str | None
) -> float | None:
    """Read the length of the audio as seconds."""
    del context, option
    if text is None:
        return None
    time_ms = parse_time(text)
    if not time_ms:
        raise click.BadParameter(f'"{text}" is not a duration; expected e.g. 52:10 or 3130')
    return time_ms / 1000


duration_option = click.option(
    "--duration", metavar="TIME", callback=_parse_duration,
    help="The length of the audio, e.g. 52:10: nothing must be after its end.",
)  # fmt: skip
audio_option = click.option(
    "--audio", metavar="FILE", type=click.Path(path_type=Path, readable=False),
    help="The audio that the files belong to, whose length is measured.",
)  # fmt: skip


def choose_duration(duration: float | None, audio: Path | None) -> float:
    """Return the length of the audio in seconds, 0 if it is not known."""
    if audio is None:
        return duration or 0
    if duration is not None:
        raise click.UsageError("--duration and --audio both say how long the audio is; use one")
    from feedtool.files.opening import explain  # noqa: PLC0415 - only with --audio
    from feedtool.media.audio import measure_audio  # noqa: PLC0415 - as above
    from feedtool.media.facts import MediaFault  # noqa: PLC0415 - as above

    try:
        return measure_audio(audio).duration_s
    except MediaFault as why:
        raise click.BadParameter(f"{audio}: {why}", param_hint="--audio") from None
    except OSError as why:
        raise click.BadParameter(f"{audio}: {explain(why)}", param_hint="--audio") from None
