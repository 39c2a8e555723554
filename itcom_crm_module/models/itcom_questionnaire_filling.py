# Licence LGPL-3 (see LICENSE).

from datetime import date, timedelta
from typing import NamedTuple

from odoo import _, fields, models, tools

from ..itcom_core.questionnaire.cleaning import RAW_LIMIT
from ..itcom_core.questionnaire.fields import FIELDS


class Filled(NamedTuple):
    """What became of answers that were sent.

    :param saved: names of the fields whose answer was changed.
    :param unsaved: {field: text} that its column can't hold; named among the errors.
    :param conflicts: {field: text} that somebody else has put there meanwhile; it stays.
    :param closed: names that are not asked for or may not be changed now.
    :param errors: {field: ItcomError} of all answers that are wrong, saved or not.
    """

    saved: tuple
    unsaved: dict
    conflicts: dict
    closed: tuple
    errors: dict


class ItcomQuestionnaireFilling(models.AbstractModel):
    """Filling in by the page: answer by answer, from several browsers at once.

    Each answer comes with the one that its sender last knew. Where another one stands by now,
    nothing is overwritten: the sender is told. Two requests at the very same moment can't pass
    each other: the database lets one of them begin anew.
    """

    _name = "itcom.questionnaire.filling"
    _description = "Filling in of a questionnaire"

    def _fill(self, values, known, open_fields):
        """Save answers as typed, wrong ones too where the column can hold them.

        :param values: {field: text}, as sent.
        :param known: {field: text} that the sender last knew; without one there is no conflict.
        :param open_fields: names of the fields that the sender may change.
        :return: :class:`Filled`.
        """
        self.ensure_one()
        changes, unsaved, conflicts = {}, {}, {}
        for name in open_fields & values.keys():
            typed, stands = self._normal(name, values[name]), self._answer_text(name)
            before = self._normal(name, known[name]) if name in known else stands
            if typed in (stands, before):
                continue
            if before != stands:
                conflicts[name] = stands
            elif self._can_hold(name, typed):
                changes[name] = typed or False
            else:
                unsaved[name] = values[name]
        if changes:
            # Of the answers themselves the chatter keeps no track: they are personal.
            self._written_by_code().with_context(tracking_disable=True).write(changes)
        answers = {**self._answers(), **unsaved}
        return Filled(
            saved=tuple(name for name in FIELDS if name in changes),
            unsaved=unsaved,
            conflicts=conflicts,
            closed=tuple(name for name in values if name not in open_fields),
            errors=self._schema().validate(answers, fields.Date.context_today(self)).errors,
        )

    def _log_filled(self, who, names):
        """Say in the chatter who has filled in what, without the answers themselves.

        One line for what the same person fills in within an hour, without anybody else in between.
        """
        self.ensure_one()
        labels = [self._answer_label(name) for name in names]
        start = _("%(who)s filled in: ", who=tools.html_escape(who))
        line_sudo = self.env["mail.message"].sudo()
        last_sudo = line_sudo.search(
            [("model", "=", self._name), ("res_id", "=", self.id)], order="id desc", limit=1
        )
        is_fresh = last_sudo and last_sudo.date > fields.Datetime.now() - timedelta(hours=1)
        text = tools.html2plaintext(last_sudo.body or "") if is_fresh else ""
        plain_start = tools.html2plaintext(start)
        if text.startswith(plain_start):
            told = text[len(plain_start) :].strip(" .").split("; ")
            labels = list(dict.fromkeys([*told, *labels]))
        body = start + "; ".join(map(tools.html_escape, labels)) + "."
        if not text.startswith(plain_start):
            self._message_log(body=body)
        elif text != tools.html2plaintext(body):
            last_sudo.body = body

    def _can_hold(self, name, text):
        """:return: whether the column of a field takes ``text``, right or wrong."""
        field = self._fields[name]
        if not text:
            return True
        if field.type == "date":
            # What is no day at all stays as typed in _normal.
            return _is_day(text)
        if field.type == "selection":
            return text in field.get_values(self.env)
        return len(text) <= RAW_LIMIT


def _is_day(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
