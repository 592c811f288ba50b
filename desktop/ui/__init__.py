"""Everything Qt."""

from desktop.ui.lasting_none import keep_none

keep_none()
