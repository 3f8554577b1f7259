"""Pages of one invented episode, in each structure that pages have and in several languages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Words:
    """What a page says in one language."""

    code: str
    locale: str
    title: str
    description: str
    show: str
    about: str
    date: str
    published: str
    transcript: str
    about_show: str
    about_hosts: str
    said: str


LANGUAGES = {
    "en": Words(
        "en", "en_GB", "Tides and timetables", "Bo Lind explains what the moon has to do with the timetable of "
        "the ferry, and why this is not the fault of the harbour.", "Harbour Notes", "Talks about small ports.",
        "Published on: June 1, 2022", "June 1, 2022", "Full transcript", "About the show", "About the host",
        "Welcome to the harbour, and to the people that we have on the pier today.",
    ),
    "fr": Words(
        "fr", "fr_FR", "Le phare et la nuit", "Bo Lind raconte les nuits dans le phare, avec un chat et des "
        "oiseaux pour nous, et ce que la mer dit quand il est seul.", "Notes du port", "Des voix de petits ports.",
        "Publié le 01/06/2022", "1er juin 2022", "Transcription complète", "À propos du podcast",
        "À propos de l'hôte", "Bienvenue dans le port, avec les gens que nous avons sur le quai pour la journée.",
    ),
    "de": Words(
        "de", "de_DE", "Wer hat an der Uhr gedreht?", "Bo Lind erzählt, was der Mond mit dem Fahrplan zu tun hat, "
        "und dass es nicht die Schuld der Fähre ist, auch wenn das für uns so ist.", "Hafennotizen",
        "Gespräche über kleine Häfen.", "Veröffentlicht am 01/06/2022", "1. Juni 2022", "Transkript der Folge",
        "Über den Podcast", "Über den Host", "Willkommen im Hafen, und das ist für die Leute, die mit uns auf der Mole sind.",
    ),
    "es": Words(
        "es", "es_ES", "El faro y las aves", "Bo Lind cuenta lo que pasa en el faro por las noches, con una luz para "
        "los barcos, pero más para las aves que se acercan.", "Notas del puerto", "Charlas de los puertos pequeños.",
        "Publicado el 01/06/2022", "1 de junio de 2022", "Transcripción completa", "Sobre el podcast",
        "Sobre el anfitrión", "Bienvenidos al puerto, que es de los barcos y de la gente que está en el muelle con nosotros.",
    ),
    "pt": Words(
        "pt", "pt_BR", "O farol e a noite", "Bo Lind conta o que não se vê em uma noite no farol, com os barcos e as "
        "aves, mas é isso que é mais bonito para você.", "Notas do porto", "Conversas de portos pequenos.",
        "Publicado em 01/06/2022", "1 de junho de 2022", "Transcrição", "Sobre o podcast", "Sobre o apresentador",
        "Bem-vindos ao porto, que não é de um barco, mas dos que são do mar e de você.",
    ),
    "it": Words(
        "it", "it_IT", "Il faro e la notte", "Bo Lind racconta che cosa non si vede di una notte nel faro, con le navi "
        "e gli uccelli, ma anche come si sta da soli per un anno.", "Note dal porto", "Voci di piccoli porti.",
        "Pubblicato il 01/06/2022", "1 giugno 2022", "Trascrizione integrale", "Sul podcast", "Sul conduttore",
        "Benvenuti nel porto, che è di chi non ha una nave, ma anche della gente che con gli amici è sul molo.",
    ),
}  # fmt: skip

PAGE = "https://example.com/episodes/7"
AUDIO = "https://media.example.com/007.mp3"
COVER = "https://example.com/cover.jpg"
PICTURE = "https://example.com/7.jpg"


def page(words: Words, head: str = "", body: str = "", lang: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang or words.code}"><head><meta charset="utf-8">'
        f"<title>{escape(words.title)} | {escape(words.show)}</title>\n{head}</head>\n"
        f"<body><nav><a href='/'>Podcast</a></nav><main>{body}</main><footer>2026</footer></body></html>\n"
    )


def script(document: object) -> str:
    written = json.dumps(document).replace("</", "<\\/")
    return f'<script type="application/ld+json">{written}</script>\n'


def node(words: Words) -> dict[str, object]:
    """An episode, as JSON-LD has it, with its series inside."""
    return {
        "@context": "https://schema.org", "@type": "PodcastEpisode", "name": words.title,
        "url": PAGE, "description": words.description, "datePublished": "2022-06-01",
        "duration": "PT52M10S", "episodeNumber": 7, "inLanguage": words.code, "image": PICTURE,
        "associatedMedia": {
            "@type": "MediaObject", "contentUrl": AUDIO, "encodingFormat": "audio/mpeg",
            "contentSize": "50123456",
        },
        "partOfSeries": series(words),
    }  # fmt: skip


def series(words: Words) -> dict[str, object]:
    return {
        "@type": "PodcastSeries", "name": words.show, "url": "https://example.com/",
        "description": words.about, "image": {"@type": "ImageObject", "url": COVER},
        "author": {"@type": "Person", "name": "Mira Holt"},
    }  # fmt: skip


def json_ld(words: Words) -> str:
    return page(words, script(node(words)), f"<h1>{words.title}</h1>")


def json_ld_graph(words: Words) -> str:
    """A graph whose nodes name each other, with prefixes in their names."""
    graph = [
        {"@type": "WebSite", "@id": "#site", "name": words.show},
        {"@type": ["schema:PodcastEpisode", "CreativeWork"], "@id": PAGE, "schema:name": words.title,
         "http://schema.org/description": words.description, "datePublished": "2022-06-01",
         "timeRequired": "PT52M10S", "episodeNumber": "7", "inLanguage": {"@type": "Language", "alternateName": words.code},
         "image": [{"@id": "#picture"}], "audio": {"@id": "#audio"}, "partOfSeries": {"@id": "#series"}, "url": PAGE},
        {"@type": "ImageObject", "@id": "#picture", "contentUrl": PICTURE},
        {"@type": "AudioObject", "@id": "#audio", "contentUrl": AUDIO, "encodingFormat": "audio/mpeg",
         "contentSize": "50123456"},
        {**series(words), "@id": "#series", "author": {"@id": "#mira"}},
        {"@type": "Person", "@id": "#mira", "name": "Mira Holt"},
    ]  # fmt: skip
    return page(words, script({"@context": "https://schema.org", "@graph": graph}))


def microdata(words: Words) -> str:
    return page(words, "", (
        f'<article itemscope itemtype="https://schema.org/PodcastEpisode"><h1 itemprop="name">{words.title}</h1>'
        f'<link itemprop="url" href="{PAGE}"><meta itemprop="episodeNumber" content="7">'
        f'<meta itemprop="inLanguage" content="{words.code}"><img itemprop="image" src="/7.jpg">'
        '<time itemprop="datePublished" datetime="2022-06-01">x</time><meta itemprop="duration" content="PT52M10S">'
        f'<div itemprop="description"><p>{words.description}</p></div>'
        f'<div itemprop="associatedMedia" itemscope itemtype="http://schema.org/MediaObject">'
        f'<a itemprop="contentUrl" href="{AUDIO}">mp3</a><meta itemprop="encodingFormat" content="audio/mpeg">'
        '<meta itemprop="contentSize" content="50123456"></div>'
        '<div itemprop="partOfSeries" itemscope itemtype="https://schema.org/PodcastSeries">'
        f'<a itemprop="url" href="/"><span itemprop="name">{words.show}</span></a>'
        f'<p itemprop="description">{words.about}</p><img itemprop="image" src="/cover.jpg">'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Mira Holt</b></span>'
        "</div></article>"
    )).replace("<head>", f'<head><base href="{PAGE}">')  # fmt: skip


def open_graph(words: Words) -> str:
    tags = {
        "og:type": "music.song", "og:title": f"#7 {words.title}", "og:description": words.description,
        "og:url": PAGE, "og:site_name": words.show, "og:locale": words.locale, "og:image": PICTURE,
        "og:audio": AUDIO, "og:audio:type": "audio/mpeg", "music:duration": "3130",
        "article:published_time": "2022-06-01T06:00:00+02:00",
    }  # fmt: skip
    head = "".join(
        f'<meta property="{name}" content="{escape(value)}">\n' for name, value in tags.items()
    )
    return page(words, head)


def player_card(words: Words) -> str:
    tags = {
        "twitter:card": "player", "twitter:title": f"#7 {words.title}",
        "twitter:description": words.description, "twitter:image": PICTURE,
        "twitter:player": "https://example.com/player/7", "twitter:player:stream": AUDIO,
        "twitter:player:stream:content_type": "audio/mpeg",
    }  # fmt: skip
    head = "".join(
        f'<meta name="{name}" content="{escape(value)}">\n' for name, value in tags.items()
    )
    return page(words, head + f'<link rel="canonical" href="{PAGE}">', f"<p>{words.date}</p>")


def bare_audio(words: Words) -> str:
    body = (
        f"<h1>#7 {words.title}</h1><p>{words.date}</p><audio controls><source src='{AUDIO}' type='audio/mpeg'>"
        f"</audio><p>{words.description}</p><h2>{words.transcript}</h2><p>Mira:</p><p>{words.said}</p>"
        f"<h2>{words.about_show}</h2><p>{words.show}</p><p>{words.about}</p><h2>{words.about_hosts}</h2><p>Mira Holt</p>"
    )  # fmt: skip
    return page(words, f'<link rel="canonical" href="{PAGE}">', body)


def in_articles(words: Words) -> str:
    """A page with the time of each of its parts, and the transcript behind a button."""
    body = (
        f"<article><h1>#7 {words.title}</h1><time datetime='2022-06-01T06:00:00+02:00'>{words.published}</time>"
        f"<audio src='{AUDIO}' type='audio/mpeg'></audio><div class='notes'><p>{words.description}</p></div>"
        f"<details><summary>{words.transcript}</summary><div><p>Mira:</p><p>{words.said}</p></div></details></article>"
    )
    return page(words, f'<link rel="canonical" href="{PAGE}">', body)


STRUCTURES: dict[str, Callable[[Words], str]] = {
    one.__name__: one
    for one in (json_ld, json_ld_graph, microdata, open_graph, player_card, bare_audio, in_articles)
}
