"""The file of an episode: front matter in YAML between two lines `---`, then the show notes."""

from dataclasses import dataclass

from feedtool.show.yaml_source import YamlFault


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of an episode file, each with the line that it starts on."""

    yaml: str
    yaml_line: int
    notes: str
    notes_line: int


def split_front_matter(text: str) -> FrontMatter:
    """Split an episode file at its lines `---`.

    Raises YamlFault if it does not start with `---` or the second `---` is missing.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise YamlFault('expected "---" and the episode\'s keys at the top of the file', 1, 1)
    for number in range(1, len(lines)):
        if lines[number].rstrip() == "---":
            notes = lines[number + 1 :]
            blank = next((at for at, line in enumerate(notes) if line.strip()), 0)
            return FrontMatter(
                "\n".join(lines[1:number]),
                2,
                "\n".join(notes).strip(),
                number + 2 + blank,
            )
    raise YamlFault('the front matter is not closed; expected a second line "---"', 1, 1)
