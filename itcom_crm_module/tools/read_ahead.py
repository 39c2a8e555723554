# Licence LGPL-3 (see LICENSE).
"""Read records together with what they lead to: one query where the ORM takes one per model."""


def read_ahead(model, domain, names, joins=None, lock=False):
    """Search records and put fields of theirs, and of what they lead to, into the ORM's cache.

    :param model: empty recordset, elevated: rights are for the caller to check.
    :param domain: which records; archived ones too.
    :param names: fields of these records that are columns.
    :param joins: {name of a many2one field: fields to read of the record that it leads to}.
    :param lock: hold these records until the transaction ends; whoever waits for one that is
        then changed is run again by Odoo.
    :return: the records, in the order of their model.
    """
    joins = joins or {}
    searched = model.with_context(active_test=False)
    searched._flush_search(domain, fields=[*names, *joins])
    query = searched._where_calc(domain)
    query.order = searched._generate_order_by(None, query).replace("ORDER BY ", "")
    parts = [(model, model._table, ["id", *names, *joins])]
    for link, fields in joins.items():
        comodel = model.env[model._fields[link].comodel_name]
        comodel.flush(fields)
        alias = query.left_join(model._table, link, comodel._table, "id", link)
        parts.append((comodel, alias, ["id", *fields]))
    columns = [
        part_model._inherits_join_calc(alias, name, query)
        for part_model, alias, fields in parts
        for name in fields
    ]
    text, params = query.select(*columns)
    if lock:
        text += ' FOR UPDATE OF "%s"' % model._table
    model.env.cr.execute(text, params)
    rows = model.env.cr.fetchall()
    start = 0
    for part_model, _alias, fields in parts:
        end = start + len(fields)
        _keep(part_model, fields[1:], {row[start]: row[start + 1 : end] for row in rows})
        start = end
    return model.browse([row[0] for row in rows])


def _keep(model, names, found):
    """:param found: {id: values of ``names``}; None for a link that leads nowhere."""
    found.pop(None, None)
    records = model.browse(list(found))
    for name, values in zip(names, zip(*found.values())):
        model.env.cache.update(records, model._fields[name], values)
