"""What the world does to us: errors that a person can act on.

An :class:`AppError` is raised at the edge (disk, keyring, workbook, form) and carries a code and parameters, never a
sentence. The words for each code stand in ``resources/i18n/errors.<language>.toml``; a test checks that every code has
them. Anything that is not an :class:`AppError` is our own fault (exit code 70).
"""

from __future__ import annotations

from enum import StrEnum

Parameter = str | int | float | None


class ErrorCode(StrEnum):
    """Every trouble that the program knows by name. The value is what ``--json`` prints as ``error.code``."""

    # the workspace and its key
    NO_WORKSPACE = "no_workspace"
    WORKSPACE_EXISTS = "workspace_exists"
    WORKSPACE_LOCKED_BY_OTHER = "workspace_busy"
    KEY_WRONG = "key_wrong"
    KEY_MISSING = "key_missing"
    KEYRING_LOCKED = "keyring_locked"
    KEYS_FILE_DAMAGED = "keys_file_damaged"
    STORE_DAMAGED = "store_damaged"
    STORE_NEWER = "store_newer"
    UPGRADE_FAILED = "upgrade_failed"
    BACKUP_DAMAGED = "backup_damaged"
    BACKUP_PLACE_MISSING = "backup_place_missing"
    DISK_FULL = "disk_full"
    FILE_NOT_FOUND = "file_not_found"
    FILE_NOT_WRITABLE = "file_not_writable"
    FOLDER_MISSING = "folder_missing"
    FILE_TOO_LARGE = "file_too_large"
    FILE_EMPTY = "file_empty"
    PICTURE_UNREADABLE = "picture_unreadable"
    # the register
    NOT_FOUND = "not_found"
    KEY_AMBIGUOUS = "key_ambiguous"
    FACT_UNKNOWN = "fact_unknown"
    VALUE_INVALID = "value_invalid"
    RECORD_SEALED = "record_sealed"
    UNDO_IMPOSSIBLE = "undo_impossible"
    VILLAGE_INVALID = "village_invalid"
    DEMO_WORKSPACE = "demo_workspace"
    # workbooks
    NOT_A_WORKBOOK = "not_a_workbook"
    WORKBOOK_ENCRYPTED = "workbook_encrypted"
    WORKBOOK_EMPTY = "workbook_empty"
    SHEET_TOO_LARGE = "sheet_too_large"
    TABLE_NOT_FOUND = "table_not_found"
    PROFILE_UNKNOWN = "profile_unknown"
    COLUMN_UNMAPPED = "column_unmapped"
    REGISTER_CHANGED = "register_changed"
    # forms and visits
    NOT_A_FORM = "not_a_form"
    FORM_INVALID = "form_invalid"
    FORM_UNSUPPORTED = "form_unsupported"
    FORM_UNKNOWN = "form_unknown"
    FORM_VERSION_TAKEN = "form_version_taken"
    ANSWER_INVALID = "answer_invalid"
    STEP_INVALID = "step_invalid"
    VISIT_SIGNED = "visit_signed"
    VISIT_NOT_SIGNED = "visit_not_signed"
    VISIT_HAS_ERRORS = "visit_has_errors"
    SIGNATURES_MISSING = "signatures_missing"
    SIGNATURES_VOID = "signatures_void"
    CHANGE_NOT_PROPOSED = "change_not_proposed"
    REASON_MISSING = "reason_missing"
    # documents
    DOCUMENT_UNKNOWN = "document_unknown"
    # the command line
    USAGE = "usage"


class AppError(Exception):
    """A known trouble: ``code`` says what, ``parameters`` say where; the words are looked up by the code.

    :param code: what happened
    :param parameters: named values for the words of that code (file, row, column, key ...); nothing personal
    """

    def __init__(self, code: ErrorCode, **parameters: Parameter) -> None:
        super().__init__(f"{code.value} {parameters}" if parameters else code.value)
        self.code = code
        self.parameters: dict[str, Parameter] = parameters


class Cancelled(Exception):
    """The person pressed 停下 (stop): nothing of the work under way is kept."""
