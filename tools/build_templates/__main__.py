# Licence LGPL-3 (see LICENSE).
"""Write the shipped templates anew: ``python -m tools.build_templates`` from the checkout."""

from pathlib import Path

from . import invoice

TEMPLATES = Path(__file__).parents[2] / "itcom_crm_module" / "reports" / "templates"
KINDS = {"invoice": invoice}


def main():
    for kind, module in KINDS.items():
        module.build().save(str(TEMPLATES / (kind + ".docx")))


if __name__ == "__main__":
    main()
