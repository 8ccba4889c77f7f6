"""Measurements, as ratios within one paired run: absolute times drift, ratios hold."""
