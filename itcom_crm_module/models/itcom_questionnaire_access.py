# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError

from ..itcom_core.journal import events
from ..itcom_core.questionnaire import workflow as wf

LETTER_WITH_LINK = "itcom_crm_module.mail_template_questionnaire_link"


class ItcomQuestionnaireAccess(models.AbstractModel):
    """The client's way to a questionnaire: links, letters with them, and what became of them."""

    _name = "itcom.questionnaire.access"
    _description = "Client's access to a questionnaire"

    link_ids = fields.One2many("itcom.questionnaire.link", "questionnaire_id", "Links")
    link_text = fields.Char("Client's link", compute="_compute_link_text")
    can_send_link = fields.Boolean(compute="_compute_can_send_link")

    @api.depends("link_ids.sent_date", "link_ids.withdrawn_date", "link_ids.visit_ids")
    @api.depends_context("lang", "tz")
    def _compute_link_text(self):
        for record in self:
            link = record._newest_links()[:1]
            record.link_text = link._summary() if link else False

    @api.depends("state", "can_send")
    def _compute_can_send_link(self):
        for record in self:
            record.can_send_link = record.can_send or (
                record.state != wf.DRAFT and record.state in wf.OPEN
            )

    # Odoo's portal has a token of its own for each record. It never expires and nobody can
    # withdraw it, and with it strangers write to the chatter and upload files: none is made.

    def _portal_ensure_token(self):
        return False

    def _get_share_url(self, redirect=False, signup_partner=False, pid=None):
        return self.access_url

    def _live_link(self):
        """:return: the link that is valid now; empty when there is none."""
        self.ensure_one()
        return self._newest_links().filtered(lambda link: not link._refusal())[:1]

    def _newest_links(self):
        """:return: the links, newest first, also those of this very transaction."""
        return self.link_ids.sorted("id", reverse=True)

    def action_send_link(self):
        """«Отправить ссылку клиенту»: ask to whom, or show it on the spot."""
        self.ensure_one()
        self._ensure_can_send_link()
        if not self._live_link():
            self.env["itcom.questionnaire.link"]._new_for(self)
        return self.env["itcom.questionnaire.send"]._open(self)

    def _ensure_can_send_link(self):
        """:raise UserError: the client has nothing to do with it in this state."""
        self.check_access_rights("write")
        self.check_access_rule("write")
        if self.state == wf.DRAFT:
            self._ensure_can(wf.SEND)
        elif not self.can_send_link:
            raise UserError(
                _("%(questionnaire)s is closed: no link to it.", questionnaire=self.display_name)
            )

    def action_open_page(self):
        """«Анкета и документы»: the client's page, by the user's own right."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.access_url, "target": "self"}

    def _send_link(self, email):
        """Send the client a letter with the link; a draft is open to the client from then on.

        :raise UserError: the address is none, or the letter did not go out.
        """
        self.ensure_one()
        self._ensure_can_send_link()
        address = tools.email_normalize(email or "")
        if not address:
            raise UserError(_("«%(email)s» is no e-mail address.", email=email or ""))
        link_sudo = self._live_link().sudo()
        if not link_sudo:
            link_sudo = self.env["itcom.questionnaire.link"]._new_for(self)
        if not self._mail(LETTER_WITH_LINK, address, link_sudo._url()):
            raise UserError(
                _(
                    "The letter did not go out: the mail server refuses it or does not answer. "
                    "Copy the link and send it to the client yourself."
                )
            )
        link_sudo.write({"email": address, "sent_date": fields.Datetime.now()})
        self.env["itcom.journal.entry"]._record(events.LINK_SENT, self, link=link_sudo.id)
        self._message_log(body=_("The link was sent to %(email)s.", email=address))
        self._follow_by_address(address)
        self._open_to_client()

    def _open_to_client(self):
        """A draft waits for the client from now on."""
        if self.state == wf.DRAFT:
            self.action_send()

    def _follow_by_address(self, address):
        """Who has a login and this address finds the questionnaire among their own."""
        partners_sudo = self.env["res.partner"].sudo()
        own = [("id", "child_of", self.partner_id.commercial_partner_id.id)]
        if self.partner_id.itcom_head_id:
            own = ["|", *own, ("id", "=", self.partner_id.itcom_head_id.id)]
        found = partners_sudo.search([("email_normalized", "=", address), *own])
        with_login = found.filtered("user_ids")
        if with_login:
            self.sudo().message_subscribe(with_login.ids)

    def _client_address(self):
        """:return: where the client reads of this questionnaire: the address that the link was
        sent to, or that of a portal login that sees it; "" when there is none.
        """
        self.ensure_one()
        questionnaire_sudo = self.sudo()
        sent = questionnaire_sudo._newest_links().filtered("email")[:1]
        if sent:
            return "" if sent.withdrawn_date else sent.email
        readers = questionnaire_sudo.message_partner_ids | questionnaire_sudo.partner_id
        with_login = readers.filtered(lambda one: one.email and one.user_ids.filtered("share"))
        return with_login[:1].email or ""

    def _mail_returned(self, template):
        """Tell the client what to correct, by a new link when the time of the old one is over.

        The letter waits with the bare address of the page: what opens it is put in as it goes
        out (:meth:`_address_letter`) and is stored nowhere.
        """
        address = self._client_address()
        if address:
            url, page = self._way_in(address), self._page_url()
            self.sudo()._mail_soon(template, address, is_secret=url != page, url=page)

    def _address_letter(self, mail):
        """Put the client's own way in into a letter that holds the bare address of the page."""
        page = self._page_url()
        if page in mail.body_html and mail.email_to == self._client_address():
            mail.body_html = mail.body_html.replace(page, self._way_in(mail.email_to))

    def _page_url(self):
        return self.get_base_url() + self.access_url

    def _way_in(self, address):
        """:return: the way in for who reads letters at ``address``: a link, which is made anew
        when it has expired, or the page itself for who has a login.
        """
        link_sudo = self.sudo()._newest_links().filtered("email")[:1]
        if not link_sudo:
            return self._page_url()
        if link_sudo._refusal():
            link_sudo = self.env["itcom.questionnaire.link"]._new_for(self)
            link_sudo.write({"email": address, "sent_date": fields.Datetime.now()})
        return link_sudo._url()
