"""Body size, kidney function, doses and rounding: pure Decimal arithmetic."""
