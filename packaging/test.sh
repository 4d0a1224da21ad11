#!/usr/bin/env bash
# All tests with branch coverage and the floors of each package.
set -euo pipefail
cd "$(dirname "$0")/.."
export QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1
rm -f .coverage .coverage.*
.venv/bin/python -m pytest -n 2 --dist loadfile --cov --cov-report= -m "not long" "$@"
floor() { .venv/bin/coverage report --skip-covered --include="$1" --fail-under="$2" >.coverage-report.txt || {
    cat .coverage-report.txt; echo "coverage of $1 is under $2 %"; exit 1; }
  echo "coverage of $1: $(awk '/^TOTAL/ {print $NF}' .coverage-report.txt) (floor $2 %)"; }
floor 'app/oplog/*' 100
floor 'app/forms/*' 95
floor 'app/*' 90
floor 'ui/*' 90
