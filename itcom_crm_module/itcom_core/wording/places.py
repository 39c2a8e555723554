"""Places as documents name them."""

import re

_REGION_NUMBER = re.compile(r"^[0-9]{2}\s+")


def region_name(region):
    """:param region: as a certificate's subject has it, «16 Республика Татарстан».
    :return: the same without the number: «Республика Татарстан».
    """
    return _REGION_NUMBER.sub("", region)


def one_line(region, city, street):
    """:return: an address in one line; a city that is a region of its own stands there once."""
    region = region_name(region)
    parts = (region if region.casefold() != city.casefold() else "", city, street)
    return ", ".join(part for part in parts if part)
