"""Tables on paper: widths, cells, page breaks."""
