# What the server says to whoever asked it.

name-needed = A workflow needs a name. Write at least one letter.
name-too-long = The name is too long: { $most } characters at most.
imported-workflow = Imported workflow
copy-of = { $name } copy
workflow-deleted = This workflow was deleted. Restore it in the gallery, under Deleted, to go on.
nothing-to-run = There is nothing to run. Add a node, or choose another one to run to.
too-many-steps = This run has { $steps } steps; the limit is { $most }. Run a part of it with “Run to here”.
too-many-runs = { $waiting } runs are under way already. Wait for one to end, or stop one.
shutting-down = Gesso is shutting down. Start the run again in a moment.
run-everything-target = Everything
a-node = a node

upload-too-large = The file is larger than { $most } MB, the most this server takes. Make it smaller, or start the server with a higher --upload-limit-mb.
upload-silent = Nothing came for a minute. Try the upload again.
upload-broke-off = The upload broke off. Try it again.
upload-empty = The file is empty. Choose a picture.
upload-not-kept = The server could not keep the file. Look whether its disk is full, then try again.

file-gone = There is no such file (any more). Run the workflow again to make it anew.
file-not-read = The file could not be read. Look into the server's log.
carried-no-run = The run that made this file is not known any more, so its workflow can't go with it. Download the file without it.
carried-no-workflow = The workflow of this file is not there any more. Download the file without it.
carried-not-its-file = This run did not make this file. Load the page anew and try again.
carried-too-large = The workflow is too large to go with a picture. Download the file without it.
carried-not-read = The workflow could not be read. Look into the server's log.

# What is wrong with a picture file.

person-name-empty = A name has at least one letter.
person-name-long = This name has { $count } characters; at most { $most } are possible.
person-name-unseen = This name has a character that can't be seen. Type it anew.
take-gone = This take is not there any more. Run again to make it anew.
run-not-in-line = This run has ended meanwhile.

# Runs over a table of values.
rows-none = The table has no rows. Add one for each run.
rows-too-many = The table has { $count } rows; this server takes { $most } at once. Run them in parts, or start the server with a higher --row-limit.
rows-too-many-columns = The table has too many columns: at most { $most } are possible.
rows-too-large = The table is larger than { $most } KB, the most this server takes. Run it in parts, or start the server with a higher --row-limit-kb.
rows-no-column = What column { $column } sets is not in the workflow any more. Remove the column.
rows-column-twice = Column { $column } sets what another column sets already. Remove one of them.
rows-wired = { $column }: a wire sets this, so a value would change nothing. Remove the wire or the column.
rows-too-wide = Row { $row } has more values than there are columns ({ $count }). Remove what is too much.
rows-wrong = Row { $row }, { $column }: { $reason }
rows-no-file = There is no uploaded file “{ $name }”. Upload it first, or write the name of another.
rows-row = Row { $row }
edit-set-afresh = Set what a run sets anew
library-too-many = { $count } files of the library fit, and a list takes { $most }. Name a folder or a name in Files.
