# Licence LGPL-3 (see LICENSE).
"""Database indexes that Odoo's ``index=True`` can't ask for; created again at every update."""

import logging

import psycopg2
from odoo import tools
from psycopg2 import sql

_logger = logging.getLogger(__name__)


def create_prefix_index(cr, table, column):
    """Make «starts with» fast on ``column``, whatever the collation of the database."""
    name = "%s_%s_prefix" % (table, column)
    tools.create_index(cr, name, table, ["%s text_pattern_ops" % column])


def create_trigram_index(cr, table, column, suffix="trigram", where="TRUE"):
    """Make «contains» fast on ``column``, where the database has or may get pg_trgm.

    Without it everything works as before, only slower on many records.

    :param where: condition in SQL of the rows that are indexed.
    """
    name = "%s_%s_%s" % (table, column, suffix)
    if tools.index_exists(cr, name) or not _ensure_trigrams(cr):
        return
    # Without fastupdate every search would read the list of what is not sorted in yet. How common
    # a text is decides whether the index is of use for it: PostgreSQL samples more to know.
    cr.execute(
        sql.SQL(
            "CREATE INDEX {name} ON {table} USING gin ({column} gin_trgm_ops)"
            " WITH (fastupdate = off) WHERE {where};"
            "ALTER TABLE {table} ALTER {column} SET STATISTICS 1000"
        ).format(
            name=sql.Identifier(name),
            table=sql.Identifier(table),
            column=sql.Identifier(column),
            where=sql.SQL(where),
        )
    )


def _ensure_trigrams(cr):
    """:return: whether pg_trgm is there, after an attempt to create it."""
    try:
        with tools.mute_logger("odoo.sql_db"), cr.savepoint():
            cr.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except psycopg2.Error as error:
        _logger.info("Searching many records stays slow, pg_trgm can't be created: %s", error)
        return False
    return True
