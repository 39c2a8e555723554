# Licence LGPL-3 (see LICENSE).

import hashlib
import os
import time
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.sql_db import Cursor
from odoo.tests.common import tagged

from ..models.ir_attachment import PIECE
from .collision import COLLIDING_BLOCKS, COLLISION_START
from .common import ItcomCase

CONTENT = b"a file of its own: " + os.urandom(64)


@tagged("post_install", "-at_install")
class TestAttachmentFiles(ItcomCase):
    """Files in the filestore are whole, whenever the server was killed."""

    def setUp(self):
        super().setUp()
        self.attachments = self.env["ir.attachment"]
        checksum = hashlib.sha1(CONTENT).hexdigest()
        self.path = self.attachments._full_path(os.path.join(checksum[:2], checksum))
        self.addCleanup(lambda: os.path.exists(self.path) and os.unlink(self.path))

    def keep(self, **values):
        return self.attachments.create({"name": "scan", "raw": CONTENT, **values})

    def stored(self):
        with open(self.path, "rb") as file:
            return file.read()

    def test_half_of_a_file_is_replaced_by_the_whole(self):
        os.makedirs(os.path.dirname(self.path), exist_ok=True)
        with open(self.path, "wb") as file:
            file.write(CONTENT[:10])
        attachment = self.keep()
        self.assertEqual(self.stored(), CONTENT)
        self.assertEqual(attachment.raw, CONTENT)

    def test_a_file_of_many_pieces_is_stored_whole(self):
        content = os.urandom(2 * PIECE + 1)
        attachment = self.attachments.create({"name": "scan", "raw": content})
        path = self.attachments._full_path(attachment.store_fname)
        self.addCleanup(os.unlink, path)
        with open(path, "rb") as file:
            self.assertEqual(file.read(), content)

    def test_where_a_file_of_ours_lies_is_told_in_one_statement(self):
        statements, execute = [], Cursor.execute

        def note(cursor, query, *arguments, **named):
            statements.append(str(query))
            return execute(cursor, query, *arguments, **named)

        with patch.object(Cursor, "execute", note):
            attachment = self.keep(res_model="itcom.document")
            attachment.flush()
        written = [one.split()[0] for one in statements if '"ir_attachment"' in one]
        self.assertEqual(written.count("INSERT"), 1)
        self.assertNotIn("UPDATE", written)
        self.assertEqual(attachment.checksum, hashlib.sha1(CONTENT).hexdigest())
        self.assertEqual((attachment.file_size, attachment.raw), (len(CONTENT), CONTENT))

    def test_a_file_with_the_checksum_of_another_does_not_take_its_place(self):
        first, second = (COLLISION_START + block for block in COLLIDING_BLOCKS)
        self.assertEqual(hashlib.sha1(first).digest(), hashlib.sha1(second).digest())
        attachment = self.attachments.create({"name": "seen by a verifier", "raw": first})
        path = self.attachments._full_path(attachment.store_fname)
        self.addCleanup(os.unlink, path)
        with self.assertRaisesRegex(UserError, "was not taken"):
            self.attachments.create({"name": "put in its place", "raw": second})
        with open(path, "rb") as file:
            self.assertEqual(file.read(), first)

    def test_a_kill_while_writing_leaves_nothing_under_the_name(self):
        with patch("os.replace", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                self.keep()
        self.assertFalse(os.path.exists(self.path))
        self.keep()
        self.assertEqual(self.stored(), CONTENT)

    def test_a_power_cut_takes_neither_the_file_nor_its_name(self):
        """All is on the disk, in this order, before the row that names the file is committed."""
        folder, steps = os.path.dirname(self.path), []
        sync, replace = os.fsync, os.replace

        def note_sync(descriptor):
            steps.append(("synced", os.readlink("/proc/self/fd/%d" % descriptor)))
            sync(descriptor)

        def note_replace(source, target):
            steps.append(("named", source))
            replace(source, target)

        with patch("os.fsync", note_sync), patch("os.replace", note_replace):
            self.keep()
        (draft,) = [path for step, path in steps if step == "named"]
        order = [("synced", draft), ("named", draft), ("synced", folder)]
        self.assertEqual(steps[:3], order)

    def test_a_new_folder_outlives_it_as_well(self):
        folder, synced = os.path.dirname(self.path), []
        os.makedirs(folder, exist_ok=True)
        aside = folder + ".aside"
        os.rename(folder, aside)
        self.addCleanup(_put_back, aside, folder)
        sync = os.fsync

        def note_sync(descriptor):
            synced.append(os.readlink("/proc/self/fd/%d" % descriptor))
            sync(descriptor)

        with patch("os.fsync", note_sync):
            self.keep()
        self.assertEqual(synced[-2:], [folder, os.path.dirname(folder)])

    def test_what_was_being_written_is_dropped_after_a_day(self):
        folder = self.attachments._itcom_drafts()
        fresh, old = (os.path.join(folder, name) for name in ("test_fresh", "test_old"))
        for path in (fresh, old):
            with open(path, "wb"):
                self.addCleanup(lambda path=path: os.path.exists(path) and os.unlink(path))
        long_ago = time.time() - 2 * 24 * 60 * 60
        os.utime(old, (long_ago, long_ago))
        self.attachments._gc_drafts()
        self.assertTrue(os.path.exists(fresh))
        self.assertFalse(os.path.exists(old))


def _put_back(aside, folder):
    """Let a folder have its files again beside those that came meanwhile."""
    for name in os.listdir(aside):
        os.replace(os.path.join(aside, name), os.path.join(folder, name))
    os.rmdir(aside)
