"""Guideline Navigator: a patient's way through a treatment guideline, offline."""

__version__ = "0.1.0"
NAME = "GuidelineNavigator"  # as its folders are called
