"""`octavo press`: serve the fictional press on loopback until Ctrl-C or SIGTERM."""

import asyncio
import signal

import click

from octavo.kit.clock import now
from octavo.press.server import Press
from octavo.press.world import build


@click.command()
@click.option("--port", default=8900, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option(
    "--pace", default=20.0, show_default=True, type=click.FloatRange(min=0.01), help="Seconds between arrivals."
)
@click.option("--seed", default=1, show_default=True, type=int, help="Shifts times by minutes.")
def press(port: int, pace: float, seed: int) -> None:
    """Serve a world of invented publishers on 127.0.0.1, offline."""
    try:
        asyncio.run(_serve(port, pace, seed))
    except OSError as error:
        raise click.ClickException(f"port {port} cannot be opened ({error.strerror}); try another --port") from error


async def _serve(port: int, pace: float, seed: int) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with Press(build(now(), seed), port=port, pace=pace) as running:
        click.echo(f"{len(running.publishers)} invented publishers at {running.home('press')}/ (feeds: /opml)")
        await stop.wait()
