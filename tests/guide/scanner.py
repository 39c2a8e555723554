# Licence LGPL-3 (see LICENSE).
"""Photos and scans of invented papers, drawn by the browser: sharp print that can be read."""

import base64
import html

import pdf_page

PHOTO = {"width": 1200, "height": 860}
STYLE = """
body { margin: 0; background: #6d6258; font: 34px "Liberation Serif", serif; color: #1d1d1d; }
.paper { margin: 34px 50px; padding: 36px 54px; min-height: 650px; background: #f7efe4;
    border: 3px double #a8766a; box-shadow: 0 6px 26px #0009; transform: rotate(-0.6deg); }
h1 { font-size: 40px; letter-spacing: 4px; text-align: center; margin: 0 0 26px; color: #7c2f26; }
td { padding: 5px 18px 5px 0; vertical-align: top; }
td:first-child { color: #6b5a50; font-size: 26px; padding-top: 12px; white-space: nowrap; }
"""
PAPER = '<!doctype html><style>%s</style><div class="paper"><h1>%s</h1><table>%s</table></div>'
ROW = "<tr><td>%s</td><td>%s</td></tr>"
# A sheet with a signature by hand at the place that every paper has for it: its end.
SIGNED = """<!doctype html>
<style>body { margin: 0; background: #fff; } img { display: block; width: 100%%; }
svg { position: absolute; right: 300px; bottom: 250px; }</style>
<img src="data:image/png;base64,%s"/>
<svg width="190" height="80"><path d="M4 60 C 30 0, 44 6, 34 56 S 60 20, 74 44 S 92 62, 104 34
 S 124 64, 138 40 S 160 52, 186 30" fill="none" stroke="#1d3f9c" stroke-width="3"/></svg>
"""


class Scanner:
    """Makes files as phones and scanners do.

    :param page: Playwright's page of its own.
    """

    def __init__(self, page):
        self.page = page

    def photo(self, title, facts):
        """:param facts: {caption: text} that stands on the paper.
        :return: bytes of a JPEG.
        """
        self._lay(title, facts)
        return self._shoot(PHOTO)

    def blank(self):
        """:return: bytes of a JPEG with nothing on it, as a covered lens takes it."""
        self.page.set_content("")
        return self._shoot(PHOTO)

    def pdf(self, title, facts):
        """:return: bytes of a PDF with one page."""
        self._lay(title, facts)
        return self.page.pdf(format="A4", landscape=True, print_background=True)

    def signed(self, paper):
        """Print, sign and scan.

        :param paper: bytes of a PDF.
        :return: bytes of a JPEG, its first page with a signature.
        """
        printed = base64.b64encode(pdf_page.picture(paper)).decode()
        self.page.set_content(SIGNED % printed)
        return self._shoot({"width": 827, "height": 1169})

    def _lay(self, title, facts):
        rows = (ROW % (html.escape(name), html.escape(text)) for name, text in facts.items())
        self.page.set_content(PAPER % (STYLE, html.escape(title), "".join(rows)))

    def _shoot(self, size):
        self.page.set_viewport_size(size)
        return self.page.screenshot(type="jpeg", quality=80)
