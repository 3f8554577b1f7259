"""`feedtool schema`: writes the vocabulary for other tools."""

from pathlib import Path

import click


@click.command("schema")
@click.option(
    "--format", "form", type=click.Choice(["rng", "json", "configuration"]), default="rng",
    show_default=True,
    help="rng: RELAX NG, for xmllint and editors. json: all records, for programs. "
    "configuration: the JSON Schema of feedtool.toml, for editors.",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="Write to FILE instead of standard output."
)
@click.option("--force", is_flag=True, help="Replace FILE if it already exists.")
def command(form: str, output: str, force: bool) -> None:
    """Write the vocabulary as a schema: the elements, where they belong, and their content.

    Or write the schema of the configuration, with which editors check and complete feedtool.toml.

    Exit codes: 0 written, 2 FILE already exists or cannot be written.
    """
    data = _make(form)
    if output == "-":
        click.echo(data, nl=False)
        return
    _write(Path(output), data, force=force)


def _make(form: str) -> bytes:
    from feedtool.vocabulary import load_vocabulary  # noqa: PLC0415 - not for --help
    from feedtool.vocabulary.json_files import SCHEMAS  # noqa: PLC0415 - as above

    if form == "configuration":
        return (SCHEMAS / "configuration.schema.json").read_bytes()
    if form == "rng":
        from feedtool.reference.relaxng import make_relaxng as make  # noqa: PLC0415 - lxml
    else:
        from feedtool.reference.json_document import make_json as make  # noqa: PLC0415 - as above
    return make(load_vocabulary())


def _write(path: Path, data: bytes, *, force: bool) -> None:
    from feedtool.show.file_writing import write_atomically  # noqa: PLC0415 - only to write a file

    if path.exists() and not force:
        raise click.UsageError(f"{path} already exists; --force replaces it")
    try:
        write_atomically(path, data)
    except OSError as why:
        raise click.UsageError(f"{path} cannot be written ({why.strerror})") from None
