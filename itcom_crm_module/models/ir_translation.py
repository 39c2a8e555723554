# Licence LGPL-3 (see LICENSE).

from odoo import models
from odoo.addons.base.models.ir_translation import IrTranslation as BaseTranslation


class IrTranslation(models.Model):
    """Translated texts of rules and names of kinds of documents are part of what is cached."""

    _inherit = "ir.translation"

    CACHED_MODELS = BaseTranslation.CACHED_MODELS | {
        "itcom.questionnaire.rule",
        "itcom.document.kind",
    }
