"""Every screen and dialog, drawn in every look, and searched for text that does not fit."""
