# Licence LGPL-3 (see LICENSE).

import json
from datetime import date, timedelta
from typing import NamedTuple

from odoo import _, fields, models, tools

from ..itcom_core.questionnaire.cleaning import RAW_LIMIT
from ..itcom_core.questionnaire.fields import FIELDS


class Filled(NamedTuple):
    """What became of answers that were sent.

    :param saved: names of the fields whose answer was changed.
    :param unsaved: {field: text} as sent, where its column can't hold it (named among the errors)
        or another answer stays.
    :param conflicts: names of the fields where somebody else has put another answer meanwhile; it
        stays.
    :param closed: names that are not asked for or may not be changed now.
    :param errors: {field: ItcomError} of all answers that are wrong, saved or not.
    :param steps: list of the steps as the rules know them, with what is left in each.
    """

    saved: tuple
    unsaved: dict
    conflicts: tuple
    closed: tuple
    errors: dict
    steps: list


class ItcomQuestionnaireFilling(models.AbstractModel):
    """Filling in by the page: answer by answer, from several browsers at once.

    Each answer comes with the one that its sender last knew. Where another one stands by now,
    nothing is overwritten: the sender is told. Two requests at the very same moment can't pass
    each other: the database lets one of them begin anew.
    """

    _name = "itcom.questionnaire.filling"
    _description = "Filling in of a questionnaire"

    filled_line = fields.Char(
        "Line of the chatter on who fills in", readonly=True, copy=False, groups="base.group_system"
    )

    def _fill(self, values, known, open_fields, who):
        """Save answers as typed, wrong ones too where the column can hold them.

        :param values: {field: text}, as sent.
        :param known: {field: text} that the sender last knew; without one there is no conflict.
        :param open_fields: names of the fields that the sender may change.
        :param who: the sender in a few words, for the chatter.
        :return: :class:`Filled`.
        """
        self.ensure_one()
        changes, unsaved, conflicts = {}, {}, []
        for name in open_fields & values.keys():
            typed, stands = self._normal(name, values[name]), self._answer_text(name)
            before = self._normal(name, known[name]) if name in known else stands
            if typed in (stands, before):
                continue
            if before != stands:
                conflicts.append(name)
                unsaved[name] = values[name]
            elif self._can_hold(name, typed):
                changes[name] = typed or False
            else:
                unsaved[name] = values[name]
        if changes:
            vals = {**changes, "filled_line": self._log_filled(who, changes)}
            # Of the answers themselves the chatter keeps no track: they are personal.
            self._written_by_code().with_context(tracking_disable=True).write(vals)
        schema, answers = self._schema(), self._answers()
        typed, today = {**answers, **unsaved}, fields.Date.context_today(self)
        errors = schema.validate(typed, today).errors
        missing = schema.missing(answers, self._uploaded_codes())
        return Filled(
            saved=tuple(name for name in FIELDS if name in changes),
            unsaved=unsaved,
            conflicts=tuple(conflicts),
            closed=tuple(name for name in values if name not in open_fields),
            errors=errors,
            steps=self._steps_left(missing, errors),
        )

    def _log_filled(self, who, names):
        """Say in the chatter who has filled in what, without the answers themselves.

        One line for what the same person fills in within an hour, without anybody else in between.

        :return: what ``filled_line`` has to say of that line.
        """
        self.ensure_one()
        start = _("%(who)s filled in: ", who=who)
        labels = [self._answer_label(name) for name in names]
        line = json.loads(self.filled_line or "{}")
        if line.get("start") == start:
            told = list(dict.fromkeys([*line["labels"], *labels]))
            if self._rewrite_line(line["message"], _line_body(start, told)):
                return json.dumps({**line, "labels": told})
        message = self._message_log(body=_line_body(start, labels))
        return json.dumps({"start": start, "labels": labels, "message": message.id})

    def _rewrite_line(self, message_id, body):
        """Past the ORM, which with each answer would read the message first.

        :return: whether it was done: the line is still the chatter's last one, and of this hour.
        """
        body_field = self.env["mail.message"]._fields["body"]
        self.env.cache.invalidate([(body_field, [message_id])])
        self.env.cr.execute(
            """
            UPDATE mail_message AS line SET body = %(body)s
            WHERE id = %(id)s AND model = %(model)s AND res_id = %(res_id)s AND date > %(since)s
            AND NOT EXISTS (
                SELECT FROM mail_message AS later
                WHERE later.model = line.model AND later.res_id = line.res_id
                AND later.id > line.id
            )
            """,
            {
                "body": body,
                "id": message_id,
                "model": self._name,
                "res_id": self.id,
                "since": fields.Datetime.now() - timedelta(hours=1),
            },
        )
        return self.env.cr.rowcount == 1

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


def _line_body(start, labels):
    """:return: HTML of a line of the chatter, as Odoo keeps it."""
    return "<p>%s</p>" % tools.html_escape("%s%s." % (start, "; ".join(labels)))


def _is_day(text):
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
