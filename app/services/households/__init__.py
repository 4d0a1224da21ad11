"""The register: lists, household pages, facts in and out, history, undo."""

from app.services.households.service import Households

__all__ = ["Households"]
