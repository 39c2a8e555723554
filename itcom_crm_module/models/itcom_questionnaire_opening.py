# Licence LGPL-3 (see LICENSE).

from odoo import models

from ..itcom_core.questionnaire import workflow as wf
from ..tools.code_set import CodeSet
from .itcom_questionnaire_document import REJECTED


class ItcomQuestionnaireOpening(models.AbstractModel):
    """What of a questionnaire the client may still change, in the state that it is in.

    While nobody has checked it: all. When it was returned: what the verifier named, and what
    keeps it from being handed over again. Afterwards: nothing.
    """

    _name = "itcom.questionnaire.opening"
    _description = "What the client may change"

    returned_fields = CodeSet(
        "Fields to correct", codes="_codes_of_returned_fields", readonly=True, copy=False
    )

    def _open_fields(self):
        """:return: set of the names of the fields that the client may change."""
        self.ensure_one()
        if self.state not in wf.EDITABLE:
            return set()
        asked = {ask.field.name for ask in self._schema().fields}
        if self.state != wf.RETURNED:
            return asked
        named = CodeSet.split(self.returned_fields)
        return asked.intersection(named) | set(self._missing().fields) | set(self._wrong())

    def _open_documents(self):
        """:return: documents whose scans the client may add and drop."""
        self.ensure_one()
        if self.state not in wf.EDITABLE:
            return self.document_ids.browse()
        asked = self.document_ids.filtered("is_asked")
        if self.state != wf.RETURNED:
            return asked
        return asked.filtered(
            lambda document: document.verdict == REJECTED or not document.is_uploaded
        )

    def _codes_of_returned_fields(self):
        return self.env["itcom.questionnaire.rule"]._codes_of_field_names()
