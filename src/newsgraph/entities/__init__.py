"""Mentions to entities."""

from newsgraph.entities.resolve import resolve

__all__ = ["resolve"]
