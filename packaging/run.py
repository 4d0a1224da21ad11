"""``make run``: the demonstration village in a window; where there is no display, the main job is played offscreen."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from app.bootstrap import create_app
from app.domain.progress import SILENT
from app.services.context import Owner
from app.services.demonstration.loading import DEMONSTRATION_NAME, load_village
from app.services.workspace import DEMONSTRATION_VILLAGE
from app.system.paths import Workspace

HOUSEHOLDS, SEED = 120, 1


def main() -> int:
    """Make the village if there is none, then open it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    home: Path = parser.parse_args().home
    if not Workspace(home).exists:
        say(f"making the demonstration village in {home} (everybody in it is invented)")
        owner = Owner("周明远", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)
        services, _ = create_app(home, owner)
        load_village(services.context, services.forms, HOUSEHOLDS, SEED, SILENT)
        services.close()
    if has_display():
        from ui.main import main as window  # noqa: PLC0415 - Qt only where there is a display

        return window(["--home", str(home)])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.journeys.play import play_main_job  # noqa: PLC0415 - the same

    out = home / "main-job"
    say("no display here: playing the main job offscreen")
    for path in play_main_job(home, out):
        say(f"  {path}")
    return 0


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(text: str) -> None:
    """Tell the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
