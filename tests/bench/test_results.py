# Licence LGPL-3 (see LICENSE).
"""The traps in which Odoo exits with 0 although nothing was tested."""

import pytest

from bench.results import BROKEN, Counts, count_methods_by_class, read_junit, read_odoo_log

PREFIX = "2026-11-23 10:00:00,000 12 INFO tests "
SUMMARY = "odoo.tests.runner: %d failed, %d error(s) of %d tests when loading database 'tests'\n"
SKIPPED = "odoo.addons.itcom_crm_module.tests.test_x: skipped TestX.test_a : no browser\n"


def log(failed=0, errors=0, total=3, extra=""):
    return (
        PREFIX
        + "odoo.modules.loading: Modules loaded. \n"
        + extra
        + PREFIX
        + SUMMARY
        % (
            failed,
            errors,
            total,
        )
    )


def test_a_good_run():
    assert read_odoo_log(log(), 0, 3) == (Counts(3, 0, 0), [])


def test_failures_and_errors_are_added_up():
    counts, reasons = read_odoo_log(log(failed=1, errors=1), 1, 3)
    assert counts == Counts(1, 2, 0) and not reasons


def test_both_phases_of_tests_count():
    counts, _ = read_odoo_log(log(total=2) + log(total=5, failed=1), 1, 7)
    assert counts == Counts(6, 1, 0)


def test_skipped_tests_are_seen():
    counts, _ = read_odoo_log(log(extra=PREFIX + SKIPPED), 0, 3)
    assert counts == Counts(2, 0, 1)


@pytest.mark.parametrize(
    ("text", "exit_code", "expected"),
    [
        pytest.param("", 0, 0, id="no log at all"),
        pytest.param(log(total=0), 0, 0, id="no test was selected"),
        pytest.param(log(total=2), 0, 3, id="a test of the sources was not run"),
        pytest.param(log(extra=PREFIX + "Address already in use\n"), 0, 3, id="stolen port"),
        pytest.param(
            log(extra=PREFIX + "odoo.modules.loading: invalid module names, ignored: x\n"),
            0,
            3,
            id="module not found",
        ),
        pytest.param(log(), 255, 3, id="broken exit"),
    ],
)
def test_a_run_that_looks_green_is_refused(text, exit_code, expected):
    counts, reasons = read_odoo_log(text, exit_code, expected)
    assert reasons and counts.failed


def junit(tmp_path, **numbers):
    facts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0, **numbers}
    path = tmp_path / "junit.xml"
    attributes = " ".join('%s="%d"' % item for item in facts.items())
    path.write_text("<testsuites><testsuite %s/></testsuites>" % attributes)
    return path


def test_pytest_report(tmp_path):
    assert read_junit(junit(tmp_path, tests=5, failures=1, skipped=1)) == Counts(3, 1, 1)


def test_a_skipped_browser_test_is_a_failure(tmp_path):
    report = junit(tmp_path, tests=5, skipped=1)
    assert read_junit(report, may_skip=False) == Counts(4, 1, 0)


def test_no_report_and_no_test_are_failures(tmp_path):
    assert read_junit(tmp_path / "missing.xml") == BROKEN
    assert read_junit(junit(tmp_path)) == BROKEN


def test_methods_in_the_sources_are_counted(tmp_path):
    (tmp_path / "test_a.py").write_text(
        "class TestA:\n    def test_1(self): pass\n    def helper(self): pass\n"
        "class TestB:\n    def test_2(self): pass\n"
    )
    (tmp_path / "common.py").write_text("class Common:\n    def test_no(self): pass\n")
    (tmp_path / "test_b.py").write_text(
        "class TestB:\n    def test_3(self): pass\nclass TestInherited: pass\n"
    )
    assert count_methods_by_class(tmp_path) == {"TestA": 1, "TestB": 2, "TestInherited": 0}
