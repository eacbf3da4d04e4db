"""A school's file becomes records: read, tables found, columns mapped, rows planned, applied.

`pipeline` tells the story; each stage has a folder with its data type. The layers, low to high,
each of which imports those before it alone:

    read        stage 1: `Book`, a file as sheets of raw cells
    choices     the clerk's decisions on files, sheets and rows; `sources` on it: a file or a text
    vocabulary  what headers, cells and names mean, whatever sheet they stand in; `MappedColumn`
    memory      what was decided in earlier imports
    tables      stage 2: `FoundTable`, a table of a sheet and its header
    columns     stage 3: `MappedTable`, the field of each column and why
    sender      whose a file is: `Sender`
    rows        stage 4: `PlannedRow`, `SheetPlan`, `FilePlan`, `Plan`
    apply       stage 5: `Batch`, and where each value came from
    pipeline    stages 1 to 4, one after the other
    compare     a plan beside the last roster, or beside a platform's export
    report      the outcome for people and scripts; `explain`: why a row was read as it was

`folder_scan` and `saved_draft` stand beside them: which files a folder offers, and an import that
was left unfinished.
"""
