# Licence LGPL-3 (see LICENSE).
"""Read records together with what they lead to: one query where the ORM takes one per model."""

from typing import NamedTuple


class Part(NamedTuple):
    """What a query reads of the records of one model: ``names`` of fields, "id" first."""

    model: str
    names: tuple


class Reading(NamedTuple):
    """A query that was put together once, to be run with other ``params`` each time."""

    text: str
    params: list
    parts: tuple


def read_ahead(model, domain, names, joins=None, lock=False):
    """Search records and put fields of theirs, and of what they lead to, into the ORM's cache.

    :param model: empty recordset, elevated: rights are for the caller to check.
    :param domain: which records; archived ones too.
    :param names: fields of these records that are columns.
    :param joins: {many2one field, or path of such fields: fields to read of the record that it
        leads to}; a path comes after the one that it begins with.
    :param lock: hold these records until the transaction ends; whoever waits for one that is
        then changed is run again by Odoo.
    :return: the records, in the order of their model.
    """
    if _is_anything_pending(model.env):
        model.with_context(active_test=False)._flush_search(domain)
    reading = prepare(model, domain, names, joins)
    if lock:
        reading = reading._replace(text='%s FOR UPDATE OF "%s"' % (reading.text, model._table))
    return run(model, reading, reading.params)


def prepare(model, domain, names, joins=None, beside=()):
    """:param beside: SQL of what :func:`run_beside` shall tell of each record.
    :return: :class:`Reading` of what :func:`read_ahead` does, in the language of ``model``.
    """
    joins = joins or {}
    searched = model.with_context(active_test=False)
    query = searched._where_calc(domain)
    query.order = searched._generate_order_by(None, query).replace("ORDER BY ", "")
    places, parts, selected = {"": (model, model._table)}, [], []
    for path, fields in {"": names, **joins}.items():
        if path:
            places[path] = _join(query, places, path)
        comodel, alias = places[path]
        part = Part(comodel._name, ("id", *_with_links(path, fields, joins)))
        parts.append(part)
        selected += [comodel._inherits_join_calc(alias, name, query) for name in part.names]
    return Reading(*query.select(*selected, *beside), tuple(parts))


def run(model, reading, params):
    """:return: the records that ``reading`` finds with ``params``, all of it in the cache."""
    return run_beside(model, reading, params)[0]


def run_beside(model, reading, params):
    """:return: (the same, list of tuples of what stands beside each of the records)."""
    env = model.env
    if _is_anything_pending(env):
        for part in reading.parts:
            env[part.model].flush(part.names[1:])
    env.cr.execute(reading.text, params)
    rows = env.cr.fetchall()
    start = 0
    for part in reading.parts:
        end = start + len(part.names)
        _keep(env[part.model], part.names[1:], {row[start]: row[start + 1 : end] for row in rows})
        start = end
    return model.browse([row[0] for row in rows]), [row[start:] for row in rows]


def columns(model):
    """:return: list of the fields that the ORM reads when it is asked for one of a record."""
    return [
        name
        for name, field in model._fields.items()
        if field.prefetch and field.store and field.column_type and name != "id"
    ]


def _join(query, places, path):
    """:return: (model, alias) of the record that ``path`` leads to; ``query`` reads it too."""
    start, _dot, link = path.rpartition(".")
    origin, origin_alias = places[start]
    comodel = origin.env[origin._fields[link].comodel_name]
    return comodel, query.left_join(origin_alias, link, comodel._table, "id", link)


def _with_links(path, names, joins):
    """:return: ``names`` and the fields that lead on from the end of ``path``, each once."""
    places = (one.rpartition(".") for one in joins)
    return dict.fromkeys([*names, *(link for start, _dot, link in places if start == path)])


def _is_anything_pending(env):
    """:return: whether the ORM has still to compute or to write something."""
    return bool(env.all.tocompute or env.all.towrite)


def _keep(model, names, found):
    """:param found: {id: values of ``names``}; None for a link that leads nowhere."""
    found.pop(None, None)
    records = model.browse(list(found))
    for name, values in zip(names, zip(*found.values())):
        model.env.cache.update(records, model._fields[name], values)
