import tempfile
from contextlib import suppress
from pathlib import Path

from feedtool.importing.page.import_files import plan_import
from feedtool.importing.page.read_page import PageError, read_page
from feedtool.importing.page.set_option import Settings
from feedtool.importing.page.yaml_entries import ConflictError
from feedtool.show.yaml_source import YamlFault

FOLDER = Path(tempfile.mkdtemp(prefix="fuzz-pages-"))


def run(data: bytes) -> None:
    with suppress(PageError, ConflictError, YamlFault):
        plan_import(read_page(data.decode("utf-8", "replace")), FOLDER, Settings({}, {}))
