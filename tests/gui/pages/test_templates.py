"""Templates on the page of the dossier: the program's table is written, a given one filled, a bad one refused."""

from pathlib import Path

from desktop import drafts
from desktop.desk import Desk
from desktop.ui.pages.dossier import DossierPage
from desktop.ui.pages.dossier.template_dialog import TemplateDialog
from desktop.ui.pages.page import Context

from .conftest import Shell, Shot


def test_tables_are_filled_and_what_is_wrong_is_said(
    desk: Desk, shell: Shell, context: Context, shot: Shot, tmp_path: Path
) -> None:
    page = shell.show(DossierPage(context))
    shell.choose(page, "templates")
    dialog = page.findChildren(TemplateDialog)[-1]
    shell.click(dialog, "own-table")
    where = drafts.folder_of(desk) / drafts.DRAFTS / "mau-rieng"
    assert sorted(one.name for one in where.iterdir()) == ["bieu-6a-da-dien.xlsx", "bieu-6a-mau-trong.xlsx"]
    assert "bieu-6a-da-dien.xlsx" in dialog.notice.text()
    shot(dialog, "dossier-templates")
    dialog.fill_from(str(where / "bieu-6a-mau-trong.xlsx"))
    assert "bieu-6a-mau-trong-da-dien.xlsx" in dialog.notice.text()
    bad = tmp_path / "mau.xlsx"
    bad.write_bytes(b"khong phai")
    dialog.fill_from(str(bad))
    assert "Mẫu phải là tệp Excel .xlsx" in dialog.notice.text()
