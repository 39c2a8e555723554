# Licence LGPL-3 (see LICENSE).

import io
import tempfile
import zipfile

from odoo import http
from odoo.http import request
from werkzeug.exceptions import Forbidden
from werkzeug.wsgi import wrap_file

from .. import journal_store
from ..itcom_core import journal

# Beyond this the export waits on disk, not in memory.
MEMORY = 1 << 20

README = """Журнал ITCOM CRM: {company}

journal.jsonl   записи, по одной в строке (JSON, UTF-8)
verify.py       проверка; нужен только Python 3.9 или новее

    python3 verify.py journal.jsonl --anchor НОМЕР:ХЕШ

Отметка (anchor) этой выгрузки: {head}
Она доказывает, что конец журнала не обрезан, если взята не отсюда, а оттуда, где её хранили
вне базы: из письма, с бумаги, из журнала сервера.
"""


class JournalController(http.Controller):
    """Download of the journal for auditors."""

    @http.route("/itcom/journal/<int:company_id>/export", auth="user", methods=["GET"])
    def export(self, company_id):
        """:return: zip of the journal and of the script that verifies it without Odoo."""
        entry = request.env["itcom.journal.entry"]
        company = request.env.user.company_ids.filtered(lambda one: one.id == company_id)
        if not company or not entry.check_access_rights("read", raise_exception=False):
            raise Forbidden()
        file = tempfile.SpooledTemporaryFile(MEMORY)
        head = self._write_zip(file, company)
        entry._record(journal.events.JOURNAL_EXPORTED, company, number=head.number)
        name = "journal-%d-%d.zip" % (company.id, head.number)
        response = request.make_response(
            wrap_file(request.httprequest.environ, file),
            [
                ("Content-Type", "application/zip"),
                ("Content-Length", str(file.seek(0, io.SEEK_END))),
                ("Content-Disposition", http.content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
        response.direct_passthrough = True
        file.seek(0)
        return response

    def _write_zip(self, file, company):
        """:return: :class:`~..itcom_core.journal.Head` of what was written."""
        head = journal.Head()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open("journal.jsonl", "w", force_zip64=True) as lines:
                for one in journal_store.read(request.env.cr, company.id):
                    lines.write((journal.to_line(one) + "\n").encode("utf-8"))
                    head = journal.Head(one["number"], one["hash"])
            archive.write(journal.verifier.__file__, "verify.py")
            archive.writestr("README.txt", README.format(company=company.name, head=head))
        return head
