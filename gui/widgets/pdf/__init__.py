"""Showing PDFs: pages as images and text (PDFium), where they stand, what is selected in them."""
