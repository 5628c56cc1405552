"""Time the page of an article with 10,000 comments: CPU milliseconds of one request, the least of twenty.

DJANGO_SETTINGS_MODULE=octavo.site.settings OCTAVO_HOME=$(mktemp -d) python bench/comments.py
"""

import time
from datetime import UTC, datetime, timedelta

import django


def main() -> None:
    """Make the comments in a new home folder and print one line for each page."""
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    article, reader = _filled()
    for name, client in (("stranger", Client()), ("reader", Client())):
        if name == "reader":
            client.force_login(reader)
        for path in (f"/comments/{article}/", f"/comments/{article}/?order=new", f"/comments/{article}/?page=60"):
            times = []
            for _ in range(20):
                began = time.process_time()
                answer = client.get(path, headers={"host": "localhost"})
                times.append((time.process_time() - began) * 1000)
            print(f"{name:9} {path:28} {min(times):6.1f} ms CPU  {len(answer.content):,} bytes")


def _filled():  # noqa: ANN202 - (article id, an account)
    from octavo.article.models import Article
    from octavo.people.models import Comment, User
    from octavo.source.models import Publisher

    now = datetime.now(UTC)
    publisher = Publisher.objects.create(name="A Paper", host="a.example", slug="a", home="https://a.example/")
    article = Article.objects.create(
        publisher=publisher, url="https://a.example/1", title="One", published=now, first_seen=now
    )
    readers = [User.objects.create(email=f"r{n}@a.example", name=f"Reader {n}") for n in range(50)]
    roots = Comment.objects.bulk_create(
        Comment(
            article=article,
            author=readers[n % 50],
            body=f"Thought {n}, in a line or two.",
            created=now - timedelta(minutes=n),
        )
        for n in range(2000)
    )
    Comment.objects.bulk_create(
        Comment(
            article=article, author=readers[n % 49], body=f"Answer {n}, in a line or two.", created=now,
            parent=roots[n % 2000], root=roots[n % 2000],
        )
        for n in range(8000)
    )  # fmt: skip
    return article.pk, readers[49]


if __name__ == "__main__":
    main()
