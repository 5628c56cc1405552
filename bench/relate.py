"""What it costs to relate one article when many are held: the step that every new article goes through.

    DJANGO_SETTINGS_MODULE=octavo.site.settings OCTAVO_HOME=$(mktemp -d) python bench/relate.py [--articles 100000] [--asked 300]

Fills a new home folder with articles of invented words (see growth.py): rows, vectors and reports as the pipeline stores them.
`--distinct` of them are made, the others repeat their words with a vector of their own. Then `--asked` articles drawn from all
of them are related, none twice, so their neighbours come from the database. Prints CPU and wall milliseconds an article, the
time to load the vectors, and memory. Needs about 6 KB of disk an article.
"""

import argparse
import random
import resource
import time
from datetime import timedelta

import django
import numpy as np

CHUNK = 5000


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--distinct", type=int, default=20_000)
    parser.add_argument("--asked", type=int, default=300)
    asked = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    from octavo.flow.steps.publish import _related, _Shelf

    call_command("migrate", verbosity=0)
    first = _fill(asked.articles, min(asked.distinct, asked.articles))
    shelf, began = _Shelf(), time.process_time()
    shelf.catch_up()
    loaded = time.process_time() - began
    cpu, wall, found = [], [], 0
    for target in random.Random(7).sample(range(first, first + asked.articles), asked.asked):
        began, at = time.process_time(), time.perf_counter()
        found += len(_related(shelf, target))
        cpu.append(1000 * (time.process_time() - began))
        wall.append(1000 * (time.perf_counter() - at))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{asked.articles} articles: vectors loaded in {loaded:.1f} s CPU, {memory:.0f} MB, {found / asked.asked:.1f} related each"
    )
    for name, times in (("CPU", cpu), ("wall", wall)):
        print(f"{name:>5} ms an article: median {np.percentile(times, 50):.1f}, p99 {np.percentile(times, 99):.1f}")


def _fill(count: int, distinct: int) -> int:
    """Store `count` articles. Returns the number of the first."""
    from growth import START, Press

    from octavo.article.models import Article
    from octavo.insight.models import Understanding
    from octavo.source.models import Publisher
    from octavo.story.logic.report import from_bytes, to_bytes
    from octavo.story.models import Event, Member, Story

    press, noise = Press(1), np.random.default_rng(2)
    publishers = Publisher.objects.bulk_create(
        [
            Publisher(name=f"Paper {n}", slug=f"p{n}", host=f"p{n}.example", home=f"https://p{n}.example/")
            for n in range(60)
        ]
    )
    stories = Story.objects.bulk_create([Story(key=f"s{n}") for n in range(count // 8 + 1)], batch_size=CHUNK)
    events = Event.objects.bulk_create([Event(key=f"e{n}", story=s) for n, s in enumerate(stories)], batch_size=CHUNK)
    kept = [(to_bytes(report), report.vector) for report in (press.report() for _ in range(distinct))]
    first = 0
    for start in range(0, count, CHUNK):
        numbers = range(start, min(count, start + CHUNK))
        articles = Article.objects.bulk_create(
            [
                Article(
                    publisher=publishers[n % 60],
                    url=f"https://p{n % 60}.example/{n}",
                    title=f"Article {n}",
                    published=START + timedelta(seconds=n),
                    first_seen=START + timedelta(seconds=n),
                )
                for n in numbers
            ]
        )
        first = first or articles[0].pk
        held = []
        for n, article in zip(numbers, articles, strict=True):
            raw, vector = kept[n % distinct]
            vector = vector + (0.05 * noise.standard_normal(256) if n >= distinct else 0)
            vector /= np.linalg.norm(vector)
            held.append((article, raw, vector.astype(np.float16).tobytes(), n))
        Understanding.objects.bulk_create(
            [Understanding(article=a, revision=1, model="", language="en", vector=v) for a, _, v, _ in held]
        )
        Member.objects.bulk_create(
            [
                Member(
                    article=a, story=stories[n // 8], event=events[n // 8], report=_named(raw, a.pk), placed=a.published
                )
                for a, raw, _, n in held
            ]
        )
    assert from_bytes(bytes(Member.objects.get(article_id=first).report)).id == str(first)
    return first


def _named(raw: bytes, pk: int) -> bytes:
    """Give a stored report another article's number."""
    from dataclasses import replace

    from octavo.story.logic.report import from_bytes, to_bytes

    return to_bytes(replace(from_bytes(raw), id=str(pk)))


if __name__ == "__main__":
    main()
