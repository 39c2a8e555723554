"""What a suite came to, and the readers of what pytest and Odoo leave behind.

Odoo exits with 0 also when the module was not found, when no test was selected and when tests
were skipped, so nothing here trusts an exit code alone.
"""

import ast
import re
from collections import Counter
from dataclasses import dataclass
from xml.etree import ElementTree


@dataclass(frozen=True)
class Counts:
    """Tests of one suite, or of several added up."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Counts(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )

    def __str__(self):
        return "%d passed, %d failed, %d skipped" % (self.passed, self.failed, self.skipped)


# A suite that could not even run is one failure, so that the sum can't look green.
BROKEN = Counts(failed=1)

ODOO_SUMMARY = re.compile(r"odoo\.tests\.runner: (\d+) failed, (\d+) error\(s\) of (\d+) tests")
ODOO_SKIPPED = re.compile(r" (?:skipped \S|.*: skipped )")
TAKEN_PORT = "Address already in use"


def read_junit(path, may_skip=True):
    """Read pytest's own XML report.

    :param may_skip: False makes each skipped test a failure.
    :return: :class:`Counts`; no report or no test at all is a failure.
    """
    try:
        suite = ElementTree.parse(path).getroot().find("testsuite")
    except (OSError, ElementTree.ParseError):
        return BROKEN
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    if not total:
        return BROKEN
    if not may_skip:
        return Counts(total - skipped - failed, failed + skipped, 0)
    return Counts(total - skipped - failed, failed, skipped)


def read_odoo_log(text, exit_code, expected):
    """Read the log of Odoo's test run.

    :param expected: number of test methods in the sources; fewer run is a failure.
    :return: (:class:`Counts`, list of reasons why the run is no good although Odoo may think so).
    """
    reasons = []
    summaries = [tuple(map(int, found)) for found in ODOO_SUMMARY.findall(text)]
    failed = sum(failures + errors for failures, errors, _ in summaries)
    total = sum(tests for _, _, tests in summaries)
    skipped = len(ODOO_SKIPPED.findall(text))
    if not total:
        reasons.append("Odoo ran no test")
    if total < expected:
        reasons.append("%d tests stand in the sources, %d were run" % (expected, total))
    if TAKEN_PORT in text:
        reasons.append("the HTTP port was taken: tests would talk to a stranger's server")
    if "invalid module names, ignored" in text or "not installable, skipped" in text:
        reasons.append("the module was not found")
    if exit_code and not failed:
        reasons.append("Odoo exited with %d" % exit_code)
    # subTest failures are logged one by one: more failures than tests are possible.
    passed = max(total - failed - skipped, 0)
    return Counts(passed, failed + len(reasons), skipped), reasons


def count_methods_by_class(folder):
    """:return: {test class: number of its test methods} in the sources of ``folder``, as a floor
    of what must run.
    """
    methods = Counter()
    for path in sorted(folder.glob("test_*.py")):
        for top in ast.parse(path.read_text("utf-8")).body:
            if isinstance(top, ast.ClassDef):
                methods[top.name] += sum(
                    isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
                    for node in top.body
                )
    return methods
