# Licence LGPL-3 (see LICENSE).

import re

from odoo import SUPERUSER_ID, api
from odoo.addons.itcom_crm_module.itcom_core.questionnaire import papers
from odoo.tools.misc import split_every

LETTER = re.compile(r"[^\W\d_]")
BATCH = 1000


def migrate(cr, version):
    """Bring an installed database to where a new one begins."""
    if not version:
        return
    _find_aliases_by_their_digits(api.Environment(cr, SUPERUSER_ID, {}))
    _sign_accepted_papers(cr)


def _find_aliases_by_their_digits(env):
    """An alias like «77-15/2» is stored as its digits for the search, since 71b18d3."""
    env.cr.execute(
        "SELECT id, alias FROM itcom_questionnaire WHERE alias ~ '[0-9]' AND alias ~ '[^0-9]'"
    )
    # What is a letter PostgreSQL answers by its locale, which may know none but Latin ones.
    numbers = [number for number, alias in env.cr.fetchall() if not LETTER.search(alias)]
    questionnaires = env["itcom.questionnaire"]
    for ids in split_every(BATCH, numbers):
        batch = questionnaires.browse(ids)
        env.add_to_compute(questionnaires._fields["lookup_text"], batch)
        questionnaires.flush(["lookup_text"])
        questionnaires.invalidate_cache()


def _sign_accepted_papers(cr):
    """Papers whose scan a verifier had accepted before that marked them signed."""
    cr.execute(
        """
        UPDATE itcom_document AS paper
        SET state = 'signed', date_signed = scanned.write_date::date,
            signed_document_id = scanned.id
        FROM itcom_questionnaire_document AS scanned
        JOIN itcom_document_kind AS kind ON kind.id = scanned.kind_id
        WHERE paper.questionnaire_id = scanned.questionnaire_id
          AND paper.replaced_by_id IS NULL AND paper.create_date <= scanned.write_date
          AND scanned.verdict = 'accepted' AND scanned.is_uploaded
          AND (kind.code, paper.kind) IN %s
        """,
        [tuple(papers.BY_DOCUMENT.items())],
    )
