#!/usr/bin/env bash
# Makes .venv with the locked dependencies and the program `.venv/bin/cunfang`, and sees that Qt finds its system libraries:
# they are installed where that is allowed, else named.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" - <<'PY'
import sys
if sys.version_info < (3, 11):
    sys.exit("村访 needs Python 3.11 or newer; this is " + sys.version.split()[0])
PY

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements-dev.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

# Qt's plug-ins load these at run time; Debian and its relatives (UOS, Kylin, Ubuntu) call them so.
libraries=(libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libglib2.0-0 libxcb-cursor0
  libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1)
qt_works() {
  QT_QPA_PLATFORM=offscreen .venv/bin/python -c 'from PySide6.QtWidgets import QApplication; QApplication([])' >/dev/null 2>&1
}
window_works() { # the plug-in for a screen loads more than the one without
  command -v ldd >/dev/null || return 0
  local missing
  missing=$(ldd .venv/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libqxcb.so 2>/dev/null | grep -c 'not found' || true)
  [ "$missing" = 0 ]
}
if ! qt_works || ! window_works; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${libraries[@]}"; } >/dev/null 2>&1 || true
  fi
  if ! window_works; then
    echo "To open a window, Qt wants these system libraries (everything else works without):" >&2
    echo "  ${libraries[*]}" >&2
  fi
  qt_works || { echo "Qt does not start at all; install them, then run make setup again." >&2; exit 1; }
fi
touch .venv/ready
echo "ready: .venv/bin/cunfang --help"
