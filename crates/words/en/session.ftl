# What the session says: the line to the server, uploads, undo.

not-understood = The server's answer was not understood. Load the page anew and try again.
upload-broke = The connection broke. Check that the server is there and try again.
cant-keep = This browser can't keep your edits: its storage is full or switched off. Leave this tab open until everything is saved.
name-not-kept = This browser keeps nothing, so you have no name again next time.
unreadable-queue = Some edits kept in this browser could not be read and were left out. They stay in its storage, under a key that begins with gesso.unreadable.
run-needs-server = The run can't start while the server can't be reached. Your edits are kept here.
reload-by-hand = This page and the server no longer fit together. Load the page anew; your edits are kept.
edit-too-many = This changes { $count } things at once; at most { $most } are possible. Do it in smaller steps.
edit-too-large = This edit is larger than { $most } MB. Do it in smaller steps.
edit-name-too-long = The edit's name is too long. Load the page anew.
edit-of-deleted = This workflow was deleted for good. Copy what you need and begin a new one.
reload-updated = Gesso was updated. Load the page anew; your edits are kept.
reload-differs = This tab's copy differs from the server's. Load the page anew; your edits are kept.
not-uploaded = { $name } was not uploaded. { $reason }
refused-with = The server refused it (status { $status }).
not-taken = “{ $label }” was not saved. { $reason }
undone = Undid: { $label }
redone = Redid: { $label }

# What the server could not do.
no-connection = The server can't be reached. Your work is kept; try again when the connection is back.
not-found = This { $what } is not there any more. It may have been deleted; look in the gallery under Deleted.
server-broke = Something went wrong in the server ({ $place }). Nothing is lost; try again, and look into its log if it stays.
request-not-understood = The server did not understand the request ({ $reason }). Load the page anew and try again.
