"""How Alembic meets our tables: over the connection `records.schema` hands in, inside its transaction."""

from alembic import context

from records.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    render_as_batch=True,
)
context.run_migrations()
