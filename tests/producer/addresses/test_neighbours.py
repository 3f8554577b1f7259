"""Shows that name each other by their folders."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import etree
from shows import NS, set_keys, write_episode

from feedtool.values.podcast_guids import podcast_guid_of

pytestmark = pytest.mark.slow

Run = Callable[..., Result]
FEED = "https://example.com/%s/feed.xml"
GUIDS = {name: podcast_guid_of(FEED % name) for name in ("network", "harbour", "cranes", "show")}
ELSEWHERE = "{remote_item: {feed_guid: 9b024349-ccf0-5f69-a609-6b82873eab3c, medium: publisher}}"
REMOTE = f"{{{NS['podcast']}}}remoteItem"


def start(run: Run, folder: Path, title: str) -> Path:
    run("init", folder, "--title", title, "--feed-url", FEED % folder.name)
    for path in folder.glob("episodes/*"):
        path.unlink()
    write_episode(folder, "1-nets", "published: 2024-03-02\n")
    return folder


@pytest.fixture
def coast(run: Run, tmp_path: Path) -> Path:
    """A network of two shows, which name each other."""
    for name in ("harbour", "cranes", "network"):
        start(run, tmp_path / name, f"The {name}")
    for path in (tmp_path / "network").glob("episodes/*"):
        path.unlink()
    set_keys(tmp_path / "network", "medium: publisher\nremote_items: [../harbour, ../cranes]")
    set_keys(tmp_path / "harbour", "publisher: ../network\npodroll: [../cranes]")
    set_keys(tmp_path / "cranes", "publisher: ../network\nmedium: music")
    return tmp_path


def remote_items(folder: Path, parent: str) -> list[dict[str, str]]:
    root = etree.parse(folder / "public" / "feed.xml").getroot()
    return [
        dict(one.attrib) for one in root.iter(REMOTE)
        if etree.QName(one.getparent()).localname == parent
    ]  # fmt: skip


def item(name: str, medium: str = "podcast", **more: str) -> dict[str, str]:
    return {
        "feedGuid": GUIDS[name], "feedUrl": FEED % name, "medium": medium, "title": f"The {name}",
        **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "order", [("network", "harbour", "cranes"), ("cranes", "harbour", "network")]
)
def test_network_of_three_shows(run: Run, coast: Path, order: tuple[str, ...]) -> None:
    result = run("build", *(coast / name for name in order))
    assert (result.exit_code, result.stderr) == (0, "")
    assert remote_items(coast / "network", "channel") == [item("harbour"), item("cranes", "music")]
    for name in ("harbour", "cranes"):
        assert remote_items(coast / name, "publisher") == [item("network", "publisher")]
    assert remote_items(coast / "harbour", "podroll") == [item("cranes", "music")]
    for name in order:
        feed = coast / name / "public" / "feed.xml"
        guid = etree.parse(feed).getroot().findtext("channel/podcast:guid", None, NS)
        assert guid == GUIDS[name]
        items = 0 if name == "network" else 1
        plural = "" if items else "s"
        assert run("validate", feed).output == f"{feed}: {items} item{plural}, no findings\n"
    before = {name: (coast / name / "public" / "feed.xml").read_bytes() for name in order}
    run("build", *(coast / name for name in reversed(order)))
    assert before == {name: (coast / name / "public" / "feed.xml").read_bytes() for name in order}


def test_guid_is_that_of_the_other_shows_feed(run: Run, coast: Path) -> None:
    run("build", coast / "harbour")
    set_keys(coast / "harbour", "feed_url: https://b.example/harbour.xml\nmoved_from: []")
    set_keys(coast / "cranes", "podcast_guid: 9b024349-ccf0-5f69-a609-6b82873eab3c")
    run("build", coast / "network")
    found = [
        (one["feedGuid"], one["feedUrl"]) for one in remote_items(coast / "network", "channel")
    ]
    assert found == [
        (GUIDS["harbour"], "https://b.example/harbour.xml"),  # out of its lock file
        ("9b024349-ccf0-5f69-a609-6b82873eab3c", FEED % "cranes"),
    ]


def test_show_that_moved_is_named_where_it_is_now(run: Run, coast: Path) -> None:
    set_keys(
        coast / "harbour", "feed_url: https://b.example/h.xml\nmoved_from: " + FEED % "harbour"
    )
    set_keys(coast / "cranes", "new_feed_url: https://c.example/c.xml")
    run("build", coast / "network")
    found = [
        (one["feedGuid"], one["feedUrl"]) for one in remote_items(coast / "network", "channel")
    ]
    assert found == [
        (GUIDS["harbour"], "https://b.example/h.xml"),
        (GUIDS["cranes"], "https://c.example/c.xml"),
    ]


SPLIT = """published: 2024-03-02
audio: {url: https://media.example.com/1.mp3, length: 9000000, duration: 600}
value:
  type: lightning
  method: lnaddress
  recipients: [{name: Mira, type: lnaddress, address: mira@example.com, split: 100}]
  time_splits:
    - {start_time: 60, duration: 60, remote_item: ../cranes}
    - {start_time: 240, duration: 60, remote_item: {feed_guid: ../cranes, item_guid: song-1, title: A song}}
"""


def test_remote_item_of_an_episode_and_its_own_attributes(run: Run, coast: Path) -> None:
    write_episode(coast / "harbour", "1-nets", SPLIT)
    result = run("build", coast / "harbour")
    assert (result.exit_code, result.stderr) == (0, "")
    assert remote_items(coast / "harbour", "valueTimeSplit") == [
        item("cranes", "music"),
        {**item("cranes", "music"), "itemGuid": "song-1", "title": "A song"},
    ]


@pytest.mark.parametrize("keys", [
    "podroll: ../cranes",
    "podroll: [../cranes]",
    "podroll: {remote_items: ../cranes}",
    "podroll: [{feed_guid: ../cranes}]",
    "podroll: [./../cranes/]",
    f"podroll: [{{feed_guid: {GUIDS['cranes']}, feed_url: {FEED % 'cranes'}, medium: music, title: The cranes}}]",
])  # fmt: skip
def test_forms_of_a_podroll(run: Run, coast: Path, keys: str) -> None:
    set_keys(coast / "harbour", keys)
    result = run("build", coast / "harbour")
    assert (result.exit_code, result.stderr) == (0, "")
    assert remote_items(coast / "harbour", "podroll") == [item("cranes", "music")]


@pytest.mark.parametrize(
    ("show", "keys", "column", "message"),
    [
        (
            "harbour", "podroll: [../cranes, ../nowhere]", 22,
            'podroll is "../nowhere"; there is no show.yaml in {root}/nowhere [remote-show-missing]',
        ),
        (
            "harbour", "podroll: /srv/cranes", 1,
            'podroll is "/srv/cranes"; expected a path from the show\'s folder, e.g. ../lighthouse '
            "[remote-show-missing]",
        ),
        (
            "harbour", "podroll: [../harbour]", 11,
            'podroll is "../harbour"; that is this show itself; name another [remote-show-self]',
        ),
        (
            "harbour", "podroll: [.]", 11,
            'podroll is "."; that is this show itself; name another [remote-show-self]',
        ),
        (
            "harbour", "publisher: ../cranes", 1,
            'publisher is "../cranes", whose medium is "music"; write "medium: publisher" into its '
            "show.yaml [publisher-medium]",
        ),
        (
            "network", "remote_items: [../harbour, {feed_guid: ../cranez}]", 29,
            'remote_items is "../cranez"; there is no show.yaml in {root}/cranez '
            "[remote-show-missing]",
        ),
    ],
)  # fmt: skip
def test_wrong_paths_are_told_at_their_place(
    run: Run, coast: Path, show: str, keys: str, column: int, message: str
) -> None:
    line = set_keys(coast / show, keys)
    result = run("build", coast / show)
    assert result.exit_code == 2
    root = coast.as_posix()
    assert result.stderr == (
        f"{root}/{show}/show.yaml:{line}:{column}: error: {message.replace('{root}', root)}\n"
        f"{root}/{show}: not built: 1 error\n"
    )


def test_wrong_path_in_an_episode_is_told_there(run: Run, coast: Path) -> None:
    path = write_episode(coast / "harbour", "1-nets", SPLIT.replace("../cranes", "../nowhere"))
    result = run("build", coast / "harbour")
    assert result.exit_code == 2
    places = [line.partition(": error: ")[0] for line in result.stderr.splitlines()[:-1]]
    assert places == [f"{path.as_posix()}:10:38", f"{path.as_posix()}:11:53"]


def test_errors_of_the_other_show_are_told_at_the_path(run: Run, coast: Path) -> None:
    where = set_keys(coast / "cranes", "language: klingonese")
    line = set_keys(coast / "harbour", "podroll: [../cranes]")
    result = run("build", coast / "harbour")
    assert result.exit_code == 2
    first = result.stderr.splitlines()[0]
    root = coast.as_posix()
    assert first.startswith(
        f'{root}/harbour/show.yaml:{line}:11: error: podroll is "../cranes"; fix that show first: '
        f'{root}/cranes/show.yaml:{where}:11: error: language is "klingonese"; '
    )
    assert first.endswith(" [remote-show-broken]")


def test_damaged_lock_file_of_the_other_show_is_told(run: Run, coast: Path) -> None:
    (coast / "cranes" / "feed.lock").write_text("{", "utf-8")
    result = run("build", coast / "harbour")
    assert result.exit_code == 2
    assert "[remote-show-broken]" in result.stderr
    assert (
        f"{coast.as_posix()}/cranes/feed.lock:1:2: error: the lock file is damaged" in result.stderr
    )


def test_errors_in_the_other_shows_episodes_do_not_matter(run: Run, coast: Path) -> None:
    write_episode(coast / "cranes", "1-nets", "published: never\n")
    assert run("build", coast / "harbour").exit_code == 0


@pytest.mark.parametrize("link", ["loop", "self", "harbour", "file"])
def test_links_lead_nowhere_or_to_the_show_itself(run: Run, coast: Path, link: str) -> None:
    targets = {"loop": coast / "link", "self": coast / "link" / "x", "harbour": coast / "harbour",
               "file": coast / "harbour" / "show.yaml"}  # fmt: skip
    (coast / "link").symlink_to(targets[link])
    set_keys(coast / "harbour", "podroll: [../link]")
    result = run("build", coast / "harbour")
    assert result.exit_code == 2
    rule = "remote-show-self" if link == "harbour" else "remote-show-missing"
    assert f"[{rule}]" in result.stderr


def test_show_yaml_that_leads_out_of_its_folder_is_not_read(run: Run, coast: Path) -> None:
    secret = coast / "secret"
    secret.write_text("title: secret\n", "utf-8")
    (coast / "cranes" / "show.yaml").unlink()
    (coast / "cranes" / "show.yaml").symlink_to(secret)
    result = run("build", coast / "harbour")
    assert result.exit_code == 2
    assert "[remote-show-broken]" in result.stderr
    assert "leads out of the show's folder" in result.stderr


def warning(folder: Path, line: int, column: int, key: str, path: str, there: str) -> str:
    return (
        f'{folder.as_posix()}/show.yaml:{line}:{column}: warning: {key} is "{path}", which does '
        f"not name this show; add it to {there} there, since apps believe the two only together "
        "[publisher-one-sided]\n"
    )


def test_publisher_that_does_not_list_the_show_is_told(run: Run, coast: Path) -> None:
    set_keys(coast / "network", "remote_items: [../cranes]")
    line = set_keys(coast / "harbour", "publisher: ../network")
    result = run("build", coast / "harbour")
    assert result.exit_code == 0
    assert result.stderr == warning(
        coast / "harbour", line, 1, "publisher", "../network", "remote_items"
    )


def test_listed_show_that_does_not_name_the_publisher_is_told(run: Run, coast: Path) -> None:
    set_keys(
        coast / "cranes",
        f"publisher: {ELSEWHERE}",
    )
    line = set_keys(coast / "network", "remote_items: [../harbour, ../cranes]")
    result = run("build", coast / "network")
    assert result.exit_code == 0
    assert result.stderr == warning(
        coast / "network", line, 28, "remote_items", "../cranes", "publisher"
    )


def test_other_show_may_name_this_one_by_its_guid(run: Run, coast: Path) -> None:
    guid = f"{{feed_guid: {GUIDS['network'].upper()}, feed_url: {FEED % 'network'}, medium: publisher}}"
    set_keys(coast / "cranes", f"publisher: {{remote_item: {guid}}}")
    result = run("build", coast / "network")
    assert (result.exit_code, result.stderr) == (0, "")


def test_list_that_is_no_publishers_needs_no_answer(run: Run, coast: Path) -> None:
    set_keys(coast / "network", "medium: podcastL")
    set_keys(coast / "harbour", f"publisher: {ELSEWHERE}")
    result = run("build", coast / "network")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [one["title"] for one in remote_items(coast / "network", "channel")] == [
        "The harbour", "The cranes",
    ]  # fmt: skip


def test_guid_in_the_lock_file_of_a_network_stays(run: Run, coast: Path) -> None:
    run("build", coast / "network")
    lock = json.loads((coast / "network" / "feed.lock").read_text("utf-8"))
    assert lock == {
        "format": 2, "podcast_guid": GUIDS["network"], "episodes": {},
        "addresses": ["https://example.com/network/feed.xml"],
        "assets": {"artwork/cover.png": "4ebbc14f"},
        "checks": {"addresses": "cbf30fca", "podcast_guid": "411ca539"},
    }  # fmt: skip


SCALARS: list[tuple[str, Any]] = [
    ("skip_hours: 3", {"skipHours": ["3"]}),
    ("skip_days: Sunday", {"skipDays": ["Sunday"]}),
    ("media: {back_links: https://example.com/x}", {"backLinks": ["https://example.com/x"]}),
]


@pytest.mark.parametrize(("keys", "expected"), SCALARS)
def test_one_value_stands_for_the_only_kind_of_child(
    run: Run, coast: Path, keys: str, expected: dict[str, list[str]]
) -> None:
    set_keys(coast / "harbour", keys)
    assert run("build", coast / "harbour").exit_code == 0
    root = etree.parse(coast / "harbour" / "public" / "feed.xml").getroot()
    ((name, texts),) = expected.items()
    assert [one.text for one in root.find(f".//{{*}}{name}")] == texts
