"""Foreign elements: XML of other vocabularies, given as it will stand in the feed."""

from typing import Any

from feedtool.vocabulary import load_vocabulary

MAX_CHARS = 100_000


def parse_fragment(text: str, *, most: int = MAX_CHARS) -> list[Any]:
    """Parse one or more elements; the prefixes of the vocabulary need no declaration.

    Raises ValueError with the reason and its line within the text if it is not well formed, holds
    a DOCTYPE, text beside the elements, or more than `most` characters.
    """
    from lxml import etree  # noqa: PLC0415 - only builds with foreign elements need it

    if len(text) > most:
        raise ValueError(f"it is longer than {most:,} characters")
    declared = " ".join(
        f'xmlns:{one.prefix}="{one.uri}"'
        for one in load_vocabulary().namespaces.values()
        if one.prefix
    )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, strip_cdata=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(f"<extra {declared}>{text}</extra>", parser)
    except etree.XMLSyntaxError as why:
        line = why.lineno or 1
        reason = (why.msg or "it cannot be parsed").partition(", line")[0]
        raise ValueError(f"line {line} of it is not well-formed XML: {reason}") from None
    if any(isinstance(one, etree._Entity) for one in root.iter()):
        raise ValueError("it holds an entity; write the character itself")
    if (root.text or "").strip() or any((child.tail or "").strip() for child in root):
        raise ValueError("text stands beside the elements; put it into one")
    return list(root)
