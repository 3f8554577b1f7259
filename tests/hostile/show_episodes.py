"""Episodes and folders of a show that are many, or named with ill will."""

from collections.abc import Iterator
from pathlib import Path

from hostile.registry import hostile
from hostile.shows import (
    front_matter,
    hostile_episodes,
    numbered,
    repeated,
    write_clean_show,
    write_episode,
    write_show,
)


@hostile_episodes
def many_episodes_of_one_title(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(number, title="Ships")


@hostile_episodes
def many_episodes_of_one_guid(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(number, "guid: same\n")


@hostile_episodes
def many_episodes_of_one_number(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(number, "number: 1\n")


@hostile_episodes
def many_episodes_of_one_moment_and_audio(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(1, title=f"Ship {number}")


@hostile_episodes
def many_episodes_without_a_file(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        keys = front_matter(number).splitlines()[:2]
        yield f"{number:05}-pier", "\n".join([*keys, f"audio: audio/{number}.mp3", ""])


@hostile_episodes
def many_episodes_with_faults(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(number, f"sumary{number}: x\nseson: 1\n")


@hostile_episodes
def many_empty_episodes(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 400 + 1):
        yield f"{number:05}-pier", ""


@hostile_episodes
def long_names_of_files(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 400 + 1):
        yield f"{number:05}-{'a' * 240}", front_matter(number)


@hostile_episodes
def names_of_files_with_signs(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05} \x1b[31m::error::\u202e", front_matter(number)


@hostile_episodes
def many_scheduled_episodes(size: int) -> Iterator[tuple[str, str]]:
    for number in range(size // 150 + 1):
        yield f"{number:05}-pier", front_matter(number).replace("published: 2", "published: 9", 1)


@hostile("show", "build", "--check")
def many_audio_files_without_an_episode(folder: Path, size: int) -> None:
    write_show(folder)
    write_episode(folder, "1-pier", front_matter(1))
    (folder / "audio").mkdir()
    for number in range(size // 100 + 1):
        (folder / "audio" / f"{number:05}-{'b' * 60}.mp3").write_bytes(b"x")


@hostile("show", "build", "--check")
def many_audio_files_and_one_name_that_is_almost_theirs(folder: Path, size: int) -> None:
    write_show(folder)
    (folder / "audio").mkdir()
    for number in range(size // 300 + 1):
        (folder / "audio" / f"{number:05}-{'b' * 60}.mp3").write_bytes(b"x")
        keys = front_matter(number).splitlines()[:2]
        name = f"audio: audio/{number:05}-{'b' * 59}.mp3"
        write_episode(folder, f"{number:05}-pier", "\n".join([*keys, name, ""]))


@hostile("show", "build", "--check")
def folders_inside_each_other(folder: Path, size: int) -> None:
    write_show(folder)
    write_episode(folder, "1-pier", front_matter(1))
    inner = folder / "episodes"
    for _ in range(min(size // 100 + 1, 200)):
        inner = inner / "a"
    inner.mkdir(parents=True)


@hostile("show", "build", "--check")
def links_to_the_folder_itself(folder: Path, size: int) -> None:
    write_show(folder)
    write_episode(folder, "1-pier", front_matter(1))
    for number in range(size // 100 + 1):
        (folder / "episodes" / f"loop{number}").symlink_to(folder / "episodes")
        (folder / f"loop{number}.yaml").symlink_to(f"loop{number}.yaml")


@hostile("show", "build", "--check")
def links_in_place_of_episodes(folder: Path, size: int) -> None:
    write_show(folder)
    write_episode(folder, "1-pier", front_matter(1))
    for number in range(2, size // 400 + 3):
        (folder / "episodes" / f"{number:05}-pier.md").symlink_to("1-pier.md")


@hostile("show", "build", "--check")
def episodes_that_are_links_to_themselves(folder: Path, size: int) -> None:
    write_show(folder)
    (folder / "episodes").mkdir()
    for number in range(size // 100 + 1):
        name = f"{number:05}-pier.md"
        (folder / "episodes" / name).symlink_to(name)


@hostile("show", "build", "--check")
def many_patterns_in_the_configuration(folder: Path, size: int) -> None:
    write_clean_show(folder, size // 4)
    patterns = numbered('"**/**/**/*a*a*a*a*{}", ', size // 2)
    (folder / "feedtool.toml").write_text(f"exclude = [{patterns}]\n", "utf-8")


@hostile("show", "build", "--check")
def one_hostile_pattern_in_the_configuration(folder: Path, size: int) -> None:
    write_clean_show(folder, size // 4)
    (folder / "feedtool.toml").write_text(
        f'[[ignore]]\npaths = ["{repeated("*a", size // 4)}b", "{repeated("**/", size // 4)}x"]\n'
        'rules = ["bad-value"]\nreason = "x"\n', "utf-8",
    )  # fmt: skip


@hostile("show", "show", ".")
def a_list_of_many_episodes(folder: Path, size: int) -> None:
    write_clean_show(folder, size)
