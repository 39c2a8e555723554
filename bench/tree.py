"""A Debian tree without root: apt resolves and fetches, dpkg-deb and tar unpack.

No maintainer script runs; what they would have done and Odoo needs is in :func:`_settle`.
apt keeps its own lists and an empty package status in a private folder, checks signatures with
Debian's keyring and takes the mirror from the host's own sources.
"""

import glob
import os
import re
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .paths import cache
from .progress import BenchError, say, step
from .sandbox import Sandbox

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
NOT_UNPACKED = (
    "./usr/share/doc/*", "./usr/share/man/*", "./usr/share/info/*", "./usr/share/locale/*",
    "./usr/share/lintian/*", "*/dist-packages/odoo/addons/*/i18n/[!r]*", "*/i18n/ro.po",
)  # fmt: skip


def ensure(recipe):
    """:return: :class:`Sandbox` of ``recipe``, built when it is not there yet.

    :raise BenchError: apt or the network failed, or this machine allows no namespaces.
    """
    root = cache() / recipe.tree_key
    if not root.exists():
        publish(root, lambda draft: _build_tree(recipe, draft))
    venv = cache() / recipe.venv_key
    if not venv.exists():
        publish(venv, lambda draft: _build_venv(recipe, root, draft))
    return Sandbox(root, venv)


def publish(target, build):
    """Build beside the target and rename: an interrupted build is never taken for a whole one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_orphans(target.parent)
    draft = Path(tempfile.mkdtemp(prefix="draft-%d-" % os.getpid(), dir=target.parent))
    draft.chmod(0o755)
    try:
        build(draft)
        try:
            draft.rename(target)
        except OSError:
            # Another checkout was faster: its tree is as good as ours.
            if not target.exists():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _remove_orphans(folder):
    """Remove what builds left that were killed."""
    for draft in folder.glob("draft-*"):
        if not Path("/proc", draft.name.split("-")[1]).exists():
            shutil.rmtree(draft, ignore_errors=True)


def _build_tree(recipe, draft):
    say("Setting up the tree «%s» (Debian %s). This happens once." % (recipe.name, recipe.suite))
    packages = draft / "tmp/packages"
    archives = _fetch_packages(recipe, packages)
    _unpack(recipe, archives, draft)
    shutil.rmtree(packages)
    _settle(draft)
    sandbox = Sandbox(draft, None)
    sandbox.check()
    with step("Locale and byte code"):
        sandbox.run(["localedef", "-i", "ru_RU", "-f", "UTF-8", "ru_RU.UTF-8"], writable_root=True)
        sandbox.run(
            ["python3", "-m", "compileall", "-q", "-j", "0", "/usr/lib/python3/dist-packages"],
            writable_root=True, check=False, quiet=True,
        )  # fmt: skip


def _host_mirrors():
    """:return: (mirror, security mirror) that the host's own apt uses."""
    text = ""
    for path in ["/etc/apt/sources.list", *sorted(glob.glob("/etc/apt/sources.list.d/*"))]:
        if os.path.isfile(path):
            text += Path(path).read_text("utf-8", "replace") + "\n"
    uris = re.findall(r"(?m)^(?:URIs:\s*|deb\s+(?:\[[^]]*\]\s*)?)(\S+?)/?(?:\s|$)", text)
    debian = [uri for uri in uris if re.search(r"/debian$", uri)]
    security = [uri for uri in uris if re.search(r"/debian-security$", uri)]
    mirror = os.environ.get("DEBIAN_MIRROR") or (debian or [None])[0]
    if not mirror:
        raise BenchError("No Debian mirror in the sources of apt: name one in DEBIAN_MIRROR.")
    derived = re.sub(r"/debian$", "/debian-security", mirror)
    return mirror, os.environ.get("DEBIAN_SECURITY_MIRROR") or (security or [derived])[0]


def _fetch_packages(recipe, folder):
    """:return: list of .deb files: the whole closure of the recipe's packages."""
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    (folder / "status").touch()
    mirror, security = _host_mirrors()
    (folder / "sources.list").write_text(
        f"deb [signed-by={KEYRING}] {mirror} {recipe.suite} main\n"
        f"deb [signed-by={KEYRING}] {security} {recipe.suite}-security main\n"
    )
    settings = {
        "Dir::State": folder, "Dir::State::status": folder / "status",
        "Dir::State::lists": folder / "lists", "Dir::Cache": folder / "cache",
        "Dir::Etc::sourcelist": folder / "sources.list", "Dir::Etc::sourceparts": "-",
        "APT::Sandbox::User": "", "APT::Install-Recommends": "0", "Debug::NoLocking": "1",
        # An old release's index expires when nobody renews it; its signature still holds.
        "Acquire::Check-Valid-Until": "false", "Acquire::Retries": "3",
        "APT::Keep-Downloaded-Packages": "true",
    }  # fmt: skip
    apt = ["apt-get", "-q", "-y"] + ["-o%s=%s" % item for item in settings.items()]
    with step("Reading the lists of packages"):
        _apt([*apt, "update"])
    with step("Fetching packages") as progress:
        _fetch_closure([*apt, "--download-only", "install"], recipe, progress)
    left_out = tuple(name + "_" for name in recipe.left_out)
    archives = sorted((folder / "cache/archives").glob("*.deb"))
    return [path for path in archives if not path.name.startswith(left_out)]


