"""Forms of the keys of a show's files, and what JSON Schema cannot say about them."""

# By file and key: forms that the build takes, and forms that it refuses, as they stand in YAML.
FLAGS = (
    ["true", "false", "yes", '"no"', "TRUE", "'True '"],
    ["maybe", "1", "on", "", "[true]", "{}"],
)
NUMBERS = (
    ["33", '"33"', "033", "1_000", "3.0"],
    ["0", "-3", "1.5", "one", "true", "", "[33]", "0o0"],
)
TEXTS = (
    ["A text", "1984", "true", "2024-01-01", "no", "1:30", "'#1'"],
    ["", '""', "[a]", "{a: b}"],
)
URLS = (
    ["https://example.com/a", "HTTP://example.com/a", '"https://example.com/a?b=c#d"'],
    [
        "example.com",
        "ftp://example.com/a",
        "",
        "5",
        "https://exa mple.com/",
        "[https://example.com/]",
    ],
)
FOLDER_URLS = (
    ["https://example.com/a", "HTTP://example.com/a/", '"https://example.com"'],
    [
        *URLS[1],
        '"https://example.com/a?b=c"',
        '"https://example.com/a/#d"',
        "https://example.com/?",
    ],
)
DATES = (
    [
        "2024-01-15",
        "2024-01-15T07:00",
        "2024-01-15 07:00:30",
        "2024-01-15T07:00:00+02:00",
        '"2024-01-15T07:00Z"',
    ],
    ["15 January 2024", "2024", "2024-1-5", "tomorrow", "", "[2024-01-15]", "12:30"],
)
LANGUAGES = (
    ["en", "no", "pt-BR", "zh-Hant-TW"],
    ["english language", "e", "", "5", "true", "[en]"],
)
PEOPLE = (
    ["mira", "[mira]", "[mira, bo]", "{name: Noor}", "[{name: Noor, role: Pilot}, mira]", "[]", "7",
     "{name: Noor, bio: }", "{name: 1984, url: https://example.com/, picture: people/mira.png}"],
    ["", "{role: Pilot}", "{name: }", "{name: Noor, nonsense: 1}", "[[mira]]", "[{}]", "{name: [Noor]}",
     "{name: Noor, url: nowhere}", '{name: Noor, picture: "ftp://example.com/a.jpg"}'],
)  # fmt: skip
CREW = (
    ["{editor: mira}", "{Sound Designer: [mira, bo]}", "{video post-production/editor: bo}", "{}",
     "{CO-HOST: mira}", '{" editor ": [{name: Noor}]}'],
    ["{pilot: mira}", "mira", "[mira]", "", "{editor: }", "{editor: [[mira]]}"],
)  # fmt: skip
TIMED = (
    ["[{person: mira, until: 2024-05}]", "{person: bo, since: 2023}", "[{name: Noor, since: '2023-01-31', until: 2024}]",
     "{person: mira}", "{person: mira, role: Pilot, until: 2024}", "{person: {name: Noor}, since: 2023-01}"],
    ["{person: }", "{since: 2024}", "{person: mira, until: May}", "{person: mira, until: }", "{person: [mira]}",
     "{person: mira, nonsense: 1}", "{name: Noor, until: [2024]}", "{person: mira, since: 2024-5}", "{name: Noor, since: 24}"],
)  # fmt: skip
PEOPLE_OF_SHOW = (PEOPLE[0] + TIMED[0], PEOPLE[1] + TIMED[1])
CREW_OF_SHOW = (
    [*CREW[0], "{editor: {person: mira, until: 2024-05}}"],
    [*CREW[1], "{editor: {person: mira, until: soon}}"],
)
FOOTERS = (
    [
        "true",
        "false",
        "no",
        "guests",
        "[guests, funding]",
        "[]",
        "{guests: In this episode, links: More}",
        "{}",
    ],
    ["all", "", "[all]", "{all: Everything}", "{guests: }", "[[guests]]", "5"],
)
FORMATS = (["plain", "html"], ["markdown", "", "HTML", "[html]", "true"])
LINE_BREAKS = (["keep", "join"], ["", "yes", "Keep", "[keep]", "true"])
TRANSCRIPT_FORMATS = (
    ["vtt", "[vtt, html]", "[txt, json, srt, html, vtt]"],
    ["", "[]", "VTT", "docx", "true", "[[vtt]]", "{vtt: html}", "5"],
)
EXTRAS = (
    [
        "'<a:b xmlns:a=\"https://example.com/a\">c</a:b>'",
        "['<a:b xmlns:a=\"https://example.com/a\"/>']",
        "[]",
    ],
    ["", "calm", "5", "{a: b}", "[[a]]"],
)
IGNORES = (
    [
        "{}",
        "{title-numbered: they are part of the titles}",
        "{image-*: 2024, bad-date: until 2027-01-31 a reason}",
    ],
    [
        "",
        "title-numbered",
        "[title-numbered]",
        "{title-numbered: }",
        "{title-numbered: [a]}",
        "{Title: a}",
    ],
)
PICTURES = (
    ["artwork/cover.png", "https://example.com/cover.png"],
    ["", "ftp://example.com/cover.png", "[artwork/cover.png]", "{file: artwork/cover.png}"],
)
AUDIO = (
    ["001.mp3", "[001.mp3]", "{file: 001.mp3}",
     "[001.mp3, {url: https://example.com/1.ogg, length: 123456}, {file: 001.mp3, duration: 0:05}]", "{file: 001.mp3, duration: 0:05}",
     "{url: https://example.com/1.mp3, length: 123456, duration: 720}",
     "{url: https://example.com/1.mp3, length: '123456', duration: '720', type: audio/mpeg}",
     "{url: https://example.com/1.mp3, length: 123456, duration: 12:30}",
     "{url: https://example.com/1.mp3, length: 123456, duration: 1:02:03}",
     "{url: https://example.com/1.mp3, length: 0, duration: 5}", "{url: https://example.com/1.mp3, length: 0, duration: 0}"],
    ["", "[]", "[[001.mp3]]", "[001.mp3, {length: 5}]", "[001.mp3, '']", "{}", "{length: 5}", "{file: 001.mp3, url: https://example.com/1.mp3}",
     "{file: 001.mp3, length: 5}", "{url: 001.mp3}", "{file: 001.mp3, nonsense: 1}", "ftp://example.com/1.mp3",
     "{url: https://example.com/1.mp3, length: -1, duration: 5}", "{file: }",
     "{url: https://example.com/1.mp3, length: 5, duration: 12 min}",
     "{url: https://example.com/1.mp3, length: 5, duration: 1:75}",
     "{url: https://example.com/1.mp3, length: 5, duration: -5}",
     "{url: https://example.com/1.mp3, length: 5, duration: 5, type: mp3}"],
)  # fmt: skip
CHOICES = (
    ["{}", "{seasons: 1}", "{seasons: [1, '2']}", "{types: full}", "{types: [full, bonus]}", "{languages: en}",
     "{tags: [storms, 2024]}", "{seasons: []}"],
    ["", "full", "[full]", "{types: extra}", "{seasons: one}", "{nonsense: 1}", "{tags: }", "{languages: [[en]]}"],
)  # fmt: skip
Forms = tuple[list[str], list[str]]
SHOW: dict[str, Forms] = {
    "title": TEXTS,
    "link": (URLS[0], ["example.com", "", "5", "https://exa mple.com/", "[https://example.com/]"]),
    "feed_url": URLS,
    "description": TEXTS,
    "language": LANGUAGES,
    "categories": (
        ["Technology", "[Technology]", "Business > Management", "[Arts, Business > Management, News]",
         '"Arts>Food"', '["Society & Culture > Documentary"]', "' TV & Film  >  Film Reviews '"],
        ["[[Arts, Food]]", "[]", "", "Tech", "technology", "[Technology, 5]", "{Arts: Food}", "Arts > Management",
         "Food", "true", "[Arts: [Food]]"],
    ),
    "artwork": PICTURES,
    "owner": (
        ["{email: ed@example.com}", "{name: Mira Holt, email: ed@example.com}", "{name: 7, email: ed@example.com}"],
        ["", "ed@example.com", "{name: Mira Holt}", "{email: nobody}", "{email: }", "[{email: ed@example.com}]",
         "{email: ed@example.com, phone: 1}", "{name: , email: ed@example.com}", "{}"],
    ),
    "base_url": FOLDER_URLS,
    "media_url": FOLDER_URLS,
    "timezone": (["Europe/Paris", "UTC", "America/Argentina/Buenos_Aires"], ["", "5", "[UTC]", "Europe / Paris"]),
    "author": TEXTS,
    "hosts": PEOPLE_OF_SHOW,
    "cohosts": PEOPLE_OF_SHOW,
    "crew": CREW_OF_SHOW,
    "description_format": FORMATS,
    "line_breaks": LINE_BREAKS,
    "footer": FOOTERS,
    "footer_text": TEXTS,
    "explicit": FLAGS,
    "type": (["episodic", "serial"], ["Serial", "", "true", "[serial]"]),
    "order": (["newest-first", "as-written"], ["Newest-first", "", "true", "[as-written]"]),
    "copyright": TEXTS,
    "funding": (
        ["{url: https://example.com/give, text: Give}", "[{url: https://example.com/give, text: 5}]", "[]"],
        ["", "https://example.com/give", "{url: https://example.com/give}", "{text: Give}", "[[]]",
         "{url: give, text: Give}", "{url: https://example.com/give, text: Give, more: 1}"],
    ),
    "locked": FLAGS,
    "title_format": (["'{number} {title}'", "'{title}'"], ["", "[a]", "{a: b}"]),
    "itunes_title": TEXTS,
    "moved_from": (
        ["https://example.com/old.xml", "[https://example.com/a.xml, https://example.com/b.xml]", "[]"],
        ["", "old.xml", "[old.xml]", "{url: https://example.com/old.xml}", "[[https://example.com/a.xml]]"],
    ),
    "new_feed_url": URLS,
    "complete": FLAGS,
    "block": FLAGS,
    "verify": (["s6d0c9a0-1234", "true"], ["", "[a]", "{a: b}"]),
    "podcast_guid": (
        ["917393e3-1b1e-5cef-ace4-edaa54e1f810"],
        ["917393e3", "", "5", "true", "[917393e3-1b1e-5cef-ace4-edaa54e1f810]"],
    ),
    "prefixes": (
        ["op3", "[op3, podtrac]", "https://example.com/t/", "[https://example.com/t/]", "[]"],
        ["", "op4", "https://example.com/t", "'https://example.com/t/?a/'", "{op3: true}", "[[op3]]", "5"],
    ),
    "hosting": (["netlify", "github-pages"], ["Netlify", "", "[netlify]", "ftp"]),
    "seasons": (
        ["{1: The storm}", "{1: The storm, '2': 1984}", "{}", "{01: The storm}"],
        ["", "The storm", "[The storm]", "{0: None}", "{one: The storm}", "{1: }", "{1: [a]}"],
    ),
    "artwork_alt": TEXTS,
    "transcript_formats": TRANSCRIPT_FORMATS,
    "artwork_sizes": (
        ["1200", "[1200, 600]", "'600'", "[]", "[16, 3000]"],
        ["", "15", "3001", "[5000]", "big", "{width: 600}", "[[600]]", "'3001'"],
    ),
    "media_dirs": (["artwork", "[artwork, audio]", "[]"], ["", "{a: b}", "[[artwork]]", "[{}]"]),
    "only": CHOICES,
    "without": (CHOICES[0][1:], CHOICES[1]),
    "limit": NUMBERS,
    "older": (["drop", "pages", "archives"], ["keep", "", "[drop]", "true"]),
    "chapters_in_feed": FLAGS,
    "audio": (
        ["opus", "mp3", "audio/mpeg", "'audio/ogg; codecs=opus'"],
        ["", "[opus]", ".mp3", "OPUS", "wordperfect", "audio/", "5", "{file: a.mp3}"],
    ),
    "live_items": (
        ["[]", "{title: A, status: pending, start: 2030-05-01T20:00}",
         "[{title: A, status: live, start: 2030-05-01T20:00, end: 2030-05-01T21:00, notes: , guests: bo}]",
         "{title: A, status: ended, start: 2030-05-01, audio: {url: https://example.com/s, type: audio/mpeg, length: 5}}",
         "{title: A, status: pending, start: 2030-05-01, chat: {server: irc.example.com, protocol: irc}}"],
        ["", "A", "[[]]", "{title: A, status: pending}", "{title: A, status: soon, start: 2030-05-01}",
         "{title: A, status: pending, start: soon}", "{title: A, status: pending, start: 2030-05-01, draft: true}",
         "{title: A, status: pending, start: 2030-05-01, nonsense: 1}", "{status: pending, start: 2030-05-01}",
         "{title: A, status: pending, start: 2030-05-01, slug: a}", "{title: A, status: pending, start: 2030-05-01, audio: {}}"],
    ),
    "extra": EXTRAS,
    "ignore": IGNORES,
    "feeds": (
        ["{}", "{bonus: {only: {types: bonus}}}", "{short: {limit: 5, title: 1984, medium: music}, 2024: {}}"],
        ["", "bonus", "[bonus]", "{bonus: }", "{Bonus: {}}", "{feed: {}}", "{a--b: {}}", "{bonus: {nonsense: 1}}",
         "{bonus: {timezone: UTC}}", "{bonus: {feeds: {}}}", "{bonus: {limit: 0}}", "{bonus: {language: }}"],
    ),
}  # fmt: skip
EPISODE: dict[str, Forms] = {
    "title": TEXTS,
    "published": DATES,
    "audio": AUDIO,
    "number": (
        ["33", '"33"', "033", "1_000", "3.0", "0", "12.5", "'0'", '" 0.125"', "+7"],
        ["-3", "one", "true", "", "[33]", "12,5", "1.5.2", "-1.5", "'.5'", "'1.2345'"],
    ),
    "season": NUMBERS,
    "guests": PEOPLE,
    "hosts": PEOPLE,
    "cohosts": PEOPLE,
    "crew": CREW,
    "description_format": FORMATS,
    "line_breaks": LINE_BREAKS,
    "footer": FOOTERS,
    "footer_text": TEXTS,
    "summary": TEXTS,
    "link": (URLS[0], ["example.com", "", "5", "[https://example.com/]"]),
    "transcript": (
        ["transcripts/1.vtt", "{file: transcripts/1.vtt}", "[{file: transcripts/1.vtt, language: en, rel: captions}]", "[]",
         "https://example.com/1.VTT", "https://example.com/1.srt?a=b", "{url: https://example.com/1, type: text/vtt}",
         "[{url: https://example.com/1.vtt, language: en, rel: captions}]", "{file: transcripts/1, type: text/vtt}",
         "{file: transcripts/1.vtt, speakers: {Speaker 1: Bo Lind, 2: mira}}", "{file: transcripts/1.vtt, speakers: {}}"],
        ["", "https://example.com/1", "{}", "{url: https://example.com/1}", "{language: en}",
         "{file: transcripts/1.vtt, type: text/vtt}", "{file: transcripts/1.vtt, url: https://example.com/1.vtt}",
         "[[]]", "{file: transcripts/1.vtt, nonsense: 1}", "{file: transcripts/1.vtt, speakers: bo}",
         "{file: transcripts/1.vtt, speakers: {Speaker 1: }}", "{url: https://example.com/1.vtt, speakers: {A: Bo}}", "{url: 1.vtt}"],
    ),
    "transcript_formats": TRANSCRIPT_FORMATS,
    "chapters_in_feed": FLAGS,
    "chapters": (
        ["chapters/1.json", "{file: chapters/1.json}", "{url: https://example.com/1}", "https://example.com/1", "[]",
         "[{start: 0:00, title: Hello}]", "[{start: 0, title: 1984}, {start: '1.5', title: B, url: https://example.com/}]",
         "[{start: 1:02:03.5, title: A, image: artwork/cover.png}]", "[{start: '1:13,5', title: A, end: 2:00}]",
         "[{start: 5, toc: false}]", "[{start: 5, title: A, toc: 'yes'}]",
         "[{start: 5, title: A, location: {name: Pier 4, geo: 'geo:53.55,9.99', osm: R62782}}]"],
        ["", "{}", "{file: chapters/1.json, url: https://example.com/1}",
         "[{title: Hello}]", "[{start: 0:00}]", "[{start: soon, title: A}]", "[[]]", "[Hello]", "{url: 1.json}",
         "[{start: -1, title: A}]", "[{start: 1:75, title: A}]", "[{start: 0:00, title: A, nonsense: 1}]",
         "[{start: 5, toc: true}]", "[{start: 5, title: A, end: soon}]", "[{start: 5, title: A, toc: maybe}]",
         "[{start: 5, title: A, location: Pier 4}]", "[{start: 5, title: A, location: {geo: 'geo:1,2'}}]",
         "[{start: 5, title: A, location: {name: A, geo: '1,2'}}]", "[{start: 5, title: A, location: {name: A, osm: '62782'}}]"],
    ),
    "artwork": PICTURES,
    "artwork_alt": TEXTS,
    "explicit": FLAGS,
    "type": (["full", "trailer", "bonus"], ["Full", "", "[full]", "extra"]),
    "language": LANGUAGES,
    "updated": DATES,
    "block": FLAGS,
    "guid": TEXTS,
    "guid_permalink": (["false", "no"], FLAGS[1]),
    "title_display": TEXTS,
    "draft": FLAGS,
    "number_display": TEXTS,
    "extra": EXTRAS,
    "ignore": IGNORES,
}  # fmt: skip
PERSON: dict[str, Forms] = {
    "name": TEXTS,
    "role": TEXTS,
    "organization": TEXTS,
    "url": (
        ["https://example.com/", "mailto:mira@example.com"],
        ["nowhere", "", "5", "[https://example.com/]"],
    ),
    "picture": (
        ["people/mira.png", "https://example.com/mira.jpg"],
        ["", "[people/mira.png]", "ftp://example.com/mira.jpg"],
    ),
    "bio": (["Keeps the lamp.", "", "5"], ["[a]", "{a: b}"]),
}
# What JSON Schema cannot say: the schema accepts each of these, and the build refuses it.
CANNOT_SAY: dict[str, list[tuple[str, str]]] = {
    "a date or a zone must exist": [
        ("episode", "published: 2024-02-30"), ("show", "timezone: Europe/Londres"),
    ],
    "files and folders must exist, inside the show": [
        ("episode", "audio: 999.mp3"), ("show", "artwork: ../cover.png"), ("show", "media_dirs: [nowhere]"),
    ],
    "what is no transcript by its name may be one by its content": [
        ("episode", "transcript: people.yaml"), ("episode", "transcript: {file: people.yaml}"),
    ],
    "a short name must stand in people.yaml": [("show", "hosts: [noor]")],
    "files and notes without times have no chapters": [("episode", "chapters: people.yaml"), ("episode", "chapters: notes")],
    "each part of a language and of an address must be right": [
        ("show", "language: qq"), ("show", "link: https://user@/"),
    ],
    "what the author leaves out may be known from files and servers": [
        ("episode", "audio: https://example.com/1.mp3"),
        ("episode", "alternate_enclosures: {sources: https://example.com/1.opus}"),
    ],
    "a rule must exist, and a last day": [
        ("show", "ignore: {no-such-rule: a reason}"), ("episode", "ignore: {title-numbered: until 2027-02-30 x}"),
    ],
    "XML must be well formed": [("show", "extra: <a>")],
    "what YAML 1.2 makes of null and of numbers in other forms is a text for the build": [
        ("episode", "number: 0x1F"), ("episode", "number: 1e3"),
    ],
    "what the build knows of several values together": [
        ("show", "social: word"), ("episode", "guid_permalink: true"), ("show", "remote_items: {feed_guid: word}"),
    ],
}  # fmt: skip
