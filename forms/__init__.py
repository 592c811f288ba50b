"""Data to paper: layout, forms, QR codes, signatures, the bundle and its verification."""
