"""The encrypted case store: keys, tables, upgrade, audit trail."""
