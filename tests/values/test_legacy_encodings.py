"""Encodings before UTF-8 are told apart by their letters; what is not certain has no name."""

import pytest

from feedtool.values.legacy_encodings import guess_legacy

RUSSIAN = (
    "Добро пожаловать в наш подкаст. Сегодня мы поговорим о море и о кораблях, которые плывут."
)
TEXTS = {
    "German": ("cp1252", "Ich möchte über das Wetter sprechen, und überhaupt: schöne Grüße aus Kiel – „toll“."),
    "Spanish": ("cp1252", "El niño comió en España; ¿qué pasó ayer? Mañana será otro día. ¡Ánimo!"),
    "French": ("cp1252", "Ça va? À bientôt, l’été où Noël œuvre. État"),
    "Icelandic": ("cp1252", "Það er gott veður í dag og skipið siglir út á haf, því að dagurinn er góður"),
    "one letter": ("cp1252", "le café du port"),
    "Polish": ("cp1250", "Dzień dobry, witamy w naszym podcaście. Dziś będziemy rozmawiać o łodziach, które płyną."),
    "Czech": ("cp1250", "Vítejte u nás, dnes budeme mluvit o přístavu a o lodích. Je to důležité, něco šťastného."),
    "Turkish": ("cp1254", "Hoş geldiniz, bugün denizi konuşacağız. Çok güzel bir gün ve şimdi başlıyoruz, ışık"),
    "French of old Macs": ("mac_roman", "Le café était fermé, où est-ce que tu étais à Noël?"),
    "German of DOS": ("cp850", "Ich möchte über das Wetter sprechen, schöne Grüße, café, été"),
    "Russian": ("cp1251", RUSSIAN),
    "Russian of Unix": ("koi8-r", RUSSIAN),
    "Russian of DOS": ("cp866", RUSSIAN),
    "Russian of ISO": ("iso8859-5", RUSSIAN),
    "Greek": ("cp1253", "Καλώς ήρθατε στο podcast μας. Σήμερα θα μιλήσουμε για τη θάλασσα και τα πλοία."),
    "Hebrew": ("cp1255", "שלום וברוכים הבאים לפודקאסט שלנו. היום נדבר על הים ועל האוניות"),
    "Arabic": ("cp1256", "مرحبا بكم في البودكاست. اليوم سنتحدث عن البحر والسفن الكبيرة"),
    "Japanese": ("cp932", "こんにちは、ようこそ。今日は海と船について話します。"),
    "Japanese of Unix": ("euc_jp", "こんにちは、ようこそ。今日は海と船について話します。"),
    "Korean": ("cp949", "안녕하세요. 오늘은 바다와 배에 대해 이야기하겠습니다."),
    "simplified Chinese": ("gb18030", "大家好，欢迎收听我们的播客。今天我们谈谈大海和船只，还有港口的故事。"),
    "traditional Chinese": ("big5", "大家好，歡迎收聽我們的節目。今天我們談談大海和船隻，還有港口的故事。"),
}  # fmt: skip


@pytest.mark.parametrize(("codec", "text"), TEXTS.values(), ids=TEXTS)
def test_encoding_of_a_text_is_found(codec: str, text: str) -> None:
    captions = f"1\n00:00:01,000 --> 00:00:04,000\n{text}\n"
    found = guess_legacy(captions.encode(codec))
    assert found is not None
    assert found.codec == codec


@pytest.mark.parametrize("data", [b"plain", b"", b"caf\x8d\x9d\x81e", bytes(range(128, 256)) * 4])
def test_nobody_can_be_sure(data: bytes) -> None:
    assert guess_legacy(data) is None
