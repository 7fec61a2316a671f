"""A problem as it was found: its section and its fields, each with its place and how sure it is."""

from dataclasses import dataclass, field

from gongkai.importers.document import Origin, Paragraph
from gongkai.importers.found import LIKELY, Found
from gongkai.importers.sections import Section
from gongkai.model import Mark, Status


@dataclass(eq=False)
class ProblemFound:
    """A problem: its section, and its fields by name (`number`, `finding`, `status`, `unit`, `deadline` …).

    `said_by_fields` are paragraphs of it that a field says in full, each with the name of that field.
    """

    section: Section
    title: str
    measures: list[tuple[str, Origin]] = field(default_factory=list)
    fields: dict[str, Found] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    said_by_fields: list[tuple[str, Paragraph]] = field(default_factory=list)

    def put(self, name: str, value: object, origin: Origin, quote: str, *doubt: object) -> None:
        """Set a field; `doubt` is a confidence and a reason."""
        self.fields[name] = Found(name, value, origin, quote, *doubt)  # type: ignore[arg-type]

    def doubt(self, reason: str) -> None:
        """Mark all fields that were sure."""
        for name, found in self.fields.items():
            if found.is_sure:
                self.fields[name] = found._replace(confidence=LIKELY, reason=reason)

    @property
    def status(self) -> Status:
        """Its status, 未注明 where nothing is said."""
        found = self.fields.get("status")
        return found.value if found and found.value else Status.unstated
