# Licence LGPL-3 (see LICENSE).
"""Entries of the journal between a cursor and the chain: sealing, reading, verifying.

Sealing gives entries their number and hash. It runs apart from the transactions that record:
those only insert, so no writer ever waits for another. See ``itcom.journal.entry``.
"""

from .itcom_core import journal

# First key of the advisory locks; the second is the company.
LOCK = 0x17C0
BATCH = 1000
READ_BATCH = 5000

# Written as JSON keeps it: the hash must not depend on how a driver reads dates or NULL.
CONTENT = """
    id, company_id AS company, to_char(date, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS date, event,
    user_id AS user, COALESCE(partner_res_id, 0) AS partner, COALESCE(model, '') AS model,
    COALESCE(res_id, 0) AS res_id, COALESCE(name, '') AS name, COALESCE(ip, '') AS ip, facts
"""

COLUMNS = (
    "company_id", "date", "event", "user_id", "partner_res_id", "ip", "model", "res_id", "name",
    "facts",
)  # fmt: skip


def insert(cr, entries):
    """Put a deed on record in the transaction that does it. No number yet, and no hash.

    :param entries: list of dicts with the columns of ``COLUMNS``; what is left out is empty.
    """
    values = [tuple(entry.get(column) for column in COLUMNS) for entry in entries]
    cr.execute(
        "INSERT INTO itcom_journal_entry (%s) VALUES %s"
        % (", ".join(COLUMNS), ", ".join(["%s"] * len(values))),
        values,
    )


def seal(cr, company_id):
    """Chain up to ``BATCH`` entries of a company that are not chained yet, oldest first.

    Nobody waits: who finds another one sealing leaves it to that one, which looks once more
    after it has committed (:func:`seal_all`).

    :param cr: cursor whose transaction sees what others committed before this call: READ
        COMMITTED, or one that has not read anything yet.
    :return: number of entries that were chained; None when another transaction is sealing.
    """
    cr.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", (LOCK, company_id))
    if not cr.fetchone()[0]:
        return None
    cr.execute(
        "SELECT " + CONTENT + " FROM itcom_journal_entry"
        " WHERE company_id = %s AND hash IS NULL ORDER BY id LIMIT %s",
        (company_id, BATCH),
    )
    sealed = list(journal.chain(cr.dictfetchall(), head(cr, company_id)))
    if sealed:
        columns = [
            [entry[name] for entry in sealed] for name in ("id", "number", "previous", "hash")
        ]
        cr.execute(
            """
            UPDATE itcom_journal_entry AS entry
               SET number = seal.number, previous_hash = seal.previous, hash = seal.hash
              FROM unnest(%s::int[], %s::int[], %s::text[], %s::text[])
                AS seal(id, number, previous, hash)
             WHERE entry.id = seal.id
            """,
            columns,
        )
    return len(sealed)


def seal_all(connection, company_id, rounds=100):
    """Seal until nothing is left, each batch in a transaction of its own.

    The last look comes after the commit that let go of the lock, so an entry whose writer was
    turned away by that lock is seen here: it had been committed before.

    :param connection: what :func:`odoo.sql_db.db_connect` returns.
    :param rounds: bound on the work that one request may do for others.
    """
    with connection.cursor(serialized=False) as cr:
        for _round in range(rounds):
            sealed = seal(cr, company_id)
            cr.commit()  # pylint: disable=invalid-commit
            if not sealed or not count_unsealed(cr, company_id):
                return


def head(cr, company_id):
    """:return: :class:`~.itcom_core.journal.Head` of a company's chain."""
    cr.execute(
        "SELECT number, hash FROM itcom_journal_entry"
        " WHERE company_id = %s AND number > 0 ORDER BY number DESC LIMIT 1",
        (company_id,),
    )
    return journal.Head(*(cr.fetchone() or ()))


def count_unsealed(cr, company_id):
    """:return: number of entries that are not chained yet."""
    cr.execute(
        "SELECT count(*) FROM itcom_journal_entry WHERE company_id = %s AND hash IS NULL",
        (company_id,),
    )
    return cr.fetchone()[0]


def read(cr, company_id):
    """:return: iterator of a company's chained entries as dicts, in the order of their numbers.

    Memory stays the same however long the journal is.
    """
    query = (
        "SELECT number, previous_hash AS previous, hash, " + CONTENT + " FROM itcom_journal_entry"
        " WHERE company_id = %s AND hash IS NOT NULL AND (number, id) > (%s, %s)"
        " ORDER BY number, id LIMIT %s"
    )
    last = (-1, 0)
    while True:
        cr.execute(query, (company_id, *last, READ_BATCH))
        entries = cr.dictfetchall()
        for entry in entries:
            last = (entry["number"], entry.pop("id"))
            yield entry
        if len(entries) < READ_BATCH:
            return


def extract(cr, company_id, model, res_ids, events):
    """Read what the journal says of some records.

    :param events: codes of the events that are wanted.
    :return: list of chained entries as dicts, in the order of their numbers; each can be checked
        by its hash, the chain between them only in the whole journal.
    """
    cr.execute(
        "SELECT number, previous_hash AS previous, hash, " + CONTENT + " FROM itcom_journal_entry"
        " WHERE company_id = %s AND model = %s AND res_id = ANY(%s) AND event = ANY(%s)"
        " AND hash IS NOT NULL ORDER BY number",
        (company_id, model, list(res_ids), list(events)),
    )
    entries = cr.dictfetchall()
    for entry in entries:
        del entry["id"]
    return entries


def verify(cr, company_id, anchors=()):
    """:return: :class:`~.itcom_core.journal.Report` on a company's chain."""
    return journal.verify(read(cr, company_id), anchors)
