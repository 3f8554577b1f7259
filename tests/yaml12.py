"""YAML as the readers of editors see it: scalars by the core schema of YAML 1.2.

Source: https://yaml.org/spec/1.2.2/#103-core-schema
"""

import re
from typing import Any, ClassVar

import yaml

_RESOLVED = (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+.0123456789",
    ),
)


class _Loader(yaml.BaseLoader):
    """Reads nothing but what YAML 1.2 says; JSON Schema sees each key as a text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for name, pattern, first in _RESOLVED:
    whole = re.compile(rf"(?:{pattern})\Z")
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", whole, [*first])
_Loader.yaml_implicit_resolvers[""] = _Loader.yaml_implicit_resolvers["\0"]


def _read_int(loader: Any, node: yaml.ScalarNode) -> int:
    text = str(node.value)
    return int(text, 0) if text[:2] in ("0x", "0o") else int(text)


def _read_float(loader: Any, node: yaml.ScalarNode) -> float:
    return float(re.sub(r"\.(?=inf|nan)", "", str(node.value).lower()))


def _read_map(loader: Any, node: yaml.MappingNode) -> dict[str, Any]:
    return {str(key.value): loader.construct_object(value, deep=True) for key, value in node.value}


_Loader.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)
_Loader.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value[0] in "tT")
_Loader.add_constructor("tag:yaml.org,2002:int", _read_int)
_Loader.add_constructor("tag:yaml.org,2002:float", _read_float)
_Loader.add_constructor("tag:yaml.org,2002:map", _read_map)
_Loader.add_constructor(
    "tag:yaml.org,2002:seq", lambda loader, node: loader.construct_sequence(node, deep=True)
)
_Loader.add_constructor("tag:yaml.org,2002:str", lambda loader, node: str(node.value))


def read_yaml12(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - it makes nothing but plain data
