# Licence LGPL-3 (see LICENSE).
"""Files of Odoo's filestore: removed at once, without waiting for Odoo's daily collection."""

import os


def remove(cr, paths):
    """Remove stored files that no attachment has any more.

    Nobody can store the same content meanwhile: the table is locked as Odoo's own collection
    locks it, for the moments that this takes.

    :param cr: cursor that sees that their attachments are gone.
    :param paths: {``store_fname``: path of the file}.
    :return: set of the names that were removed.
    """
    cr.execute("SET LOCAL lock_timeout TO '5s'")
    cr.execute("LOCK ir_attachment IN SHARE MODE")
    cr.execute("SELECT store_fname FROM ir_attachment WHERE store_fname = ANY(%s)", [list(paths)])
    unused = set(paths) - {name for (name,) in cr.fetchall()}
    for name in unused:
        if os.path.exists(paths[name]):
            os.unlink(paths[name])
    return unused
