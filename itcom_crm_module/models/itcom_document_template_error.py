# Licence LGPL-3 (see LICENSE).

from odoo import _, api, models


class ItcomDocumentTemplateError(models.AbstractModel):
    """Says in the user's language what is wrong with a template, and where in it."""

    _name = "itcom.document.template.error"
    _description = "Texts of the errors of templates"

    @api.model
    def _describe(self, error):
        """:param error: a :class:`~..itcom_core.documents.TemplateError`.
        :return: one line: what is wrong, what was likely meant, and where it stands.
        """
        text = self._what(error)
        suggestion = error.params.get("suggestion")
        if suggestion:
            text += " " + _("Perhaps «%(suggestion)s» was meant.", suggestion=suggestion)
        if error.params.get("tag"):
            text += " " + self._where(error.params)
        return text

    @api.model
    def _where(self, params):
        return _(
            "Tag %(tag)s in the paragraph «%(paragraph)s» (%(part)s).",
            tag=params["tag"],
            paragraph=params["paragraph"],
            part=params["part"],
        )

    @api.model
    def _what(self, error):
        params = error.params
        name, limit = params.get("name", ""), params.get("allowed", "")
        return {
            "not_a_docx": _("This is no docx file: save it in Word as «Word document (*.docx)»."),
            "encrypted": _("The file is protected by a password: take the protection off."),
            "macros": _("The file carries macros or embedded programs: save it without them."),
            "external_content": _(
                "The file would fetch %(target)s from elsewhere on opening: put the picture itself "
                "into the file.",
                target=params.get("target", ""),
            ),
            "forbidden_xml": _("The file declares entities, which no Word document does."),
            "file_too_large": _("The file or a part of it is too large (at most %s).", limit),
            "unclosed_tag": _("Braces of a tag are not closed."),
            "unknown_tag": _("There is no such tag."),
            "unclosed_block": _("A loop or condition is not closed: endfor or endif is missing."),
            "unexpected_tag": _("This tag closes or parts what was never opened."),
            "misplaced_tag": _(
                "Beginning and end of a block must stand in the same place: both in the text, in "
                "paragraphs of one cell, or in rows of one table."
            ),
            "text_beside_tag": _("This tag takes its whole paragraph, row or cell: move the text."),
            "bad_expression": _("What stands in the tag can't be understood."),
            "unknown_field": _("There is no field «%(name)s» in such documents.", name=name),
            "unknown_filter": _("There is no filter «%(name)s».", name=name),
            "wrong_value": _("The value is of another kind than this tag needs."),
            "render_limit": _("The document would grow beyond every sensible size."),
        }.get(error.code, error.code)
