"""Addresses of namespaces without what people often get wrong in them."""


def bare_uri(uri: str) -> str:
    """Return an address without its scheme, www., case and end.

    >>> bare_uri("http://www.itunes.com/DTDs/Podcast-1.0.dtd")
    'itunes.com/dtds/podcast-1.0.dtd'
    """
    return uri.strip().lower().rpartition("://")[2].removeprefix("www.").rstrip("/#.")
