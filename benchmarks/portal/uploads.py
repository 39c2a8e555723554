# Licence LGPL-3 (see LICENSE).
"""What files cost that a client sends, with all that they leave to be done afterwards."""

import odoo
from odoo.addons.itcom_crm_module import journal_sealer

# One photo every five seconds: nobody is faster.
TOGETHER = journal_sealer.SECONDS // 5
# By SQL: deleting by the ORM would empty the caches of the next request.
DROP_SCANS = (
    "DELETE FROM ir_attachment WHERE res_model = 'itcom.questionnaire.scan'",
    "DELETE FROM itcom_questionnaire_scan WHERE questionnaire_id = %(questionnaire)s",
    "UPDATE itcom_questionnaire_document SET scan_count = 0, is_uploaded = false"
    " WHERE questionnaire_id = %(questionnaire)s",
)
AWAITING = """
    SELECT kind.code, scan.id
    FROM itcom_questionnaire_scan AS scan
    JOIN itcom_questionnaire_document AS document ON document.id = scan.document_id
    JOIN itcom_document_kind AS kind ON kind.id = document.kind_id
    WHERE scan.questionnaire_id = %s AND scan.awaits_look
"""


class Uploads:
    """A client who photographs one document after another, as the page's script sends them.

    :param world: :class:`~.inside.World` whose client it is.
    """

    def __init__(self, world):
        self._world = world

    def cost(self, make, turn):
        """:param make: function of a number that gives the bytes of a file.
        :return: (milliseconds on a processor, queries) of one file, its share included of the
            sealing of the journal. Each finds a document that has none yet.
        """
        with odoo.registry(self._world.name).cursor() as cr:
            for statement in DROP_SCANS:
                cr.execute(statement, {"questionnaire": self._world.id})
        files = [make(turn * TOGETHER + number) for number in range(TOGETHER)]
        spent, queries = self._world.client.cost_of(lambda: self._send(files))
        return spent / TOGETHER, queries / TOGETHER

    def _send(self, files):
        world = self._world
        for number, (kind, content) in enumerate(zip(world.kinds, files)):
            headers = {
                "Accept": "application/json",
                "X-CSRF-Token": world.token,
                "Content-Type": "application/octet-stream",
                "X-File-Name": "scan",
                "X-Upload-Key": "key-%d" % number,
            }
            path = "%s/document/%s" % (world.url, kind)
            world.client.ask(path, method="POST", headers=headers, data=content)
        journal_sealer.seal_now(world.name, world.company_id)


class Looks:
    """What the page's script asks for right after an upload: verdict and preview.

    :param world: :class:`~.inside.World` whose client it is.
    """

    def __init__(self, world):
        self._world = world

    def cost(self):
        """:return: (milliseconds on a processor, queries) of one of the files that await it."""
        with odoo.registry(self._world.name).cursor() as cr:
            cr.execute(AWAITING, [self._world.id])
            awaiting = cr.fetchall()
        spent, queries = self._world.client.cost_of(lambda: self._look(awaiting))
        return spent / len(awaiting), queries / len(awaiting)

    def _look(self, awaiting):
        headers = {"Accept": "application/json", "X-CSRF-Token": self._world.token}
        for place in awaiting:
            path = self._world.url + "/document/%s/%d/look" % place
            self._world.client.ask(path, method="POST", headers=headers)
