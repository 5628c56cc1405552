"""Comments as threads. A fixed number of queries, however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.utils.translation import gettext_lazy

from octavo.article.models import Article
from octavo.people.actions.comments import DEEPEST
from octavo.people.logic.digest import LONG, VOTES, Voice, picked
from octavo.people.models import Comment, Report, User, Vote
from octavo.story.models import Story

ORDERS = {
    "best": (gettext_lazy("Best"), ("-standing", "created", "pk")),
    "new": (gettext_lazy("Newest"), ("-created", "-pk")),
    "old": (gettext_lazy("Oldest"), ("created", "pk")),
}
REPLIES = 3  # shown below one comment on the page of all; the rest has a page of its own
VOICES = 400  # comments a digest is picked from, the most useful first


@dataclass(slots=True)
class Node:
    """A comment with its replies; deeper ones than DEEPEST stand beside their parent, so that a phone can read them.

    `vote` is the reader's own (None without one), `reported` whether they reported it, `more` how many replies are not listed.
    """

    comment: Comment
    depth: int
    replies: list["Node"] = field(default_factory=list)
    vote: bool | None = None
    reported: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of comments: `total` counts all that everyone may read, `roots` those that answer nobody."""

    nodes: tuple[Node, ...]
    total: int
    roots: int
    order: str


def order_of(asked: str) -> str:
    """Return a known order; anything else is "best"."""
    return asked if asked in ORDERS else "best"


def thread(about: Article | Story, reader: User | None, *, most: int, first: int = 0, order: str = "best") -> Thread:
    """Return at most `most` comments that answer nobody, each with its first replies."""
    everything = Comment.objects.on(about)
    seen = everything.visible(reader)
    counts = seen.aggregate(
        total=Count("pk", filter=Q(held=None, hidden=None, deleted=None)), roots=Count("pk", filter=Q(root=None))
    )
    if not counts["roots"]:
        return Thread((), 0, 0, order)
    roots = list(seen.filter(root=None).select_related("author").order_by(*ORDERS[order][1])[first : first + most])
    below = Window(Count("pk"), partition_by=[F("root_id")])
    replies = list(
        Comment.objects.visible(reader)
        .annotate(of_root=below)
        .replies([root.pk for root in roots], REPLIES)
        .select_related("author")
    )
    _stand_under(about, [*roots, *replies])
    nodes = _tree(roots, replies, reader)
    shown: dict[int, int] = {}
    for reply in replies:
        shown[reply.root_id or 0] = shown.get(reply.root_id or 0, 0) + 1
    for reply in replies:
        root = nodes[reply.root_id or 0]
        root.more = reply.of_root - shown[reply.root_id or 0]  # type: ignore[attr-defined] # annotated above
    return Thread(tuple(nodes[root.pk] for root in roots), counts["total"], counts["roots"], order)


def branch(root: Comment, reader: User | None, *, most: int, first: int = 0) -> tuple[Node, int]:
    """Return `root` with `most` of its replies from the `first` on, oldest first, and how many there are in all."""
    below = Comment.objects.filter(root=root).visible(reader)
    total = below.count()
    replies = list(below.select_related("author").order_by("created", "pk")[first : first + most])
    _stand_under(root.about, replies)
    return _tree([root], replies, reader)[root.pk], total


def place_in_branch(comment: Comment, reader: User | None) -> int:
    """Return how many replies of its thread come before `comment`."""
    if comment.root_id is None:
        return 0
    earlier = Q(created__lt=comment.created) | Q(created=comment.created, pk__lt=comment.pk)
    return Comment.objects.filter(root=comment.root_id).visible(reader).filter(earlier).count()


def digest(about: Article | Story, total: int) -> list[tuple[Comment, str]]:
    """Return a long thread's picked comments with the reason for each, or none. One query, none for short threads."""
    if total < LONG:
        return []
    voices = Comment.objects.on(about).shown().exclude(author=None).select_related("author").order_by("-standing", "pk")
    able = {comment.pk: comment for comment in voices[:VOICES]}
    if sum(1 for comment in able.values() if comment.ups + comment.downs >= VOTES) == 0:
        return []
    chosen = picked(
        [Voice(c.pk, c.author_id or 0, c.body, c.standing, c.ups + c.downs) for c in able.values()]
    )  # fmt: skip
    return [(able[pk], why) for pk, why in chosen]


def _stand_under(about: Article | Story, comments: list[Comment]) -> None:
    """Give comments what they stand under, which is loaded already; those of a merged story stand under the one it went to."""
    for comment in comments:
        if isinstance(about, Article):
            comment.article = about
        else:
            comment.story = about


def _tree(roots: list[Comment], replies: list[Comment], reader: User | None) -> dict[int, Node]:
    nodes = {root.pk: Node(root, 0) for root in roots}
    home: dict[int, list[Node]] = {root.pk: nodes[root.pk].replies for root in roots}  # where replies to a comment go
    for comment in replies:
        parent = nodes.get(comment.parent_id or 0) or nodes.get(comment.root_id or 0)
        if parent is None:
            continue
        depth = min(parent.depth + 1, DEEPEST)
        siblings = home[parent.comment.pk]
        node = nodes[comment.pk] = Node(comment, depth)
        siblings.append(node)
        home[comment.pk] = node.replies if depth < DEEPEST else siblings
    if reader is not None:
        _mark(nodes, reader)
    return nodes


def _mark(nodes: dict[int, Node], reader: User) -> None:
    """Say which comments `reader` voted on or reported. Two queries."""
    for pk, up in Vote.objects.filter(reader=reader, comment__in=nodes).values_list("comment_id", "up"):
        nodes[pk].vote = up
    for pk in _reported(nodes, reader):
        nodes[pk].reported = True


def _reported(pks: Iterable[int], reader: User) -> Iterable[int]:
    return Report.objects.filter(reader=reader, comment__in=list(pks), settled=None).values_list(
        "comment_id", flat=True
    )
