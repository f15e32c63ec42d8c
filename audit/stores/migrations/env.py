"""How the migrations run: on the connection they are handed, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table=context.config.attributes["version_table"])
with context.begin_transaction():
    context.run_migrations()
