# Licence LGPL-3 (see LICENSE).
"""A field that holds several codes out of a list that may grow, as one text."""

import re

from odoo import fields


class CodeSet(fields.Char):
    """Codes separated by commas, ticked off a list in the web client (widget ``itcom_code_set``).

    The text is what ``itcom_core`` reads and what data files hold, so neither needs a record
    per code.

    :param codes: name of the model's method that returns the list [(code, label)], translated.
    """

    codes = None

    def _description_selection(self, env):
        return getattr(env[self.model_name], self.codes)()

    def convert_to_column(self, value, record, values=None, validate=True):
        return super().convert_to_column(self._normal(value), record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        return super().convert_to_cache(self._normal(value), record, validate)

    def _normal(self, value):
        """Stored without spaces and repetitions, so that it can be searched."""
        return ",".join(dict.fromkeys(self.split(value))) or False

    @staticmethod
    def domain(name, code):
        """:return: search domain of records whose field ``name`` holds ``code``."""
        pattern = re.sub(r"([\\%_])", r"\\\1", code)
        return [
            "|",
            "|",
            "|",
            (name, "=", code),
            (name, "=like", pattern + ",%"),
            (name, "=like", "%," + pattern),
            (name, "=like", "%," + pattern + ",%"),
        ]

    @staticmethod
    def split(text):
        """:return: list of the codes in a value of such a field."""
        return [code.strip() for code in (text or "").split(",") if code.strip()]
