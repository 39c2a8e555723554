"""SMTP server on loopback that keeps each mail as a folder that a person can look into.

Runs inside a sandbox, with aiosmtpd: ``python -m bench.mail_catcher PORT FOLDER``. A mail
becomes ``FOLDER/<number> <subject>/`` with message.eml, text.txt or text.html, and its attachments.
"""

import asyncio
import email
import email.policy
import re
import sys
from pathlib import Path

from aiosmtpd.controller import UnthreadedController


def clean(name, fallback):
    """:return: ``name`` as one harmless file name."""
    name = re.sub(r'[\x00-\x1f\\/:*?"<>|\s]+', " ", name or "").strip(" .")
    return name[:80] or fallback


class Keeper:
    """Writes each mail that arrives into a folder of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server, session, envelope):
        """Hook of aiosmtpd: a whole mail is here."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        number = len(list(self.folder.iterdir())) + 1
        folder = self.folder / ("%04d %s" % (number, clean(message["subject"], "no subject")))
        draft = self.folder / (".%04d" % number)
        draft.mkdir()
        (draft / "message.eml").write_bytes(envelope.content)
        for part in message.walk():
            if part.is_multipart():
                continue
            kind = {"text/plain": "text.txt", "text/html": "text.html"}.get(part.get_content_type())
            name = clean(part.get_filename(), "part") if part.get_filename() else kind or "part"
            (draft / name).write_bytes(part.get_payload(decode=True) or b"")
        # A reader that waits for the folder must find it whole.
        draft.rename(folder)
        print("mail to %s: %s" % (", ".join(envelope.rcpt_tos), folder.name), flush=True)
        return "250 OK"


async def serve(port, folder):
    """Catch mails until the process is ended."""
    loop = asyncio.get_running_loop()
    controller = UnthreadedController(Keeper(folder), hostname="127.0.0.1", port=port, loop=loop)
    controller.server = await controller._create_server()
    await controller.server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))
