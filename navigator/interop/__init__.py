"""Plans and patients in the formats of other programs."""
