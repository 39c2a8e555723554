# Licence LGPL-3 (see LICENSE).
"""Whether a page is fit for everybody: axe-core's findings, and what is wider than the screen."""

from axe_playwright_python.sync_playwright import Axe

# Beside what axe looks for by itself: WCAG 2.2's least size of what is tapped.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
GRAVE = ("serious", "critical")
OVERFLOW = """
() => document.documentElement.scrollWidth - document.documentElement.clientWidth
"""


def grave_findings(page, part="html"):
    """Look at the page as it stands now.

    :param part: selector of the part that is ours.
    :return: list of texts, one for each element with a serious or critical finding.
    """
    found = Axe().run(page, context=part, options=OPTIONS).response["violations"]
    return [
        "%s %s: %s" % (one["impact"], one["id"], node["html"])
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def overflow(page):
    """:return: by how many pixels the page is wider than the screen."""
    return page.evaluate(OVERFLOW)
