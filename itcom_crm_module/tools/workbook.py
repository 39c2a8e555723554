# Licence LGPL-3 (see LICENSE).
"""Tables as an Excel file."""

import io

import xlsxwriter

# Excel refuses longer texts in a cell.
CELL_LENGTH = 32767
WIDTH = 28


def workbook(sheets):
    """Write sheets of texts: nothing that stands in a cell is ever a formula or a link.

    :param sheets: iterable of (title, header, rows): rows of texts, as long as the header.
    :return: bytes of an xlsx.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for title, header, rows in sheets:
            sheet = book.add_worksheet(title)
            sheet.set_column(0, len(header) - 1, WIDTH)
            sheet.freeze_panes(1, 0)
            for column, text in enumerate(header):
                sheet.write_string(0, column, text, bold)
            for index, row in enumerate(rows, start=1):
                for column, text in enumerate(row):
                    sheet.write_string(index, column, text[:CELL_LENGTH], wrapped)
    return stream.getvalue()
