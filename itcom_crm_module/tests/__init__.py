from . import test_portlet
