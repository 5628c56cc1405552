"""`octavo rules`: how single publishers' pages are read, and whether that still holds."""

import sys

import click


@click.group()
def rules() -> None:
    """The rules by which single publishers' pages are read."""
    from octavo.cli.run import prepare
    from octavo.cli.start import start_django

    start_django()
    prepare()


@rules.command("list")
def list_() -> None:
    """Print each rule: publisher, edition, how many cases, and its selectors."""
    from octavo.article.models import Rule

    for rule in Rule.objects.select_related("publisher").order_by("publisher__host"):
        click.echo(f"{rule.publisher.host}  edition {rule.number}, {rule.cases.count()} cases")
        for name, value in rule.fields.items():
            for line in value.splitlines():
                click.echo(f"    {name}: {line}")


@rules.command()
@click.argument("host", required=False)
def check(host: str | None) -> None:
    """Read the page of every case again, or those of the publisher at HOST; exit 1 when one comes out otherwise."""
    from octavo.article.models import Rule
    from octavo.flow.ruling import check_rule
    from octavo.kit.clock import now

    found = Rule.objects.select_related("publisher").order_by("publisher__host")
    found = found.filter(publisher__host=host) if host else found
    if host and not found:
        raise click.ClickException(f"no rule for {host}; `octavo rules list` names those there are")
    hold = differ = 0
    for rule in found:
        for outcome in check_rule(rule, now()):
            hold, differ = hold + outcome.holds, differ + (not outcome.holds)
            click.echo(f"{'holds' if outcome.holds else 'differs':<8} {outcome.case.url}")
            for what, was, is_now in outcome.differs:
                click.echo(f"    {what}: {was!r} is now {is_now!r}")
    click.echo(f"{hold} hold, {differ} differ")
    sys.exit(1 if differ else 0)
