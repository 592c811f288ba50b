"""Everything Qt."""

from desktop.ui.lasting import keep_constants

keep_constants()
