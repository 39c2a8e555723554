# Licence LGPL-3 (see LICENSE).
"""Letters that follow from a step: nobody waits for them, none is lost unseen."""

import smtplib
import threading
from unittest.mock import patch

from odoo.addons.base.models.ir_mail_server import IrMailServer
from odoo.tests.common import tagged
from odoo.tools import mute_logger

from .. import letter_queue
from ..itcom_core.questionnaire import workflow as wf
from .portal_common import PortalCase

ADDRESS = "orlov@primer.example"


@tagged("post_install", "-at_install")
class TestPortalLetters(PortalCase):
    """With a mail server that works, one that is slow, one that is dead."""

    def setUp(self):
        super().setUp()
        self.questionnaire = self._filled()
        self.questionnaire.user_id = self.manager
        self.link = self.env["itcom.questionnaire.link"]._new_for(self.questionnaire)
        self.link.sudo().email = ADDRESS
        self.url = self.questionnaire.access_url

    def letters(self):
        return self.env["mail.mail"].sudo().search([("email_to", "=", ADDRESS)])

    def submit(self):
        """:return: the letter that the submission has left."""
        self.come_in()
        consent = {"consent": str(self.questionnaire._consent_text().id)}
        with patch.object(IrMailServer, "connect") as connect:
            self.assert_page(self.post("/submit", consent), 200, "being checked")
        connect.assert_not_called()
        return self.letters()

    def deliver(self, letter, is_secret=False, **mail_server):
        """Do what the queue does after the commit.

        :param mail_server: {method of the mail server: what it raises or returns}.
        """
        with (
            patch.multiple(IrMailServer, **mail_server),
            mute_logger("odoo.addons.mail.models.mail_mail"),
        ):
            self.env["itcom.questionnaire"].sudo()._deliver(letter, is_secret)
        self.env.cache.invalidate()

    def assert_is_told(self, user, *texts):
        line = self.questionnaire.message_ids[0].body
        activity = self.questionnaire.sudo().activity_ids.filtered(
            lambda one: one.user_id == user and one.note
        )
        self.assertEqual(activity.summary, "A letter to the client was not delivered")
        for text in ("Not delivered", ADDRESS, *texts):
            self.assertIn(text, line)
            self.assertIn(text, activity.note)

    def test_the_request_leaves_the_letter_to_the_queue(self):
        letter = self.submit()
        self.assertEqual((letter.state, letter.res_id), ("outgoing", self.questionnaire.id))
        sent = []
        self.deliver(letter, send_email=lambda _self, mail, **_o: sent.append(mail) or "<1@x>")
        self.assertIn(self.questionnaire.number, sent[0]["Subject"])
        self.assertFalse(letter.exists())
        self.assertFalse(self.questionnaire.activity_ids.filtered("note"))

    def test_a_dead_mail_server_loses_no_submission_and_is_seen(self):
        def refuse(*_arguments, **_options):
            raise ConnectionRefusedError("Connection refused")

        letter = self.submit()
        self.deliver(letter, connect=refuse)
        self.assert_state(self.questionnaire, wf.REVIEW)
        self.assert_is_told(self.manager, "Connection refused", letter.subject)
        self.assertEqual(letter.state, "outgoing", "Odoo's queue tries once more")

    def test_a_mail_server_that_hangs_up_is_seen(self):
        def hang_up(*_arguments, **_options):
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")

        self.deliver(self.submit(), send_email=hang_up)
        self.assert_is_told(self.manager, "unexpectedly closed")

    def returned(self):
        """:return: the letter that a return has left, of which the mail server knows nothing."""
        self.submit().sudo().unlink()
        as_verifier = self.questionnaire.with_user(self.verifier)
        with patch.object(IrMailServer, "connect") as connect:
            as_verifier._action_with_reason(wf.RETURN, "Not the city", "birth_place")
        connect.assert_not_called()
        return self.letters()

    def test_a_return_leaves_its_letter_to_the_queue(self):
        letter = self.returned()
        self.assertIn(self.questionnaire.access_url + '"', letter.body_html)
        self.assertNotIn("access_token", letter.body_html)
        sent = []
        self.deliver(
            letter, True, send_email=lambda _self, mail, **_o: sent.append(mail) or "<1@x>"
        )
        self.assertIn(self.link._url(), sent[0].get_body(("html",)).get_content())
        self.assert_link_is_nowhere()

    def test_the_chatter_names_no_letter_that_is_on_its_way(self):
        """A card that is opened meanwhile would ask for it when it is gone, and fail."""
        letter = self.returned()
        self.assertTrue(letter.mail_message_id)
        self.assertNotIn(letter.mail_message_id, self.questionnaire.sudo().message_ids)

    def test_a_dead_mail_server_costs_a_return_nothing_and_the_verifier_sees_it(self):
        def refuse(*_arguments, **_options):
            raise ConnectionRefusedError("Connection refused")

        self.deliver(self.returned(), True, connect=refuse)
        self.assert_state(self.questionnaire, wf.RETURNED)
        self.assert_is_told(self.verifier, "Connection refused", "corrections needed")
        self.assertFalse(self.letters())
        self.assert_link_is_nowhere()

    def assert_link_is_nowhere(self):
        domain = [("body", "like", self.link._url())]
        self.assertFalse(self.env["mail.message"].sudo().search(domain))

    def test_a_code_that_did_not_go_out_stays_nowhere(self):
        self.company.itcom_link_code = True
        self.come_in()
        self.assert_page(self.post("/code"), 200, "on its way to o***@primer.example")
        letter = self.letters()
        self.deliver(letter, is_secret=True, send_email=lambda *_a, **_o: 1 / 0)
        self.assert_is_told(self.manager, "division by zero")
        self.assertFalse(letter.exists())

    def test_what_odoos_queue_sends_is_not_sent_twice(self):
        letter = self.submit()
        letter.state = "sent"
        letter.flush()
        with patch.object(type(letter), "send") as send:
            self.env["itcom.questionnaire"].sudo()._deliver(letter, False)
        send.assert_not_called()


@tagged("post_install", "-at_install")
class TestLetterQueue(PortalCase):
    """The thread that sends: in order, and past what fails."""

    def test_one_letter_that_fails_keeps_none_from_going(self):
        sent, is_done = [], threading.Event()

        def send(_dbname, mail_id, is_secret):
            sent.append((mail_id, is_secret))
            if mail_id == 1:
                raise ZeroDivisionError
            is_done.set()

        with patch.object(letter_queue, "send", send), mute_logger(letter_queue.__name__):
            letter_queue.send_soon("any", 1)
            letter_queue.send_soon("any", 2, is_secret=True)
            self.assertTrue(is_done.wait(10))
        self.assertEqual(sent, [(1, False), (2, True)])

    def test_it_is_told_of_a_letter_after_the_commit_alone(self):
        postcommit = self.env.cr.postcommit
        postcommit.clear()
        with patch.object(letter_queue, "send_soon") as send_soon:
            self.questionnaire.sudo()._mail_soon(
                "itcom_crm_module.mail_template_questionnaire_submitted", ADDRESS
            )
            send_soon.assert_not_called()
            postcommit.run()
            letter = self.env["mail.mail"].sudo().search([("email_to", "=", ADDRESS)])
            send_soon.assert_called_once_with(self.env.cr.dbname, letter.id, False)
