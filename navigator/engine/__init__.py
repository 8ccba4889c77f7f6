"""Reads an edition against a patient: pure, no clock, file, random number or log."""
