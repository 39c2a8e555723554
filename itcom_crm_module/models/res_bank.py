# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core import errors
from ..itcom_core.identifiers import bank_account
from ..itcom_core.identifiers import bic as bic_code


class ResBank(models.Model):
    """A bank with what a Russian payment order names: БИК (``bic``) and correspondent account."""

    _inherit = "res.bank"

    itcom_correspondent_account = fields.Char("Correspondent account", size=32)

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

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._itcom_clean_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._itcom_clean_vals(vals))

    @api.model
    def _itcom_clean_vals(self, vals):
        """A БИК and its account go compact into the database; a foreign bank's code as it is."""
        cleaned = dict(vals)
        if bic_code.is_valid(vals.get("bic")):
            cleaned["bic"] = bic_code.validate(vals["bic"])
        if vals.get("itcom_correspondent_account"):
            number = bank_account.compact(vals["itcom_correspondent_account"])
            cleaned["itcom_correspondent_account"] = number
        return cleaned

    def _itcom_is_russian(self):
        """:return: True when ``bic`` is a Russian БИК, so that accounts can be checked by it."""
        self.ensure_one()
        return bic_code.is_valid(self.bic)
