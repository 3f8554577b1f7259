"""`feedtool schema`: writes schemas of feeds and of our files, for editors and other tools."""

from pathlib import Path

import click

from feedtool.cli.common import Unwritable
from feedtool.cli.printing import put_bytes

# What has a JSON Schema, and the name of its file.
_DOCUMENTS = {
    "show": "show.schema.json",
    "episode": "episode.schema.json",
    "people": "people.schema.json",
    "configuration": "configuration.schema.json",
    "report": "report.schema.json",
    # It refers to that of the report.
    "line": "line.schema.json",
    "diff": "diff.schema.json",
}


@click.command("schema")
@click.option(
    "--for", "document", type=click.Choice(["feed", *_DOCUMENTS]), default="feed",
    show_default=True,
    help="What the schema describes: a feed; or show.yaml, the front matter of an episode, "
    "people.yaml, feedtool.toml, a report in JSON, a line of it or a comparison, each as JSON "
    "Schema.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["rng", "json"]), default=None,
    help="For a feed, rng: RELAX NG, for xmllint and editors (the default); json: all records, "
    "for programs.",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write to FILE instead of standard output."
)
@click.option("--force", is_flag=True, help="Replace FILE if it already exists.")
def command(document: str, form: str | None, output: str, force: bool) -> None:
    """Write a schema for editors and other tools.

    The schema of a feed has the elements, where they belong, and their content.

    Exit codes: 0 written, 2 FILE already exists or cannot be written.
    """
    if document == "feed":
        data = _describe_feeds(form or "rng")
    elif form == "rng":
        raise click.UsageError(f"the schema for {document} is JSON Schema; leave out --format rng")
    else:
        from importlib.resources import files  # noqa: PLC0415 - not for --help

        data = files("feedtool.schemas").joinpath(_DOCUMENTS[document]).read_bytes()
    if output == "-":
        put_bytes(data)
        return
    _write(Path(output), data, force=force)


def _describe_feeds(form: str) -> bytes:
    from feedtool.vocabulary import load_vocabulary  # noqa: PLC0415 - not for --help

    if form == "rng":
        from feedtool.reference.relaxng import make_relaxng as make  # noqa: PLC0415 - lxml
    else:
        from feedtool.reference.json_document import make_json as make  # noqa: PLC0415 - as above
    return make(load_vocabulary())


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from feedtool.show.file_writing import stream_atomically  # noqa: PLC0415 - only to write a file

    # A device or a pipe is written to, not replaced.
    if path.is_file() and not force:
        raise click.UsageError(f"{path} already exists; --force replaces it")
    try:
        with stream_atomically(path) as stream:
            stream.write(data)
    except OSError as why:
        raise Unwritable(str(path), why, "the schema was not written") from None
