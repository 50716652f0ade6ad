"""The one error tree. Every message says what happened, where, and what to do.

JA1xx definition (a YAML file or an option is wrong), JA2xx gathering (browser, network), JA3xx evidence (run folder),
JA4xx mail and cases (mailbox, sending, case store).
A fault of the site under audit is never one of these: it is recorded as a `Fault` and becomes an outcome.
"""

from __future__ import annotations


class JourneyAuditError(Exception):
    """What: `message`; where: `where` (file:line:column, URL or step); what to do: `remedy`."""

    code = "JA000"

    def __init__(self, message: str, *, where: str = "", remedy: str = "", code: str = "") -> None:
        self.message, self.where, self.remedy = message, where, remedy
        self.code = code or type(self).code
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f"\n  what to do: {self.remedy}" if self.remedy else ""
        return f"{place}{self.code} {self.message}{remedy}"


class DefinitionError(JourneyAuditError):
    """One fault in a definition or option."""

    code = "JA100"


class DefinitionErrors(JourneyAuditError):
    """All the faults of one or more definition files, reported together."""

    code = "JA101"

    def __init__(self, faults: list[DefinitionError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(f) for f in faults))

    def __str__(self) -> str:
        return self.message


class GatherError(JourneyAuditError):
    """The tool itself cannot gather: no browser, no permission, start page unreachable."""

    code = "JA200"


class EvidenceError(JourneyAuditError):
    """The run folder is missing, damaged or of another version."""

    code = "JA300"


class MailError(JourneyAuditError):
    """A mailbox, a mail server or the case store cannot be used, or a letter may not be sent."""

    code = "JA400"
