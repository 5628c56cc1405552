"""An article's comments as threads. Two queries, however many there are."""

from dataclasses import dataclass, field
from datetime import datetime

from octavo.people.actions import DEEPEST
from octavo.people.models import Comment


@dataclass(slots=True)
class Node:
    """A comment with its replies; deeper replies than DEEPEST stand beside their parent, so that a phone can read them."""

    comment: Comment
    depth: int
    replies: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of an article's comments: `total` counts all that are shown, `roots` those that answer nobody."""

    nodes: tuple[Node, ...]
    total: int
    roots: int


def thread(article_id: int, *, most: int, first: int = 0) -> Thread:
    """Return at most `most` comments that answer nobody, oldest first, each with all its replies. Stubs without replies are left out."""
    rows: list[tuple[int, int | None, datetime | None, datetime | None]] = list(
        Comment.objects.filter(article_id=article_id)
        .order_by("created", "pk")
        .values_list("pk", "parent_id", "deleted", "hidden")
    )
    total = sum(1 for row in rows if row[2] is None and row[3] is None)
    answered = {parent for _, parent, _, _ in rows if parent}
    roots = [pk for pk, parent, deleted, _ in rows if parent is None and (deleted is None or pk in answered)]
    wanted = set(roots[first : first + most])
    for pk, parent, _, _ in rows:  # in order of time a reply comes after what it answers
        if parent in wanted:
            wanted.add(pk)
    comments = Comment.objects.thread(article_id).filter(pk__in=wanted) if wanted else []
    return Thread(_tree(list(comments)), total, len(roots))


def _tree(comments: list[Comment]) -> tuple[Node, ...]:
    nodes: dict[int, Node] = {}
    tops: list[Node] = []
    home: dict[int, list[Node]] = {}  # where replies to a comment go
    for comment in sorted(comments, key=lambda c: (c.created, c.pk)):
        siblings = home.get(comment.parent_id or 0, tops)
        depth = nodes[comment.parent_id].depth + 1 if comment.parent_id in nodes else 0
        node = nodes[comment.pk] = Node(comment, min(depth, DEEPEST))
        siblings.append(node)
        home[comment.pk] = node.replies if depth < DEEPEST else siblings
    return tuple(tops)
