# Licence LGPL-3 (see LICENSE).

import smtplib
from functools import partial

from odoo import _, api, fields, models, tools
from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from .. import letter_queue


class ItcomQuestionnaireLetters(models.AbstractModel):
    """Letters to the client about a questionnaire.

    Staff who send a link wait for the mail server, since they want to know. What follows from a
    step goes out apart from it (:mod:`..letter_queue`); of what does not go out the chatter tells,
    and a task whoever of the staff made the step, or else the manager.
    """

    _name = "itcom.questionnaire.letters"
    _description = "Letters about a questionnaire"

    def _mail(self, template, address, url):
        """Send now and keep no copy: the address of the link stands in the letter alone.

        :return: whether it went out.
        """
        mail_sudo = self._prepare_mail(template, address, url)
        try:
            mail_sudo.send(raise_exception=True)
        except (MailDeliveryException, OSError, smtplib.SMTPException):
            mail_sudo.unlink()
            return False
        return True

    def _mail_soon(self, template, address, is_secret=False, url=""):
        """Have a letter sent within seconds of the commit; nobody waits for the mail server.

        :param is_secret: nothing of it may stay when it does not go out.
        :param url: address for the letter's link.
        """
        mail_id = self._prepare_mail(template, address, url).id
        self.env.cr.postcommit.add(
            partial(letter_queue.send_soon, self.env.cr.dbname, mail_id, is_secret)
        )

    def _prepare_mail(self, template, address, url=""):
        """:return: ``mail.mail`` in sudo, to be sent and then forgotten."""
        template_sudo = self.env.ref(template).sudo().with_context(itcom_url=url)
        values = {
            "email_to": address,
            "recipient_ids": [(5,)],
            "auto_delete": True,
            # Else the chatter shows it, and a card that is being opened misses it once it is gone.
            "message_type": "user_notification",
        }
        mail_id = template_sudo.send_mail(self.id, email_values=values)
        return self.env["mail.mail"].sudo().browse(mail_id)

    @api.model
    def _deliver(self, mail, is_secret):
        """Send a letter that was left to be sent, unless Odoo's own queue is at it.

        :param mail: ``mail.mail`` about a questionnaire.
        """
        self.env.cr.execute(
            "SELECT FROM mail_mail WHERE id = %s AND state = 'outgoing' FOR UPDATE SKIP LOCKED",
            [mail.id],
        )
        if not self.env.cr.rowcount:
            return
        reason, questionnaire = "", self.browse(mail.res_id)
        questionnaire._address_letter(mail)
        try:
            mail.send()
        except smtplib.SMTPServerDisconnected as error:
            reason = str(error)
        # What went out is there no more.
        if mail.exists():
            user = _colleague(mail.create_uid) or questionnaire.user_id
            questionnaire.with_context(lang=user.lang)._tell_of_failure(
                mail, reason or mail.failure_reason or "", user
            )
            if is_secret:
                mail.unlink()
            else:
                # Odoo's queue tries once more, within the hour.
                mail.mark_outgoing()

    def _tell_of_failure(self, mail, reason, user):
        """Show staff which letter did not go out, and why; ``user`` by a task as well."""
        self.ensure_one()
        text = tools.html_escape(
            _(
                "Not delivered: the letter «%(subject)s» to %(email)s. %(reason)s",
                subject=mail.subject,
                email=mail.email_to,
                reason=reason,
            )
        )
        self._message_log(body=text)
        if user:
            self.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                fields.Date.context_today(self),
                summary=_("A letter to the client was not delivered"),
                note=text,
                user_id=user.id,
                automated=True,
            )


def _colleague(user):
    """:return: the user when they are one of the staff, else none."""
    return user.filtered(lambda one: one.active and one.has_group("base.group_user"))
