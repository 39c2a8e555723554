# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.osv import expression

from ..itcom_core.journal import events

# More than this is no person but a mistake.
MOST = 200


class ItcomPersonReport(models.TransientModel):
    """Finds all that is held about a person and gives it out as a table (152-ФЗ, article 14).

    An administrator says who it is, looks through what was found, leaves out namesakes, and
    downloads. Nothing of the table is stored; that it was made is on record.
    """

    _name = "itcom.person.report"
    _description = "Report on a person"

    snils = fields.Char("SNILS")
    passport = fields.Char("Passport: series and number")
    name = fields.Char("Full name")
    line_ids = fields.One2many("itcom.person.report.line", "report_id", "Found")
    outcome = fields.Char(readonly=True)

    def action_find(self):
        """Look for the person («Найти») and show what was found in the same dialog."""
        self.ensure_one()
        self._ensure_administrator()
        if not any(map(str.strip, (self.snils or "", self.passport or "", self.name or ""))):
            raise UserError(_("Give a SNILS, a passport or a name."))
        lines = self._lines()
        if len(lines) > MOST:
            raise UserError(
                _("More than %(most)s records were found: give more of the name.", most=MOST)
            )
        self.line_ids.unlink()
        self.write(
            {
                "line_ids": [(0, 0, line) for line in lines],
                "outcome": self._outcome(lines),
            }
        )
        self.env["itcom.journal.entry"]._record(
            events.PERSON_REPORTED, self.env.company, step="search", found=len(lines)
        )
        return self._reopen()

    def action_download(self):
        """Download the table of what is ticked («Скачать»)."""
        self.ensure_one()
        self._ensure_administrator()
        if not self._chosen():
            raise UserError(_("Tick what is about this person."))
        return {
            "type": "ir.actions.act_url",
            "url": "/itcom/person_report/%d.xlsx" % self.id,
            "target": "self",
        }

    def _content(self):
        """Make the table and put it on record.

        :return: bytes of an xlsx.
        :raise AccessError: who asks is no administrator, or did not make this search.
        """
        self.ensure_one()
        self._ensure_administrator()
        if self.create_uid != self.env.user:
            raise AccessError(_("Only who has searched may download the report."))
        chosen = self._chosen()
        questionnaires, partners = chosen.questionnaire_id.sudo(), chosen.partner_id.sudo()
        content = self.env["itcom.person.file"]._workbook(questionnaires, partners)
        self.env["itcom.journal.entry"]._record(
            events.PERSON_REPORTED,
            self.env.company,
            step="download",
            questionnaires=questionnaires.ids,
            partners=partners.ids,
        )
        return content

    @api.model
    def _ensure_administrator(self):
        self.env["itcom.person.report"].check_access_rights("create")

    def _chosen(self):
        return self.line_ids.filtered("is_included")

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Report on a person"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # Finding, with the rights of the acting administrator

    def _lines(self):
        """:return: list of values of ``itcom.person.report.line``: by number first, ticked."""
        Search = self.env["itcom.person.search"]
        person = [("is_company", "=", False)]
        found = {}
        for is_sure, field, model, domain in (
            (
                True, "questionnaire_id", "itcom.questionnaire",
                Search._by_numbers(self.snils, self.passport),
            ),
            (True, "partner_id", "res.partner", Search._partners_by_numbers(self.snils)),
            (False, "questionnaire_id", "itcom.questionnaire", Search._by_name(self.name)),
            (
                False, "partner_id", "res.partner",
                expression.AND([person, Search._partners_by_name(self.name)]),
            ),
        ):  # fmt: skip
            records = self.env[model].with_context(active_test=False)
            for record in records.search(domain, limit=MOST + 1):
                found.setdefault((field, record.id), is_sure)
        return [
            {field: res_id, "is_sure": is_sure, "is_included": is_sure}
            for (field, res_id), is_sure in found.items()
        ]

    def _outcome(self, lines):
        """:return: what was found, in a sentence."""
        if not lines:
            return _("Nothing is held about this person.")
        sure = sum(line["is_sure"] for line in lines)
        return _(
            "Found: %(count)s, of them by number: %(sure)s. What only the name has found may be "
            "a namesake's: tick what is theirs.",
            count=len(lines),
            sure=sure,
        )
