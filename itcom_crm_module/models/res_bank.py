# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core import errors
from ..itcom_core.identifiers import bank_account


class ResBank(models.Model):
    """A bank with what a Russian payment order names: БИК (``bic``) and correspondent account."""

    _inherit = "res.bank"

    itcom_correspondent_account = fields.Char("Correspondent account", size=20)

    @api.constrains("bic", "itcom_correspondent_account")
    def _check_itcom_correspondent_account(self):
        for bank in self.filtered("itcom_correspondent_account"):
            try:
                bank_account.validate_correspondent(
                    bank.itcom_correspondent_account, bank.bic or ""
                )
            except errors.IdentifierError as error:
                value = bank.bic if error.identifier == "bic" else bank.itcom_correspondent_account
                raise ValidationError(
                    self.env["itcom.error.message"]._identifier_text(error, value)
                ) from error

    def _itcom_is_russian(self):
        """:return: True when ``bic`` is a Russian БИК, so that accounts can be checked by it."""
        self.ensure_one()
        bic = self.bic or ""
        return len(bic) == 9 and bic.isascii() and bic.isdigit()
