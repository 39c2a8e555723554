# Licence LGPL-3 (see LICENSE).
"""Write the shipped templates anew: ``python -m tools.build_templates`` from the checkout."""

from pathlib import Path

from . import act, contract, destruction, field_reference, invoice, questionnaire, upd

ADDON = Path(__file__).parents[2] / "itcom_crm_module"
TEMPLATES = ADDON / "reports" / "templates"
REFERENCE = ADDON / "itcom_core" / "documents" / "field_reference.docx"
BUILDERS = {
    "invoice": invoice.build,
    "contract": contract.build,
    "act": act.build,
    "upd": upd.build,
    "application": questionnaire.application,
    "consent": questionnaire.consent,
    "power_of_attorney_documents": questionnaire.power_of_attorney_documents,
    "power_of_attorney_signature": questionnaire.power_of_attorney_signature,
    "destruction_act": destruction.build,
}


def main():
    """Build every template and save it where the addon ships it."""
    for kind, build in BUILDERS.items():
        build().save(str(TEMPLATES / (kind + ".docx")))
    field_reference.build().save(str(REFERENCE))


if __name__ == "__main__":
    main()
