"""What a person sees while a site is walked: the pages, the channels found so far, the paths proven. In CI: one line a phase."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from journeyaudit.model.channel import CHANNELS, Channel
from journeyaudit.model.journal import Followed, Replay, Visit
from journeyaudit.model.snapshot import Device


class ProgressDisplay:
    """A live display on a terminal, plain lines elsewhere. Everything from the site is shown as text, never as markup."""

    def __init__(self, console: Console, devices: tuple[Device, ...], most_pages: int) -> None:
        self._console, self._most = console, most_pages
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=28),
            TextColumn("{task.completed:.0f} of {task.total:.0f} {task.fields[unit]}"),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks: dict[Device, TaskID] = {
            d: self._bars.add_task(f"Walking on {d}", total=1, unit="pages met", start=False) for d in devices
        }
        self._replays: dict[Device, TaskID] = {}
        self._purchases: TaskID | None = None
        self._counted: dict[Device, int] = dict.fromkeys(devices, 0)
        self._found: dict[Device, frozenset[Channel]] = {d: frozenset() for d in devices}
        self._last = ""
        self._live = Live(get_renderable=self._render, console=console, refresh_per_second=8, transient=True)

    def __enter__(self) -> ProgressDisplay:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._console.is_terminal:
            self._live.stop()

    def visited(self, visit: Visit, met: int, found: frozenset[Channel]) -> None:
        """A page was settled."""
        device = visit.device
        self._counted[device] += 1
        self._found[device] = found
        self._last = f"{visit.url}  {visit.fault.detail}" if visit.fault else visit.url
        task = self._tasks[device]
        self._bars.start_task(task)
        self._bars.update(task, completed=self._counted[device], total=max(self._counted[device], min(met, self._most)))

    def replayed(self, replay: Replay, left: int) -> None:
        """A path was walked again."""
        device = replay.device
        self._last = f"from {replay.start}: {replay.reason or ', '.join(replay.shown)}"
        if device not in self._replays:
            found = ", ".join(sorted(self._found[device])) or "no channel"
            self._say(f"{self._counted[device]} pages looked at on {device}; found {found}.")
            self._bars.update(self._tasks[device], total=self._counted[device])
            self._replays[device] = self._bars.add_task(f"Proving paths on {device}", total=left + 1, unit="paths")
        task = self._replays[device]
        self._bars.advance(task)
        self._bars.update(task, total=self._bars.tasks[task].completed + left)

    def followed(self, followed: Followed, left: int) -> None:
        """A stage of a sample purchase was settled."""
        self._last = f"{followed.product}: {followed.fault.detail if followed.fault else followed.stage}"
        if self._purchases is None:
            self._say(f"Following {left + 1} products to the checkout, without ordering.")
            self._purchases = self._bars.add_task("Following products", total=left + 1, unit="products")
        if followed.stage == "checkout":
            self._bars.advance(self._purchases)

    def _say(self, line: str) -> None:
        if not self._console.is_terminal:
            self._console.print(line, markup=False, highlight=False)

    def _render(self) -> Group:
        lines = [Text(self._last, style="dim", no_wrap=True, overflow="ellipsis")]
        for device, found in self._found.items():
            line = Text(f"{device:8}")
            for channel in CHANNELS:
                line.append(f" {'✓' if channel in found else '·'} {channel}", style="green" if channel in found else "dim")
            lines.append(line)
        return Group(self._bars, *lines)
