"""Language tags: which parts are known, and what to write instead."""

import pytest

from feedtool.values.languages import check_language

EXPECTED = "expected a language code such as en or pt-BR"


@pytest.mark.parametrize(
    "text",
    [
        "en", "EN", "haw", "cmn", "zh-Hant-TW", "zh-hant-tw", "es-419", "pt-BR", "en-us", "sr-Latn",
        "sl-rozaj-biske-1994", "de-CH-1996", "DE-1996", "ca-valencia", "en-US-x-custom", "en-x-a",
        "de-a-extended-x-1", "en-Qaaa", "en-Qabx", "en-AA", "en-QM", "en-QZ", "en-XA", "en-XZ", "en-ZZ",
        "lld-valbadia", "en-Kawi", "sgn",
    ],
)  # fmt: skip
def test_known_tag_is_right(text: str) -> None:
    assert check_language(text) == ()


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("", "bad-language", EXPECTED),
        (" ", "bad-language", EXPECTED),
        ("xx", "bad-language", "no language has this code; expected a code such as en or pt-BR"),
        ("xqx", "bad-language", "no language has this code; expected a code such as en or pt-BR"),
        ("en-", "bad-language", EXPECTED),
        ("en-US-GB", "bad-language", EXPECTED),
        ("en-a", "bad-language", EXPECTED),
        ("english", "bad-language", f"{EXPECTED}; write en"),
        (" Deutsch ", "bad-language", f"{EXPECTED}; write de"),
        ("klingonish", "bad-language", EXPECTED),
        ("en_US", "bad-language", f"{EXPECTED}; write en-US"),
        (" en_US", "bad-language", f"{EXPECTED}; write en-US"),
        ("xx_US", "bad-language", EXPECTED),
        ("pt_br", "bad-language", f"{EXPECTED}; write pt-BR"),
        ("zh_hans", "bad-language", f"{EXPECTED}; write zh-Hans"),
        ("jp", "bad-language", "no language has this code; write ja"),
        ("US", "bad-language", "no language has this code; write en-US"),
        ("en-us, de", "bad-language", "expected one language code; write en-US"),
        ("en_us.UTF-8", "bad-language", "expected one language code; write en-US"),
        ("de, klingonish", "bad-language", EXPECTED),
        ("de," * 100_000, "bad-language", EXPECTED),
        ("en-EN", "language-subtag", 'no region has the code "EN"; write en'),
        (" en-US", "value-padded", "expected no space around the value; write en-US"),
        ("en\n", "value-padded", "expected no space around the value; write en"),
        ("iw", "language-code-variant", "expected he; write he"),
        ("IW-IL", "language-code-variant", "expected he; write he-IL"),
        ("eng", "language-code-variant", "expected en; write en"),
        ("eng-GB", "language-code-variant", "expected en; write en-GB"),
        ("qaa", "language-unspecific", "this code is for private use; expected a code such as en or pt-BR"),
        ("qtz-US", "language-unspecific", "this code is for private use; expected a code such as en or pt-BR"),
        ("und", "language-unspecific",
         "und means no known language; expected a code such as en or pt-BR"),
        ("mul", "language-unspecific",
         "mul means several languages; expected a code such as en or pt-BR"),
        ("zxx", "language-unspecific",
         "zxx means no language at all; expected a code such as en or pt-BR"),
        ("mis", "language-unspecific",
         "mis means a language without a code; expected a code such as en or pt-BR"),
        ("x-private-1", "language-unspecific", EXPECTED),
        ("X-1", "language-unspecific", EXPECTED),
    ],
)  # fmt: skip
def test_other_text(text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_language(text)] == [(rule, says)]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("zh-guoyu", "cmn"), ("no-bok", "nb"), ("NO-NYN", "nn"), ("zh-min-nan", "nan"),
        ("zh-hakka", "hak"), ("zh-xiang", "hsn"), ("art-lojban", "jbo"), ("i-klingon", "tlh"),
        ("i-lux", "lb"), ("en-GB-oed", "en-GB-oxendict"), ("sgn-BE-FR", "sfb"), ("sgn-US", "ase"),
    ],
)  # fmt: skip
def test_old_whole_tag_names_its_replacement(text: str, instead: str) -> None:
    assert [(one.rule, one.says) for one in check_language(text)] == [
        ("language-code-variant", f"expected {instead}")
    ]


@pytest.mark.parametrize("text", ["i-default", "i-enochian", "cel-gaulish", "zh-min"])
def test_old_whole_tag_without_replacement(text: str) -> None:
    assert [(one.rule, one.says) for one in check_language(text)] == [
        ("language-unspecific", EXPECTED)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("zh-yue", "language-code-variant", "expected yue; write yue"),
        ("zh-YUE-HK", "language-code-variant", "expected yue; write yue-HK"),
        ("zh-cmn-Hans-CN", "language-code-variant", "expected cmn; write cmn-Hans-CN"),
        ("ar-arz", "language-code-variant", "expected arz; write arz"),
        ("sgn-ase-US", "language-code-variant", "expected ase; write ase-US"),
        ("en-usa", "language-subtag",
         'no extended language has the code "usa"; a region has two letters, e.g. pt-BR'),
        ("zh-eng", "language-subtag",
         'no extended language has the code "eng"; a region has two letters, e.g. pt-BR'),
        ("en-yue-HK", "language-subtag", '"yue" can only follow zh; write yue-HK'),
        ("zh-yue-cmn", "language-subtag", '"cmn" is one part too many; write yue'),
        ("zh-yue-cmn-nan-HK", "language-subtag", '"cmn" is one part too many; write yue-HK'),
        ("en-UK", "language-subtag", "the region is GB; write en-GB"),
        ("en-uk-x-a", "language-subtag", "the region is GB; write en-GB-x-a"),
        ("en-QL", "language-subtag", 'no region has the code "QL"'),
        ("en-099", "language-subtag", 'no region has the code "099"'),
        ("en-Abcd", "language-subtag", 'no script has the code "Abcd"'),
        ("en-Qaby-US", "language-subtag", 'no script has the code "Qaby"'),
        ("de-1995", "language-subtag", 'no variant has the code "1995"'),
        ("de-1996-oldish", "language-subtag", 'no variant has the code "oldish"'),
    ],
)  # fmt: skip
def test_part_that_is_not_known_or_out_of_use(text: str, rule: str, says: str) -> None:
    assert [(one.rule, one.says) for one in check_language(text)] == [(rule, says)]
