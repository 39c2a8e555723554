# Licence LGPL-3 (see LICENSE).

import argparse
import base64
import os
import sys

import odoo
from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.tools import config

from ..itcom_core.encryption import KEY_BYTES

BATCH = 100


class ItcomScans(Command):
    """Make a key for scans, or encrypt all scans with the current one"""

    def run(self, args):
        """Exit status 1: some scans could not be read; 2: there is no key."""
        parser = argparse.ArgumentParser(prog="odoo itcomscans", description=self.__doc__)
        parser.add_argument("--new-key", metavar="NAME", help="print a new key and do nothing else")
        options, rest = parser.parse_known_args(args)
        if options.new_key:
            key = base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")
            sys.stdout.write("itcom_scan_keys = %s:%s\n" % (options.new_key, key))
            return
        config.parse_config(rest)
        if not config["db_name"]:
            parser.error("name the database: -d NAME")
        if not config.get("itcom_scan_keys"):
            parser.error("itcom_scan_keys is missing from the configuration file: -c FILE")
        sys.exit(1 if self._encrypt(odoo.registry(config["db_name"])) else 0)

    @staticmethod
    def _encrypt(registry):
        """Encrypt batch by batch, each committed by itself, so that a stop loses nothing.

        :return: numbers of the attachments that could not be read.
        """
        total, unreadable = 0, set()
        while True:
            with registry.cursor() as cr:
                attachment = api.Environment(cr, SUPERUSER_ID, {})["ir.attachment"]
                done, failed = attachment._itcom_encrypt_scans(BATCH + len(unreadable))
            total += done
            unreadable.update(failed)
            sys.stdout.write("%d\n" % total)
            if not done:
                break
        if unreadable:
            numbers = ", ".join(map(str, sorted(unreadable)))
            sys.stdout.write("could not be read: ir.attachment %s\n" % numbers)
        return unreadable