def _fetch_closure(install, recipe, progress):
    """Fetch all that ``recipe`` needs.

    A mirror's security index can name a file that the mirror does not hold (any more). The
    release's own version of that package, also signed, serves instead.
    """
    wanted = list(recipe.packages)
    while True:
        try:
            return _apt([*install, *wanted], progress)
        except BenchError as error:
            lost = set(re.findall(r"Failed to fetch \S+/([^/_\s]+)_\S+\s+404", str(error)))
            replaced = ["%s/%s" % (name, recipe.suite) for name in sorted(lost)]
            if not replaced or set(replaced) <= set(wanted):
                raise
            say("  The mirror lacks %s; taking the release's own." % ", ".join(sorted(lost)))
            wanted = [name for name in wanted if name not in lost] + replaced


def _apt(command, progress=None):
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        [*command, "-oAPT::Status-Fd=%d" % write_end], pass_fds=[write_end],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    os.close(write_end)
    with os.fdopen(read_end) as status, ThreadPoolExecutor(1) as reader:
        output = reader.submit(process.stdout.read)
        for line in status:
            if progress and line.startswith("dlstatus:"):
                progress.at(float(line.split(":")[2]))
        if process.wait():
            raise BenchError("apt-get failed:\n" + output.result()[-3000:])


def _unpack(recipe, archives, root):
    for name in ("bin", "sbin", "lib", "lib64", "lib32", "libx32"):
        (root / "usr" / name).mkdir(parents=True)
        (root / name).symlink_to("usr/" + name)
    excludes = ["--exclude=" + pattern for pattern in NOT_UNPACKED]

    def unpack(archive):
        tar = ["tar", "-x", "-p", "--no-same-owner", "--keep-directory-symlink", "-C", str(root)]
        with subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=subprocess.PIPE
        ) as source:
            done = subprocess.run(
                [*tar, *excludes], stdin=source.stdout, stderr=subprocess.PIPE, check=False
            )
        if done.returncode or source.returncode:
            raise BenchError("%s: %s" % (archive.name, done.stderr.decode()))

    with step("Unpacking %d packages" % len(archives)) as progress:
        with ThreadPoolExecutor(os.cpu_count() + 1) as pool:
            for count, _ in enumerate(pool.map(unpack, archives), 1):
                progress.at(100 * count / len(archives))


def _settle(root):
    """Do by hand what the packages' maintainer scripts would have done."""
    files = {
        "etc/passwd": "root:x:0:0::/root:/bin/sh\nodoo:x:1000:1000::/bench:/bin/bash\n",
        "etc/group": "root:x:0:\nodoo:x:1000:\n",
        "etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
        "etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files dns\n",
    }
    # Places that the sandbox binds things of the host to.
    for name in ("etc/resolv.conf", "etc/pip.conf", "etc/ssl/certs/ca-certificates.crt"):
        files[name] = ""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(text)
    for name in ("checkout", "bench", "venv", "proc", "dev", "tmp", "run", "root", "var/tmp"):
        (root / name).mkdir(parents=True, exist_ok=True)
    if not (root / "usr/bin/sh").exists():
        (root / "usr/bin/sh").symlink_to("dash")
    registry = root / "usr/lib/libreoffice/share/.registry"
    if registry.is_dir():
        shutil.copytree(registry, root / "etc/libreoffice/registry", dirs_exist_ok=True)


def _build_venv(recipe, root, draft):
    sandbox = Sandbox(root, draft)
    with step("Python packages of «%s»" % recipe.name):
        sandbox.run(
            ["python3", "-m", "venv", "--system-site-packages", "/venv"], writable_venv=True
        )
        pip = ["/venv/bin/python", "-m", "pip", "install", "-q", "--no-warn-script-location"]
        sandbox.run([*pip, "--upgrade", "pip", "wheel", "setuptools<70"], writable_venv=True)
        sandbox.run([*pip, *recipe.requirements], writable_venv=True)
