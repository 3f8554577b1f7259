"""The error that ends a command: a configuration that cannot be used."""

from collections.abc import Sequence

from feedtool.findings.report import Finding


class ConfigurationError(Exception):
    """Raised when a configuration file is wrong; `findings` holds all that is wrong with it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)
