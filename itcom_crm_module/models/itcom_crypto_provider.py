# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models


class ItcomCryptoProvider(models.Model):
    """Tool that holds the key («Криптопровайдер»), with what a certificate request needs of it."""

    _name = "itcom.crypto.provider"
    _inherit = "itcom.catalogue"
    _description = "Crypto provider"

    code = fields.Char(help="Code of the crypto provider as the public API names it.")
    provider_type = fields.Integer(help="Number of the CSP type in Windows: 80, 81...")
    algorithm = fields.Selection(
        [
            ("gost_2012_256", "GOST R 34.10-2012, 256 bits"),
            ("gost_2012_512", "GOST R 34.10-2012, 512 bits"),
        ],
        "Key algorithm",
        required=True,
        default="gost_2012_256",
    )
    # FSB order 795: UTF8String of 1 to 200 characters.
    subject_sign_tool = fields.Char(
        "Name in the certificate", size=200, help="Extension subjectSignTool (1.2.643.100.111)."
    )

    _sql_constraints = [
        ("code_unique", "unique(code)", "A crypto provider with this code exists already.")
    ]

    @api.model
    def _usages(self):
        return super()._usages() + [
            ("itcom.questionnaire", lambda tool: [("crypto_provider_id", "=", tool.id)])
        ]
