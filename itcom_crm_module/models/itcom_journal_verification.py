# Licence LGPL-3 (see LICENSE).

import logging

from odoo import _, api, models, tools

from .. import journal_store
from ..itcom_core import journal

_logger = logging.getLogger(__name__)


class ItcomJournalVerification(models.AbstractModel):
    """Verifies the journal: for the button, daily by itself, and tells in the user's language."""

    _name = "itcom.journal.verification"
    _description = "Verification of the journal"

    @api.model
    def _verify(self, company, anchors=()):
        """Compare a company's journal with itself, with ``anchors`` and with the head that the
        last daily verification has kept.

        :return: :class:`~..itcom_core.journal.Report`.
        """
        self.env["itcom.journal.entry"].flush()
        kept = company.sudo().itcom_journal_anchor
        if kept:
            anchors = [*anchors, journal.parse_anchor(kept)]
        return journal_store.verify(self.env.cr, company.id, anchors)

    @api.model
    def _record_verification(self, company, report):
        self.env["itcom.journal.entry"]._record(
            journal.events.JOURNAL_VERIFIED,
            company,
            count=report.count,
            number=report.head.number,
            problems=report.total,
        )

    @api.model
    def _problem_text(self, problem):
        """:return: one sentence that names the entry and what is wrong with it."""
        facts = {"number": problem.number, "until": problem.until}
        return {
            journal.verifier.UNREADABLE: _("Line %(number)s is no entry of the journal.", **facts),
            journal.verifier.CHANGED: _(
                "Entry No. %(number)s was changed after it had been put on record.", **facts
            ),
            journal.verifier.UNLINKED: _(
                "Entry No. %(number)s does not continue the one before it: what stands before it "
                "was written anew.",
                **facts,
            ),
            journal.verifier.MISSING: _(
                "Entries No. %(number)s to %(until)s are missing.", **facts
            ),
            journal.verifier.MISPLACED: _(
                "Entry No. %(number)s is out of place or stands there twice.", **facts
            ),
            journal.verifier.OTHER_THAN_ANCHOR: _(
                "Entry No. %(number)s differs from the kept anchor: the journal was written anew.",
                **facts,
            ),
            journal.verifier.CUT: _(
                "Entries No. %(number)s to %(until)s are missing at the end: the journal was cut.",
                **facts,
            ),
        }[problem.code]

    @api.model
    def _report_text(self, report):
        """:return: the whole outcome, a line for each problem."""
        lines = [self._problem_text(problem) for problem in report.problems]
        if report.total:
            lines.insert(0, _("The journal is not as it was written. Problems: %s", report.total))
        else:
            lines.append(_("The journal is as it was written. Entries: %s", report.count))
        return "\n".join(lines)

    # Daily

    @api.model
    def _cron_verify(self):
        """Verify every company's journal, keep its head outside the database, tell of problems.

        The server's log and the mail to the address of the company's settings are what a cut or
        rewritten journal is compared with.
        """
        for company in self.env["res.company"].sudo().search([("id", "!=", False)]):
            report = self._verify(company)
            if not report.count and not report.total:
                continue
            anchor = str(report.head)
            if report.total:
                _logger.error(
                    "journal of company %s: %s problems, ends at %s: %s",
                    company.id, report.total, anchor, report.problems[:10],
                )  # fmt: skip
            else:
                _logger.info("journal of company %s is whole, anchor %s", company.id, anchor)
                company.itcom_journal_anchor = anchor
            self._mail_outcome(company, report)
            self._record_verification(company, report)

    @api.model
    def _mail_outcome(self, company, report):
        """Mail the anchor to where the company keeps it; problems to the auditors as well."""
        auditors = self.env.ref("itcom_crm_module.itcom_group_auditor").sudo().users
        addresses = set(tools.email_split(company.itcom_journal_anchor_email or ""))
        if report.total:
            auditors = auditors.filtered(lambda user: company in user.company_ids)
            addresses |= set(auditors.mapped("email")) - {False}
        if not addresses:
            return
        subject = _("Journal of %(company)s: No. %(number)s", company=company.name,
                    number=report.head.number)  # fmt: skip
        lines = [*self._report_text(report).split("\n"), _("Anchor: %s", report.head)]
        body = "".join("<p>%s</p>" % tools.html_escape(line) for line in lines)
        mail = {"subject": subject, "body_html": body, "email_to": ", ".join(sorted(addresses))}
        self.env["mail.mail"].sudo().create({**mail, "auto_delete": True}).send()
