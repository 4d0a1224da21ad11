"""Printing: what a record says becomes a document; which time it is printed is counted, and that it was is logged."""

from app.services.printing.service import Printing

__all__ = ["Printing"]
