# Licence LGPL-3 (see LICENSE).

import argparse
import sys

from odoo import sql_db
from odoo.cli import Command
from odoo.tools import config

from .. import journal_store
from ..itcom_core import journal


class ItcomJournal(Command):
    """Verify or export the journal of ITCOM CRM"""

    def run(self, args):
        """Exit status 0: as it was written; 1: it is not. Options of Odoo's own pass through."""
        parser = argparse.ArgumentParser(prog="odoo itcomjournal", description=self.__doc__)
        parser.add_argument("--company", type=int, help="ID; without it: every company")
        parser.add_argument("--anchor", action="append", default=[], type=journal.parse_anchor)
        parser.add_argument("--export", metavar="FILE", help="write the entries as JSON lines")
        options, rest = parser.parse_known_args(args)
        if (options.anchor or options.export) and not options.company:
            parser.error("--anchor and --export need --company")
        config.parse_config(rest)
        if not config["db_name"]:
            parser.error("name the database: -d NAME")
        with sql_db.db_connect(config["db_name"]).cursor() as cr:
            broken = [
                company_id
                for company_id in self._companies(cr, options.company)
                if not self._verify(cr, company_id, options)
            ]
        sys.exit(1 if broken else 0)

    @staticmethod
    def _companies(cr, company_id):
        if company_id:
            return [company_id]
        cr.execute("SELECT id FROM res_company ORDER BY id")
        return [row[0] for row in cr.fetchall()]

    @staticmethod
    def _verify(cr, company_id, options):
        """:return: True when the company's journal is as it was written."""
        report = journal_store.verify(cr, company_id, options.anchor)
        lines = ["res.company %d" % company_id, *journal.outcome(report, options.anchor)]
        sys.stdout.write("".join(line + "\n" for line in lines))
        if options.export:
            with open(options.export, "w", encoding="utf-8") as file:
                for entry in journal_store.read(cr, company_id):
                    file.write(journal.to_line(entry) + "\n")
        return not report.total
