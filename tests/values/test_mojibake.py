"""Garbled text: what is surely garbled, and what only looks like it."""

import pytest

from feedtool.values.mojibake import find_lost_character, find_mojibake

# A garbled text, and how its first garbled word should read.
GARBLED = [
    ("un cafÃ©", "café"),
    ("I donâ€™t", "don’t"),
    ("â€œSoâ€\x9d", "“So”"),
    ("naÃ¯ve", "naïve"),
    ("SÃ£o Paulo", "São"),
    ("Ã‘andÃº", "Ñandú"),
    ("Â¿QuÃ©?", "¿Qué?"),
    ("Â¡Hola!", "¡Hola!"),
    ("Ã–sterreich", "Österreich"),
    ("Ã¼ber", "über"),
    ("StraÃŸe", "Straße"),
    ("ÃœBER", "ÜBER"),
    ("Å\x81Ã³dÅº", "Łódź"),
    ("Å¼Ã³Å‚w", "żółw"),
    ("ÅšlÄ…sk", "Śląsk"),
    ("piÄ…tek", "piątek"),
    ("pÅ™Ã\xadliÅ¡ Å¾luÅ¥ouÄ\x8dkÃ½", "příliš"),
    ("ÄŒapek", "Čapek"),
    ("Å‘rÃ¼lt", "őrült"),
    ("È™tiri", "știri"),
    ("gÃ¼neÅŸ", "güneş"),
    ("Ä°stanbul", "İstanbul"),
    ("Nguyá»…n", "Nguyễn"),
    ("Tiáº¿ng Viá»‡t", "Tiếng"),
    ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
    ("Î•Î»Î»Î·Î½Î¹ÎºÎ¬", "Ελληνικά"),
    ("×©×œ×•×\x9d", "שלום"),
    ("Ù…Ø±Ø\xadØ¨Ø§", "مرحبا"),
    ("ä¸\xadæ–‡æ’\xadå®¢", "中文播客"),
    ("æ—¥æœ¬èªž", "日本語"),
    ("í•œêµ\xadì–´", "한국어"),
    ("à¹„à¸—à¸¢", "ไทย"),
    ("à¤¹à¤¿à¤¨à¥\x8dà¤¦à¥€", "हिन्दी"),
    ("5 â‚¬", "€"),
    ("Acmeâ„¢", "Acme™"),
    ("a â€“ b", "–"),
    ("waitâ€¦", "wait…"),
    ("â\x9d¤ï¸\x8f love", "❤️"),
    ("ðŸ˜€", "😀"),
    ("20 Â°C", "°C"),
    ("Â© 2020", "©"),
    ("Â« oui Â»", "«"),
    ("crÃ¨me brÃ»lÃ©e", "crème"),
    ("lâ€™Å“uvre", "l’œuvre"),
    ("â†’ next", "→"),
    ("Ã…se Ã…ngstrÃ¶m", "Åse"),
    ("Ã‰COLE", "ÉCOLE"),
    ("Â½ cup", "½"),
    ("ï»¿Hello", "Hello"),
    ("fooÂ\xa0bar", "foo bar"),
    ("voilÃ\xa0", "voilà"),
    ("cafÃ©", "café"),
    ("I donâ\x80\x99t", "don’t"),
    ("naÃ¯ve", "naïve"),
    ("Ã¼ber", "über"),
    ("cafÃƒÂ©", "café"),
    ("I donÃ¢â‚¬â„¢t", "don’t"),
    ("Ã¢â‚¬Å“SoÃ¢â‚¬Â\x9d", "“So”"),
    ("SÃƒÂ£o Paulo", "São"),
    ("Ã…Â\x81ÃƒÂ³dÃ…Âº", "Łódź"),
    ("cafÃ\x83Â©", "café"),
    ("caf√©s", "cafés"),
    ("I don‚Äôt", "don’t"),
    ("cafĂ©s", "cafés"),
    ("I donâ€™t", "don’t"),
    ("caf├⌐s", "cafés"),
    ("I donΓÇÖt", "don’t"),
    ("caf├®s", "cafés"),
    ("I donÔÇÖt", "don’t"),
    ("РџСЂРёРІРµС‚, РјРёСЂ", "Привет,"),
    ("donвЂ™t", "don’t"),
    ("So \xe2\u20ac\ufffd he says", "”"),
    ("voil\xc3 la suite", "voilà"),
    ("Hello.\xc2 Next", "Hello."),
    ('the\xe2\u20ac" end', ""),
    ("e\xcc\x81te\xcc\x81", "e\u0301te\u0301"),
]
RIGHT = [
    "SÃO PAULO: IRMÃS E CORAÇÕES – Â, Ã e Ó", "A MANHÃ\xa0– cedo no cais", "A MANHÃ”", "MANHÃ…",
    "“AMANHÔ", "AMANHÃ®", "IRMû", "LÃ, MAÇÃ™ E CHÃ", "NÃO É…", "A LETRA Ã\xa0É ABERTA",
    "A letra Ã\xa0e a letra Â\xa0e", "O som de Ã: “Ô", "CAFÉ”", "É…", "CAFÉ®", "CAFÉ™ – Folge 3",
    "« la liberté\xa0»", "« déjà\xa0»", "là\xa0– ici", "«\xa0où\xa0?\xa0»", "l’été…", "voilà…”",
    "c’est là »…", "OLÁ»…", "olá»", "olá”…", "Ñ’s", "ESPAÑ… ", "MALMÅ’s", "MALMÅ†", "Å’s bok",
    "Ä… ich weiß nicht", "Äh…", "KÄ…", "À l’Âge d’or", "Â l’âge", "ÂGE D’OR", "ROMÂNIA", "ROMÂ…",
    "Ăştia sunt", "CASĂ”", "CASĂ…", "în România: «â»", "și știri", "Ştiri", "łódź – żółw", "ŁÓDŹ”",
    "ŻÓŁĆ…", "příliš žluťoučký kůň", "ČAPEK", "İstanbul’da", "ĞÜNEŞ", "Nguyễn Văn À",
    "Tiếng Việt: Â, Ă, Ơ, Ư", "ĐÀ NẴNG", "HÀ\xa0NỘI", "Привет, мир", "РІ — ні", "СІ… ЄС", "в „ў",
    "в…", "Д’Артаньян", "РФ и США", "РС… это", "№ 5 в списке", "в\xa0доме", "Ельцин: «РСФСР»",
    "Србија: Љубљана, Ђурђевак", "Ελληνικά", "Γ΄ μέρος", "שלום", "مرحبا", "中文播客", "日本語", "한국어",
    "ไทย", "हिन्दी", "5 × ½", "3×½ cup", "√2 ≈ 1.41", "√π", "2√x", "f(x)=√x²", "a≤b", "∑√n",
    "20 °C", "© 2020 Acme™", "😀 😃 👨\u200d👩\u200d👧", "🏴\ue0067\ue0062\ue0065\ue006e\ue0067\ue007f",
    "❤️", "Æ…", "Ø’s", "ÆØÅ", "ÞÓR…", "ßß", "naïve café", "Œuvre", "L’ŒUVRE", "São «João»",
    "“Olá”—disse", "¿Qué? ¡Ñandú!", "10 €", "CÔTE D’AZUR", "À»", "é»", "é™", "È €5", "PERCHÉ…",
    "CITTÀ…", "così»", "È™", "├── src", "Ô Canada", "GARÇON", "‚Äpfel‘", "‚Über‘", "»Ägypten«",
    "„Ä“", "Ä“", "İ…", "Ünal", "ÇAĞRI", "½ cup", "Crème «brûlée»", "Ωmega", "ΓÉΝΕΣΙΣ", "ä¸", "JÄ”",
    "HÄ“?", "À’", "à’", "“Ô”", "Â", "Ľ…", "Mór…", "CAFÉ·BAR", "Xàtiva·València", "COL·LECCIÓ",
    "ÎLE", "MAÎTRE…", "BOÎTE»", "NOËL…", "CITROËN®", "PEUGEOT® ET CITROËN®", "LES ÎLES…", "AÏ…",
    "MAÏ®", "OÙ…", "OÙ»", "OÙ®", "AÑO 1ª", "1ª ÉPOCA", "JOSɪ", "DAMIÀ", "ÉTÉ’S", "BÉBÉ²", "CO₂",
    "x² + y²", "SMØRREBRØD…", "Ø…", "Ø»", "TRØ®",
]  # fmt: skip


