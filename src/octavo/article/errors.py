"""What can be wrong with a page.

ArticleError
└── UnreadablePageError   the bytes are no HTML document that can be parsed
"""


class ArticleError(Exception):
    """A page cannot become an article. Trying again with the same bytes gives the same."""


class UnreadablePageError(ArticleError):
    """The bytes hold no HTML document."""
