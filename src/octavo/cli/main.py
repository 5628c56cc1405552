"""`octavo`: each command in a module of its own, imported when it is called, so that a filter starts fast."""

from importlib import import_module

import click

# command → module that defines a click command of that name (a trailing underscore where Python needs one)
COMMANDS = {
    "extract": "octavo.cli.extract",
    "feed": "octavo.cli.feed",
    "sanitize": "octavo.cli.sanitize",
    "language": "octavo.cli.language",
    "embed": "octavo.cli.embed",
    "hashtags": "octavo.cli.hashtags",
    "summarize": "octavo.cli.summarize",
    "stories": "octavo.cli.stories",
    "similarity": "octavo.cli.similarity",
    "related": "octavo.cli.related",
    "verify": "octavo.cli.verify",
    "ask": "octavo.cli.ask",
    "press": "octavo.cli.press",
    "up": "octavo.cli.service",
    "demo": "octavo.cli.service",
    "serve": "octavo.cli.service",
    "read": "octavo.cli.service",
    "doctor": "octavo.cli.service",
    "sources": "octavo.cli.sources",
    "rules": "octavo.cli.rules",
    "tags": "octavo.cli.tags",
    "backfill": "octavo.cli.backfill",
    "backup": "octavo.cli.backup",
    "restore": "octavo.cli.backup",
    "manage": "octavo.cli.service",
}


class Lazy(click.Group):
    """A group whose commands are imported only when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Return every command in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """Import the command's module and return its click command; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="octavo")
def main() -> None:
    """Octavo reads the world's publishers and serves a news site that can be checked line by line."""
