"""The dossier: every paper with its state, a preview, the signed export."""

from desktop.ui.pages.dossier.page import DossierPage

__all__ = ["DossierPage"]
