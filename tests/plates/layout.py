"""Where the words of a drawn figure stand."""

from itertools import combinations

from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.plates.matplotlib_rc import only_ours


def words(figure: Figure) -> list[Text]:
    """Every text that shows: titles, labels, ticks in view, words in the axes."""
    found = list(figure.texts)
    for ax in figure.axes:
        found += ax.texts
        if ax.axison:
            for axis in (ax.xaxis, ax.yaxis):
                found += [axis.label, *_ticks(axis)]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def clashes(figure: Figure) -> list[str]:
    """Pairs of texts that overlap, and texts that leave the figure."""
    with only_ours():
        figure.draw_without_rendering()
        boxes = [(text, text.get_window_extent()) for text in words(figure)]
    sheet = figure.bbox
    found = [f"outside: {t.get_text()!r}" for t, b in boxes if not sheet.x0 <= b.x0 <= b.x1 <= sheet.x1]
    found += [f"outside: {t.get_text()!r}" for t, b in boxes if not sheet.y0 <= b.y0 <= b.y1 <= sheet.y1]
    for (one, a), (other, b) in combinations(boxes, 2):
        wide, high = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > 1 and high > 1:
            found.append(f"{one.get_text()!r} on {other.get_text()!r}")
    return found


def _ticks(axis: Axis) -> list[Text]:
    low, high = sorted(axis.get_view_interval())
    ticks = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [tick.label1 for tick in ticks if tick.label1.get_visible()]
