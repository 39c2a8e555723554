# Licence LGPL-3 (see LICENSE).
"""The rules that the addon ships, read from the very file that Odoo loads."""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from itcom_core.questionnaire.rule import Rule
from itcom_core.questionnaire.ruleset import compile_rules

DATA_FILE = (
    Path(__file__).resolve().parents[3]
    / "itcom_crm_module"
    / "data"
    / "itcom_questionnaire_rule_data.xml"
)


@lru_cache(maxsize=1)
def shipped():
    """:return: the compiled shipped rules; a rule's key is its record's id without the prefix."""
    return compile_rules(Rule.from_text(row) for row in _rows())


def _rows():
    for record in ElementTree.parse(DATA_FILE).getroot().iter("record"):
        row = {field.get("name"): field.text for field in record}
        yield {**row, "key": record.get("id").replace("questionnaire_rule_", "", 1)}
