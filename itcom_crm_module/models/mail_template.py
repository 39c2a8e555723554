# Licence LGPL-3 (see LICENSE).

from odoo import fields, models


class MailTemplate(models.Model):
    """Templates are chosen in the composer by name, so a name speaks the user's language.

    Odoo itself translates it from its series 16 on.
    """

    _inherit = "mail.template"

    name = fields.Char(translate=True)
