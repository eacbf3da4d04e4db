"""The PDF viewer: PDFium renders pages as images and text, a canvas lays them out."""