@pytest.mark.parametrize(("text", "right"), GARBLED)
def test_garbled_text_is_told_with_what_it_should_be(text: str, right: str) -> None:
    found = find_mojibake(text)
    assert found is not None
    assert found.right == right


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_not_garbled(text: str) -> None:
    assert find_mojibake(text) is None


def test_each_language_has_its_share() -> None:
    assert len(GARBLED) >= 40
    assert len(RIGHT) >= 60


@pytest.mark.parametrize(
    ("text", "place"), [("a ï¿½ b", (2, 5)), ("烫 锟斤拷", (2, 5)), ("naïve", None)]
)
def test_a_character_that_was_lost_before_is_found(
    text: str, place: tuple[int, int] | None
) -> None:
    assert find_lost_character(text) == place


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("cafÃ©", "Windows-1252"),
        ("donâ\x80\x99t", "Latin-1"),
        ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "Windows-1252"),
        ("РџСЂРёРІРµС‚", "Windows-1251"),
        ("caf√©s", "Mac Roman"),
        ("donΓÇÖt", "DOS 437"),
        ("donÔÇÖt", "DOS 850"),
        ("cafĂ©", "Windows-1250"),
    ],
)
def test_the_encoding_is_named(text: str, encoding: str) -> None:
    found = find_mojibake(text)
    assert found is not None
    assert found.encoding == encoding
