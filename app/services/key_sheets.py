"""The two sheets about the keys of a workspace, as PDF in memory: the recovery code, and what to do when the machine is
lost. The recovery code goes to the printer and nowhere else.
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.documents.pdf import preview
from app.documents.pdf.key_sheets import LostMachineSheet, RecoverySheet
from app.documents.pdf.registry import LOST_MACHINE_SHEET, RECOVERY_SHEET
from app.services.context import Context
from app.services.workspace import SIGNING_SETTING

KEY_END_LENGTH = 4
POINTS_PER_INCH = 72


class KeySheets:
    """Use cases of the sheets.

    :param context: the open workspace
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def recovery(self, code: str) -> bytes:
        """Give the sheet with a recovery code, which is in force or about to be; nothing of it is kept."""
        context = self._context
        return RECOVERY_SHEET.render(
            RecoverySheet(self._place(), context.owner.user, context.clock.now(), context.owner.demonstration, code)
        )

    def lost_machine(self) -> bytes:
        """Give the sheet that says what to do when this machine is lost."""
        context = self._context
        return LOST_MACHINE_SHEET.render(
            LostMachineSheet(
                self._place(), context.owner.user, context.clock.now(), context.owner.demonstration, self.key_end()
            )
        )

    def key_end(self) -> str:
        """Give the last four characters of the machine's public signing key, by which the township finds it (7F2C)."""
        with self._context.store.read() as reading:
            private = bytes.fromhex(reading.local.setting(SIGNING_SETTING) or "")
        public = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
        return public.hex()[-KEY_END_LENGTH:].upper()

    def page_count(self, pdf: bytes) -> int:
        """Give the number of pages of a PDF."""
        return preview.page_count(pdf)

    def page_image(self, pdf: bytes, page: int, dots_per_inch: int) -> bytes:
        """Give one page (from 0) as PNG, fine enough for a printer."""
        return preview.page_image(pdf, page, dots_per_inch / POINTS_PER_INCH)

    def _place(self) -> str:
        owner = self._context.owner
        return owner.village_name(owner.village)
