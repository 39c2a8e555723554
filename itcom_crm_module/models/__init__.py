from . import (
    itcom_document,
    itcom_error_message,
    res_bank,
    res_company,
    res_partner,
    res_partner_bank,
    sale_order,
    sale_order_line,
    stock_warehouse,
)
