# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from ..tools.code_set import CodeSet


class ItcomDocumentKind(models.Model):
    """Kind of scan that a questionnaire can ask for: passport page, СНИЛС, power of attorney..."""

    _name = "itcom.document.kind"
    _inherit = "itcom.catalogue"
    _description = "Kind of document"

    hint = fields.Char(translate=True, help="What the client reads beside the upload button.")

    _sql_constraints = [
        ("code_unique", "unique(code)", "A kind of document with this code exists already.")
    ]

    @api.model
    def _usages(self):
        return super()._usages() + [
            ("itcom.questionnaire.document", lambda kind: [("kind_id", "=", kind.id)]),
            ("itcom.questionnaire.rule", lambda kind: CodeSet.domain("document_codes", kind.code)),
        ]

    @api.model
    def _by_code(self, codes):
        """:return: {code: kind}, archived ones too, for a rule may still name them."""
        kinds = self.with_context(active_test=False).search([("code", "in", codes)])
        return {kind.code: kind for kind in kinds}

    @api.model
    def _names_by_code(self):
        """:return: {code: name} of all kinds, in the user's language."""
        return {kind.code: kind.name for kind in self._known(self.env.lang).values()}
