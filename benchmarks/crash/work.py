# Licence LGPL-3 (see LICENSE).
"""What one visitor does until the server is killed, and what of it was acknowledged."""

import hashlib
import http.client
import random
import time
from collections import Counter

# What a killed server looks like from outside.
CUT_OFF = (OSError, http.client.HTTPException)


class Work:
    """Fills in, uploads and prints in any order, then submits, and remembers every answer.

    :param photos: list of bytes to choose from: different visitors send the same files, and a
        file that was cut off is sent again.
    """

    def __init__(self, visitor, photos, seed):
        self._visitor = visitor
        self._photos = photos
        self._random = random.Random(seed)
        self.is_over = False
        # What was acknowledged; what was sent last without an answer.
        self.answers, self.scans, self.papers, self.is_submitted = {}, [], [], False
        self.pending = None
        self.errors = []

    def run(self):
        try:
            self._visitor.come_in()
            for deed, *about in self._todo():
                deed(*about)
            self._submit()
        except CUT_OFF as error:
            if not self.is_over:
                # The kill itself comes a moment before it is known here.
                time.sleep(0.5)
            if not self.is_over:
                self.errors.append(str(error)[:300])

    def _todo(self):
        """:return: list of (method, what about): the answers, then scans and papers in any order,
        for a paper asks for answers.
        """
        guest = self._visitor.guest
        files = [(self._keep_scan, kind) for kind in guest["kinds"]]
        files += [(self._keep_paper, kind) for kind in guest["papers"]]
        self._random.shuffle(files)
        return [(self._keep_answer, *answer) for answer in guest["answers"].items()] + files

    def _keep_paper(self, kind):
        self.pending = ("paper", kind)
        content = self._visitor.paper(kind)
        self.papers.append(hashlib.sha256(content).hexdigest())
        self.pending = None

    def _submit(self):
        self.pending = ("submit",)
        self._visitor.submit()
        self.is_submitted, self.pending = True, None

    def _keep_answer(self, name, text):
        self.pending = ("answer", name, text)
        self._visitor.save(name, text)
        self.answers[name], self.pending = text, None

    def _keep_scan(self, kind):
        self.pending = ("scan", kind)
        self._visitor.upload(kind, self._random.choice(self._photos))
        self.scans.append(kind)
        self.pending = None

    @property
    def is_submitting(self):
        return self.is_submitted or self.pending == ("submit",)

    # Afterwards

    def counts(self):
        return Counter(
            answers=len(self.answers),
            scans=len(self.scans),
            papers=len(self.papers),
            submissions=int(self.is_submitted),
        )

    def facts(self):
        """:return: dict for ``inside.check``."""
        return {
            "id": self._visitor.guest["id"],
            "answers": self.answers,
            "scans": [*self._visitor.guest["kept"], *self.scans],
            "papers": self.papers,
            "is_submitted": self.is_submitted,
            "pending": list(self.pending or ()),
            "errors": self.errors,
        }
