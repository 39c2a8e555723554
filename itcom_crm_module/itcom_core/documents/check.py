"""Checking a template before anybody relies on it."""

from .errors import TemplateError
from .shapes import shape_of
from .template import compile_with_errors


def check_template(content, sample):
    """Find everything that is wrong with a template for documents of one kind.

    Fields are looked up in the types of the payload, so that branches are checked which the
    sample would not take; then the sample is rendered for what only values can tell.

    :param content: bytes of the docx.
    :param sample: a payload of that kind.
    :return: list of :class:`TemplateError`, in the order of the document; empty when right.
    """
    try:
        template, errors = compile_with_errors(content, shape_of(type(sample)))
        if not errors:
            template.render(sample)
    except TemplateError as error:
        return [error]
    return errors
