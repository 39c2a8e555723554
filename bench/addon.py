"""What the bench has to know of the addon: its name, its dependencies, its demo logins."""

import ast
import hashlib
from xml.etree import ElementTree

from .paths import CHECKOUT

NAME = "itcom_crm_module"
FOLDER = CHECKOUT / NAME


def dependencies():
    """:return: names of the Odoo addons that it builds on, sorted."""
    manifest = ast.literal_eval((FOLDER / "__manifest__.py").read_text("utf-8"))
    return sorted(manifest["depends"])


def fingerprint():
    """:return: digest of all files; changes when the database has to be updated."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(FOLDER)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def demo_logins():
    """:return: list of (login, password, name) of the demo users."""
    logins = []
    for path in sorted(FOLDER.glob("demo/res_users*.xml")):
        for record in ElementTree.parse(path).iter("record"):
            values = {field.get("name"): field.text for field in record.iter("field")}
            if "password" in values:
                logins.append((values["login"], values["password"], values["name"]))
    return logins
