"""Small charts as SVG attributes, so that the page needs no inline style. Every chart is labelled in words by its caller."""

from collections.abc import Sequence

from markupsafe import Markup, escape

MOST_TICKS = 24  # a wider row of ticks would break a phone's line


def ticks(publishers: int, full: int) -> Markup:
    """Draw one tick per publisher: tall where readable here, short where not. The words stand beside it."""
    shown = min(publishers, MOST_TICKS)
    full = min(full, shown)
    tall = "".join(f"M{1.5 + i * 5} 0v13" for i in range(full))
    short = "".join(f"M{1.5 + i * 5} 6v7" for i in range(full, shown))
    width = shown * 5
    return Markup(
        '<svg class="ticks" viewBox="0 0 {w} 13" width="{w}" height="13" aria-hidden="true">'
        '<path d="{tall}"/><path class="x" d="{short}"/></svg>'
    ).format(w=width, tall=tall, short=short)


def spark(values: Sequence[int], label: str) -> Markup:
    """Draw one bar per read: its height is `value`; 0 is a low mark, -1 a failure."""
    top = max([*values, 1])
    bars = "".join(_bar(i, value, top) for i, value in enumerate(values))
    return Markup(
        '<svg class="spark" viewBox="0 0 {w} 28" preserveAspectRatio="none" role="img" aria-label="{label}">{bars}</svg>'
    ).format(
        w=max(len(values), 24) * 5,
        label=label,
        bars=Markup(bars),  # noqa: S704 - numbers only
    )


def _bar(place: int, value: int, top: int) -> str:
    if value < 0:
        return f'<rect class="b" x="{place * 5}" y="0" width="3.5" height="28"/>'
    height = max(3, round(28 * value / top)) if value else 3
    return f'<rect x="{place * 5}" y="{28 - height}" width="3.5" height="{height}"/>'


def columns(values: Sequence[int], label: str) -> Markup:
    """Draw one wide column per day; days without anything keep a thin line."""
    top, width = max([*values, 1]), 720
    step = width / max(len(values), 1)
    parts = []
    for i, value in enumerate(values):
        height = max(2, round(88 * value / top)) if value else 1
        parts.append(f'<rect x="{i * step:.1f}" y="{92 - height}" width="{step * 0.72:.1f}" height="{height}"/>')
    return Markup(
        '<svg class="spark spark--wide" viewBox="0 0 720 92" preserveAspectRatio="none" role="img" aria-label="{label}">{bars}</svg>'
    ).format(label=escape(label), bars=Markup("".join(parts)))  # noqa: S704 - numbers only
