# Licence LGPL-3 (see LICENSE).
"""Mails that the bench's catcher has received: one folder each, with the mail and its parts."""

import email
import email.policy
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """A caught mail.

    :ivar attachments: {file name: content}.
    """

    to: str
    subject: str
    html: str
    attachments: dict


class Mailbox:
    """Reads the catcher's folder."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def names(self):
        """:return: names of the mails that are there, oldest first."""
        if not self.folder.exists():
            return []
        return sorted(path.name for path in self.folder.iterdir() if path.name[0] != ".")

    def wait_for_next(self, known, seconds=20):
        """:return: the :class:`Mail` that came after those of ``known`` (of :meth:`names`).

        :raise AssertionError: none has come in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            fresh = [name for name in self.names() if name not in known]
            if fresh:
                return self._read(self.folder / fresh[0])
            time.sleep(0.1)
        raise AssertionError("No mail has come within %d seconds." % seconds)

    @staticmethod
    def _read(folder):
        message = email.message_from_bytes(
            (folder / "message.eml").read_bytes(), policy=email.policy.default
        )
        html = message.get_body(("html", "plain"))
        return Mail(
            to=message["to"],
            subject=message["subject"],
            html=html.get_content() if html else "",
            attachments={
                part.get_filename(): part.get_payload(decode=True)
                for part in message.iter_attachments()
            },
        )
