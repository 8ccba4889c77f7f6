# ruff: noqa: INP001
"""Runs the migrations on the connection that the program hands over; there is no other way in."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
