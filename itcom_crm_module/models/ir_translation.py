# Licence LGPL-3 (see LICENSE).

from odoo import models
from odoo.addons.base.models.ir_translation import IrTranslation as BaseTranslation


class IrTranslation(models.Model):
    """A translated text of a questionnaire's rule is part of what is compiled and cached."""

    _inherit = "ir.translation"

    CACHED_MODELS = BaseTranslation.CACHED_MODELS | {"itcom.questionnaire.rule"}
