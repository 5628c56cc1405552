"""What can be wrong with a page.

ArticleError
├── UnreadablePageError   the bytes are no HTML document that can be parsed
├── BadSelectorError      a rule holds what is no CSS selector; carries the field and the selector
├── BrokenCasesError      a rule would change pages that an older one was made for; carries which
├── CaseTooLargeError     a page is too large to be kept with a case
└── TooManyCasesError     a publisher has as many cases as it may
"""

from collections.abc import Sequence


class ArticleError(Exception):
    """A page cannot become an article. Trying again with the same bytes gives the same."""


class UnreadablePageError(ArticleError):
    """The bytes hold no HTML document."""


class BadSelectorError(ArticleError):
    """A rule's `field` holds `selector`, which cannot be used. Nothing was changed; mend it and try again."""

    def __init__(self, field: str, selector: str, why: str) -> None:
        super().__init__(f"“{selector[:80]}” is no selector that can be used: {why}.")
        self.field, self.selector = field, selector

    def __reduce__(self) -> tuple[object, ...]:
        """Come back whole from a child process."""
        return _bare, (self.field, self.selector, str(self))


def _bare(field: str, selector: str, message: str) -> BadSelectorError:
    error = BadSelectorError(field, selector, "")
    error.args = (message,)
    return error


class BrokenCasesError(ArticleError):
    """With a rule these addresses would be read otherwise than they were when their case was kept. Nothing was changed."""

    def __init__(self, urls: Sequence[str]) -> None:
        super().__init__(f"{len(urls)} kept pages would be read otherwise, {urls[0]} among them.")
        self.urls = tuple(urls)


class CaseTooLargeError(ArticleError):
    """A page takes `size` bytes even when packed. Nothing was changed; try another article of the publisher."""

    def __init__(self, size: int) -> None:
        super().__init__(
            f"This page takes {size // 1024} KiB even when packed; a case may take 1 MiB. Try another article."
        )
        self.size = size


class TooManyCasesError(ArticleError):
    """A publisher has `count` cases. Nothing was changed; drop one first."""

    def __init__(self, count: int) -> None:
        super().__init__(f"This publisher has {count} cases, which is as many as are kept. Drop one first.")
        self.count = count
