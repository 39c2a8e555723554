"""``make lint`` and ``make format``: ruff, pylint-odoo, well-formed XML, a whole translation."""

from . import addon, recipes, tree
from .paths import CHECKOUT
from .progress import say

PYTHON_SOURCES = ["bench", "itcom_crm_module", "tests", "benchmarks", "tools"]


def lint():
    """:return: 0 when every check passes; all of them run, whatever the first ones say."""
    tools = tree.ensure(recipes.TOOLS)
    sources = [name for name in PYTHON_SOURCES if (CHECKOUT / name).exists()]
    checks = {
        "ruff": ["ruff", "check", "--no-cache", *sources],
        "ruff format": ["ruff", "format", "--no-cache", "--check", *sources],
        "pylint-odoo": ["pylint", "--rcfile=pyproject.toml", addon.NAME],
        "XML": ["python", "-m", "bench.well_formed", addon.NAME],
    }
    for po in sorted(addon.FOLDER.glob("i18n*/*.po")):
        path = str(po.relative_to(CHECKOUT))
        checks[path] = ["python", "-m", "bench.translated", path]
    failed = 0
    for name, command in checks.items():
        say("== %s" % name)
        failed += tools.spawn(command).wait() != 0
    say("\n%d checks, %d failed" % (len(checks), failed))
    return 1 if failed else 0


def format_code():
    """``make format``: let ruff lay the Python sources out."""
    tools = tree.ensure(recipes.TOOLS)
    sources = [name for name in PYTHON_SOURCES if (CHECKOUT / name).exists()]
    fixed = tools.spawn(["ruff", "check", "--no-cache", "--fix", "-q", *sources]).wait()
    return tools.spawn(["ruff", "format", "--no-cache", *sources]).wait() or fixed
