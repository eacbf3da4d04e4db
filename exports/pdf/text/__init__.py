"""Chinese text set in lines: fonts, line breaking, paragraphs."""
