# Licence LGPL-3 (see LICENSE).
"""The catcher against a real SMTP conversation."""

import asyncio
import smtplib
import threading
from email.message import EmailMessage

import pytest

from bench.mail_catcher import clean, serve
from bench.processes import free_port


@pytest.fixture
def catcher(tmp_path):
    port = free_port()
    loop = asyncio.new_event_loop()
    task = loop.create_task(serve(port, str(tmp_path)))
    thread = threading.Thread(target=_run, args=(loop, task), daemon=True)
    thread.start()
    yield port, tmp_path
    loop.call_soon_threadsafe(task.cancel)
    thread.join(5)


def _run(loop, task):
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        pass


def connect(port):
    for _ in range(100):
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=5)
        except ConnectionRefusedError:
            threading.Event().wait(0.05)
    raise AssertionError("the catcher does not listen")


def test_a_mail_becomes_a_folder_that_a_person_can_read(catcher):
    port, folder = catcher
    message = EmailMessage()
    message["From"] = "manager@uc.example"
    message["To"] = "client@romashka.example"
    message["Subject"] = "Счёт № 17: оплатите/проверьте"
    message.set_content("Добрый день")
    message.add_attachment(b"PK", maintype="application", subtype="zip", filename="Счёт.docx")
    with connect(port) as client:
        client.send_message(message)
    (mail,) = folder.iterdir()
    assert mail.name == "0001 Счёт № 17 оплатите проверьте"
    assert (mail / "text.txt").read_text("utf-8").strip() == "Добрый день"
    assert (mail / "Счёт.docx").read_bytes() == b"PK"
    assert (mail / "message.eml").exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "", None, "a\x00b", 'x"<>|y'])
def test_names_of_attachments_stay_in_the_folder(name):
    cleaned = clean(name, "part")
    assert cleaned and "/" not in cleaned and cleaned not in (".", "..")
