"""Printed forms: plain data in, PDF out; and pages as pictures."""
