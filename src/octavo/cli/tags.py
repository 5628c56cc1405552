"""`octavo tags`: what operators corrected in hashtags, as test cases for the tagger."""

import json
import sys

import click


@click.group()
def tags() -> None:
    """What operators corrected in hashtags, as test cases for the tagger."""
    from octavo.cli.run import prepare
    from octavo.cli.start import start_django

    start_django()
    prepare()


@tags.command("cases")
def cases_() -> None:
    """Write the cases as JSON Lines: id, title, text, language, tag, and whether it is wanted."""
    from octavo.insight.cases import cases

    for case in cases():
        article = case.article
        told = {"id": str(article.pk), "title": article.title, "text": article.minable, "language": article.language}
        click.echo(json.dumps(told | {"tag": case.tag, "wanted": case.wanted}, ensure_ascii=False))


@tags.command()
@click.option("--strict", is_flag=True, help="Exit 1 when the tagger would do one otherwise by itself.")
def check(*, strict: bool) -> None:
    """Tag the article of every case anew, without corrections, and say which come out otherwise than the operator wants."""
    from octavo.insight.cases import cases, passes
    from octavo.kit import seam

    embedder = seam.engine("insight.embedder")
    done = met = 0
    for case in cases():
        done += 1
        if passes(case, embedder):
            met += 1
            continue
        said = "is not found" if case.wanted else "is found"
        click.echo(f"{case.tag} {said} on {case.article.pk}: {case.article.title}")
    click.echo(f"{met} of {done} cases met by the tagger itself; the others hold by their corrections")
    if strict and met < done:
        sys.exit(1)
