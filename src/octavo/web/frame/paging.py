"""Lists page; nothing scrolls for ever."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

DEEPEST = 400  # pages; a reader who goes further is a crawler, and OFFSET grows dear


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of `total` rows; `number` counts from 1."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """Rows before this page."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """Rows up to the end of this page."""
        return min(self.first + self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def after(self) -> int | None:
        """Number of the next page."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def before(self) -> int | None:
        """Number of the page before."""
        return self.number - 1 if self.number > 1 else None


def number_of(request: HttpRequest) -> int:
    """Return the page asked for, 1..DEEPEST; anything unreadable is the first."""
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), DEEPEST) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def with_query(request: HttpRequest, **changes: object) -> str:
    """Return the present query with `changes`; None or "" takes a name out. "?" alone when nothing is left."""
    query: QueryDict = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return "?" + query.urlencode()
