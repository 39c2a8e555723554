# Licence LGPL-3 (see LICENSE).
"""«Справочник полей»: what an editor of templates may write, filled by the engine itself."""

from .common import (
    border_table,
    fill,
    finish,
    keep_row,
    new_document,
    page_footer,
    paragraph,
    repeat_header,
    table,
)

WIDTHS = (70, 70, 40)


def build():
    """:return: the template as a python-docx document."""
    document = new_document(size=9)
    paragraph(document, "Справочник полей: {{ title }}", size=14, bold=True, after=4)
    paragraph(document, "Как писать", size=11, bold=True, before=6, after=3, keep=True)
    _rows(document, "row in tags", "Тег")
    paragraph(document, "{%p for group in groups %}")
    paragraph(document, "{{ group.title }}", size=11, bold=True, before=10, after=2, keep=True)
    paragraph(
        document,
        "{%p if group.before %}Повторяется: {{ group.before }} … {{ group.after }}{%p endif %}",
        after=2,
        keep=True,
    )
    _rows(document, "row in group.rows", "Поле")
    paragraph(document, "{%p endfor %}")
    paragraph(document, "Фильтры", size=11, bold=True, before=10, after=3, keep=True)
    _rows(document, "row in filters", "Фильтр")
    page_footer(document, "Справочник полей: {{ title }}")
    return finish(document, "Справочник полей")


def _rows(document, loop, title):
    rows = (
        ("{%%tr for %s %%}" % loop, "", ""),
        ("{{ row.tag }}", "{{ row.meaning }}", "{{ row.example }}"),
        ("{%tr endfor %}", "", ""),
    )
    _table(document, (title, "Значение", "Пример"), rows, WIDTHS)


def _table(document, titles, rows, widths):
    new = table(document, widths, rows=1 + len(rows))
    for cell, title in zip(new.rows[0].cells, titles):
        fill(cell, title, bold=True)
    repeat_header(new.rows[0])
    for row, texts in zip(new.rows[1:], rows):
        for cell, text in zip(row.cells, texts):
            fill(cell, text)
        keep_row(row)
    border_table(new)
