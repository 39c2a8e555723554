# Licence LGPL-3 (see LICENSE).
"""Read records together with what they lead to: one query where the ORM takes one per model."""

from typing import NamedTuple

from odoo import models


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
    joins = joins or {}
    searched = model.with_context(active_test=False)
    if _is_anything_pending(model.env):
        searched._flush_search(domain, fields=[*names, *_links_from("", joins)])
    query = searched._where_calc(domain)
    query.order = searched._generate_order_by(None, query).replace("ORDER BY ", "")
    parts = _parts(model, names, joins, query)
    selected = [
        part.model._inherits_join_calc(part.alias, name, query)
        for part in parts
        for name in part.names
    ]
    text, params = query.select(*selected)
    if lock:
        text += ' FOR UPDATE OF "%s"' % model._table
    model.env.cr.execute(text, params)
    rows = model.env.cr.fetchall()
    start = 0
    for part in parts:
        end = start + len(part.names)
        _keep(part, {row[start]: row[start + 1 : end] for row in rows})
        start = end
    return model.browse([row[0] for row in rows])


def columns(model):
    """:return: list of the fields that the ORM reads when it is asked for one of a record."""
    return [
        name
        for name, field in model._fields.items()
        if field.prefetch and field.store and field.column_type and name != "id"
    ]


class _Part(NamedTuple):
    """What a query reads of one model: ``names`` of fields, "id" first, of the table ``alias``."""

    model: models.BaseModel
    alias: str
    names: list


def _parts(model, names, joins, query):
    """:return: list of :class:`_Part`, that of ``model`` itself first; ``query`` joins them."""
    parts = {"": _Part(model, model._table, _names("", names, joins))}
    for path, fields in joins.items():
        start, _dot, link = path.rpartition(".")
        origin = parts[start]
        comodel = model.env[origin.model._fields[link].comodel_name]
        read = _names(path, fields, joins)
        if _is_anything_pending(model.env):
            comodel.flush(read[1:])
        alias = query.left_join(origin.alias, link, comodel._table, "id", link)
        parts[path] = _Part(comodel, alias, read)
    return list(parts.values())


def _names(path, names, joins):
    """:return: list of the fields to be read of the record at the end of ``path``, each once."""
    return list(dict.fromkeys(["id", *names, *_links_from(path, joins)]))


def _links_from(path, joins):
    """:return: list of the fields that lead on from the record at the end of ``path``."""
    places = (one.rpartition(".") for one in joins)
    return [link for start, _dot, link in places if start == path]


def _is_anything_pending(env):
    """:return: whether the ORM has still to compute or to write something."""
    return bool(env.all.tocompute or env.all.towrite)


def _keep(part, found):
    """:param found: {id: values}; None for a link that leads nowhere."""
    found.pop(None, None)
    records = part.model.browse(list(found))
    for name, values in zip(part.names[1:], zip(*found.values())):
        part.model.env.cache.update(records, part.model._fields[name], values)
