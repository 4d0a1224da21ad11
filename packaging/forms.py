"""``make forms``: compiles the checklists that come with the program. Their XForms lie beside the workbooks, so that a first
start needs no compiler: ten seconds on an old laptop. A test sees that they are of these workbooks.
"""

from __future__ import annotations

import sys

from app.services.forms import BUILT_IN_XFORMS, built_in_blocks, built_in_workbooks
from app.services.publishing import prepared
from app.system import resources


def main() -> int:
    """Compile every workbook anew; what has no workbook any more goes."""
    folder = resources.root() / BUILT_IN_XFORMS
    folder.mkdir(exist_ok=True)
    books, blocks = built_in_workbooks(), built_in_blocks()
    for path in folder.glob("*.xml"):
        if path.stem not in books:
            path.unlink()
    for name, book in books.items():
        (folder / f"{name}.xml").write_bytes(prepared(book, {}, blocks).xform)
        sys.stdout.write(f"{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
