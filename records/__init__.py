"""The only room that knows SQL: tables, stores, migrations, export."""
