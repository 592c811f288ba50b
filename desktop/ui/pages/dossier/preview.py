"""A paper as it will be printed, page under page."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.ui.pages.pieces import column, holder, words


class Preview(QWidget):
    """Shows the bytes of one PDF, or a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.document: QPdfDocument | None = None
        self.view = QPdfView(self)
        self.view.setAccessibleName("Xem trước văn bản")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._sentence = words(role="quiet")
        self._either = QStackedLayout(self)
        self._either.addWidget(holder(column(None, self._sentence, None)))
        self._either.addWidget(self.view)

    def say(self, sentence: str) -> None:
        """Show a sentence in place of a paper."""
        self._sentence.setText(sentence)
        self._either.setCurrentIndex(0)

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF from its bytes; a new document each time, or the view would show pages it remembers."""
        before, document = self.document, QPdfDocument(self)
        buffer = QBuffer(document)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        self.document = document
        self.view.setDocument(document)
        self._either.setCurrentIndex(1)
        if before is not None:
            before.close()
            before.deleteLater()
