"""How serious a fault is, and whether a program can fix it."""

from typing import Literal

Severity = Literal["error", "warning", "info"]
Fixable = Literal["safe", "unsafe", "no"]

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
