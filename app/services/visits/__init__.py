"""Visits: from start to signed record."""

from app.services.visits.service import Visits

__all__ = ["Visits"]
