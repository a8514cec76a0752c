"""The pages of a kind on the desk, as they are put together."""

from catalog.admin.row_acts import RowActsAdmin
from catalog.admin.row_history import RowHistoryAdmin
from catalog.admin.row_list import RowListAdmin
from catalog.admin.row_page import RowPageAdmin


class DeskAdmin(RowActsAdmin, RowHistoryAdmin, RowPageAdmin, RowListAdmin):
    """The list and the page of one kind of row."""
