"""XML declarations: what is wrong with each faulty form, and where."""

import pytest

from feedtool.validator.source.xml_declaration import (
    explain_declaration,
    find_declaration,
    find_label,
)

WRITE = '; write <?xml version="1.0" encoding="UTF-8"?>'
IN = "in the XML declaration"


@pytest.mark.parametrize(
    "raw",
    [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>",
        '<?xml version="1.0" standalone="no"?>',
        '<?xml\n  version = "1.0"\n  encoding = "ISO-8859-1"\n?>',
        '<?xml version="1.1" encoding="martian"?>',  # reported by other rules
    ],
)
def test_right_declaration_has_no_fault(raw: str) -> None:
    assert explain_declaration(raw, "UTF-8") is None


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ('<?xml encoding="UTF-8" |version="1.0"?>',
         f"version stands after encoding {IN}; the order is version, encoding"),
        ('<?xml version="1.0" standalone="yes" |encoding="UTF-8"?>',
         f"encoding stands after standalone {IN}; the order is version, encoding"),
        ("<?xml version=|1.0 encoding=UTF-8?>",
         f"the quotes around the value of version {IN} are missing"),
        ('<?xml version="1.0" encoding=|UTF-8?>',
         f"the quotes around the value of encoding {IN} are missing"),
        ("<?xml version=|“1.0” encoding=“UTF-8”?>",
         f"the quotes around the value of version {IN} are curly; expected straight quotes"),
        ('<?xml version="1.0" encoding="UTF-8|”?>',
         f"the quotes around the value of encoding {IN} are curly; expected straight quotes"),
        ("<?xml version=\"1.0|' encoding=\"UTF-8\"?>",
         f"the value of version {IN} starts with \" and ends with '"),
        ('<?xml version=|"1.0 encoding="UTF-8"?>',
         f"the quote after the value of version {IN} is missing"),
        ('<?xml version="1.0" encoding=|"UTF-8?>',
         f"the quote after the value of encoding {IN} is missing"),
        ('<?xml version=|\\"1.0\\"?>', f"a backslash stands before a quote {IN}"),
        ("<?xml version=|&quot;1.0&quot;?>", f"&quot; stands for a quote {IN}"),
        ('<?xml version="1.0" encoding="UTF-8" standalone="|true"?>',
         f'standalone is "true" {IN}, expected "yes" or "no"'),
        ('<?xml version="1.0" standalone="|YES"?>',
         f'standalone is "YES" {IN}, expected "yes" or "no"'),
        ('|<?XML version="1.0"?>',
         'the XML declaration starts with "<?XML" in capital letters; expected "<?xml" in small letters'),
        ('<?xml |Version="1.0"?>', f'"Version" has capital letters {IN}; expected version'),
        ('<?xml version="1.0" |charset="UTF-8"?>', f'"charset" stands {IN} in place of encoding'),
        ('|<?xml encoding="UTF-8"?>', "the XML declaration has no version"),
        ("|<?xml?>", "the XML declaration has no version"),
        ('<?xml version="|1,0"?>', f'version is "1,0" {IN}, expected "1.0"'),
        ('<?xml version="|"?>', f"version is empty {IN}"),
        ('<?xml version="1.0" encoding="|"?>', f"encoding is empty {IN}"),
        ('<?xml version="1.0" encoding="|utf-8;"?>',
         f'encoding is "utf-8;" {IN}, which is no name of an encoding'),
        ('<?xml version="1.0" encoding="|UTF 8"?>',
         f'encoding is "UTF 8" {IN}, which is no name of an encoding'),
        ('<?xml version="1.0" encoding="|UTF–8"?>',
         f'encoding is "UTF–8" {IN}, which is no name of an encoding'),
        ('<?xml version="1.0" encoding="UTF-8"|>',
         'the XML declaration ends with ">"; expected ?> with a question mark'),
        ('<?xml version="1.0" encoding="UTF-8"|/>',
         'the XML declaration ends with "/>"; expected ?> with a question mark'),
        ('<?xml version="1.0"|? >', "the XML declaration has a blank between ? and >"),
        ('<?xml version="1.0"|', "the XML declaration is not closed; expected ?> at its end"),
        ('|< ?xml version="1.0"?>',
         'the XML declaration starts with "< ?xml"; expected "<?xml" without a blank'),
        ('|<? xml version="1.0"?>',
         'the XML declaration starts with "<? xml"; expected "<?xml" without a blank'),
        ('|<xml version="1.0"?>', 'the XML declaration starts with "<xml"; expected "<?xml"'),
        ('|?xml version="1.0"?>', 'the XML declaration starts with "?xml", without <'),
        ('<?xml version="1.0"|encoding="UTF-8"?>',
         f"a blank is missing after version before encoding {IN}"),
        ('<?xml|version="1.0"?>', f"a blank is missing before version {IN}"),
        ('<?xml |version "1.0"?>', f"= is missing after version {IN}"),
        ('<?xml |version:"1.0"?>', f"= is missing after version {IN}"),
        ('<?xml version="1.0" |version="1.0"?>', f"version stands twice {IN}"),
        ('<?xml version="1.0" |lang="de"?>', f'"lang" has no meaning {IN}'),
        ('<?xml version="1.0" |utf-8?>',
         'the XML declaration holds "utf-8", which has no meaning there'),
        ('<?xml version="1.0"|;?>', 'the XML declaration holds ";", which has no meaning there'),
    ],
)  # fmt: skip
def test_faulty_declaration_is_explained_at_its_place(raw: str, says: str) -> None:
    before, _, after = raw.partition("|")
    assert explain_declaration(before + after, "UTF-8") == (len(before), says + WRITE)


def test_proposal_keeps_the_encoding_of_the_file() -> None:
    found = explain_declaration('<?xml encoding="windows-1252" version="1.0"?>', "windows-1252")
    assert found is not None
    assert found[1].endswith('write <?xml version="1.0" encoding="windows-1252"?>')


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ('<?xml version="1.0"?><rss/>', (0, 21)),
        ('\n<!-- x -->\n<?xml version="1.0">\n<rss/>', (12, 32)),
        ('<?xml version="1.0"\n<rss/>', (0, 19)),
        ("<?xml-stylesheet href='a.xsl'?><rss/>", None),
        ("<rss><?xml version='1.0'?></rss>", None),
        ("<xml><rss/></xml>", None),
        ("just words", None),
    ],
)
def test_declaration_is_found_before_the_first_element(
    text: str, span: tuple[int, int] | None
) -> None:
    assert find_declaration(text) == span


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?>', (30, "UTF-8")),
        ("<?xml charset=utf-8?>", (14, "utf-8")),
        ("<?xml encoding=“ISO-8859-1”?>", (16, "ISO-8859-1")),
        ('<?xml version="1.0" encoding=""?>', None),
        ('<?xml version="1.0"?>', None),
    ],
)
def test_label_is_read_in_any_quotes(text: str, label: tuple[int, str] | None) -> None:
    assert find_label(text) == label
