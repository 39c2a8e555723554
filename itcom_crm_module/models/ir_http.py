# Licence LGPL-3 (see LICENSE).

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.http import request
from werkzeug.exceptions import NotFound, ServiceUnavailable
from werkzeug.utils import escape

from .. import listen_queue
from .itcom_file_encryption import PROTECTED, FileUnavailable

ATTACHMENT = "ir.attachment"
# What a number of a record can be in PostgreSQL.
NUMBERS = range(1, 2**31)


class IrHttp(models.AbstractModel):
    """Odoo's links to files: of ours a stranger hears «not found», whatever the way.

    Odoo answers some strangers with an error of the server, and who asks for a picture with
    another one in its place. A file that can't be decrypted is answered with the reason.
    """

    _inherit = "ir.http"

    def _register_hook(self):
        super()._register_hook()
        listen_queue.widen()

    @classmethod
    def _auth_method_itcom_page(cls):
        """As Odoo's "public", without asking the database each time whether that user exists."""
        xmlids = request.env["ir.model.data"]
        request.uid = request.session.uid or xmlids.xmlid_to_res_id("base.public_user", True)

    def binary_content(self, *args, **kwargs):
        try:
            return super().binary_content(*args, **kwargs)
        except FileUnavailable as error:
            raise ServiceUnavailable(description=escape(error.args[0]))

    # pylint: disable=redefined-builtin  # Odoo calls it ``id`` and passes it by name.
    def _get_record_and_check(
        self, xmlid=None, model=None, id=None, field="datas", access_token=None
    ):
        """As Odoo's, for numbers, names and tokens that are none as well.

        :raise NotFound: it is a file of ours, and not for who asks.
        """
        number = self._itcom_number(id)
        named = self._xmlid_to_obj(self.env, xmlid) if xmlid else None
        if named:
            # Odoo takes whatever has a name for what the address says it is: an attachment.
            xmlid, model, number = None, named._name, named.id
        try:
            record, status = super()._get_record_and_check(
                xmlid, model, number, field, self._itcom_token(access_token)
            )
        except AccessError:
            record, status = None, 403
        if not record and self._itcom_is_ours(model, number):
            raise NotFound()
        return record, status

    @api.model
    def _itcom_number(self, text):
        """:return: ``text`` as the number of a record, None when it can't be one."""
        try:
            number = int(text or 0)
        except ValueError:
            return None
        return number if number in NUMBERS else None

    @api.model
    def _itcom_token(self, token):
        """:return: ``token`` as Odoo can compare it: one of other letters is as good as wrong."""
        return token if not token or token.isascii() else "wrong"

    @api.model
    def _itcom_is_ours(self, model, number):
        """:return: whether what was asked for is a record with files of ours, or such a file."""
        if model == ATTACHMENT and number:
            return bool(self.env[ATTACHMENT].browse(number)._itcom_owners())
        return model in PROTECTED
