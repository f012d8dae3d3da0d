# The gallery and the pages around it.

page-description = A production canvas for media: wire nodes, run the graph, keep the result.
nothing-here = There is nothing at this address
nothing-here-doc = The link may be old, or a letter of it may be missing.
not-found-title = Not found
cant-open = This workflow can't be opened
unreachable-title = Not reached
unreachable = Gesso can’t be reached
unreachable-doc = This page has not been opened in this browser since the last update, so there is nothing of it here. Workflows that were opened here can still be edited.
notices = Notices
close-notice = Close this notice

skip-to-workflows = Skip to the workflows
all = All
deleted = Deleted
which-workflows = Which workflows
new-workflow = New workflow
blank-doc = Start from nothing, wire as you go.
begin = Begin
import = Import…
import-label = Import workflow files
help = Help
drop-here = Drop workflow files, or pictures that carry one
untitled = Untitled
undo = Undo
try-again = Try again
restore = Restore
clear-search = Clear the search
new-name = New name
none-yet = Nothing on the shelf yet
none-yet-doc = A workflow is a canvas of nodes: load a picture, treat it, put words over it, save it. Begin with a template above, or drop a workflow file here.
none-deleted = Nothing is deleted
none-deleted-doc = What you delete stays here for 30 days and can be restored.
too-large = It is larger than 64 MB. Split the workflow into smaller ones.
unreadable = The browser could not read it.
carries-nothing = It carries no workflow. To work on the picture, open a workflow and drop it there.
none-found = No workflow is called “{ $search }”
workflow-count = { $count ->
    [one] 1 workflow
   *[other] { $count } workflows
}
workflow-count-for = { $count ->
    [one] 1 workflow
   *[other] { $count } workflows
} for “{ $search }”
no-nodes = empty
deleted-when = deleted
rename-named = Rename { $name }
duplicate-named = Duplicate { $name }
delete-named = Delete { $name }
restore-named = Restore { $name }
download-as-file = Download { $name } as a file
duplicated = Made a copy of “{ $name }”.
deleted-named = Deleted “{ $name }”.
restored = “{ $name }” is back among your workflows.
imported = Imported “{ $name }”.
not-imported = { $file } was not imported. { $reason }
running = Running
running-of = Running, { $done } of { $count }
appearance-system = Appearance: system
appearance-light = Appearance: light
appearance-dark = Appearance: dark

# Why a file is no workflow.
file-too-large = The file is too large: { $most } MB at most.
file-not-json = The file is not JSON, or not the whole of it: line { $line }, column { $column }. Choose a workflow file that Gesso has written.
file-not-workflow = The file is not a Gesso workflow. Choose one that Gesso has written.
file-newer = The file was written by a newer Gesso (format { $format }, this one reads up to { $known }). Update Gesso to open it.
file-damaged = The workflow in the file is damaged: { $reason }.
clip-foreign = What is on the clipboard was not copied in Gesso.
clip-newer = What is on the clipboard was copied in a newer Gesso. Reload the page to paste it.
clip-damaged = What is on the clipboard can't be pasted: { $reason }
