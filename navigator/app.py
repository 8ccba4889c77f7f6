"""Composition root: nothing else knows both sides."""
