# Runs, and where nodes stand in them.

dock = Dock
run-state = Run state
run-failed-nodes = Run failed: { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
run-running = Running…
run-waiting = Run waiting
run-done = Run done
run-failed = Run failed
run-cancelled = Run cancelled
no-runs = No runs yet. Press Run to make one.
done-of = { $done } of { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
cached-count = { $count } cached
failed-count = { $count } failed or held up
cancel-run-number = Cancel run { $run }
went-wrong = What went wrong
run-news-began = The run began
run-news-done = The run is done
run-news-cancelled = The run was cancelled
run-news-failed = The run failed

state-waiting = Waiting
state-running = Running
state-running-percent = Running, { $percent } %
state-done = Done
state-failed = Failed
state-cancelled = Cancelled
state-blocked = Blocked
state-cached = Done before, taken from the cache
state-outdated = Changed since; run to make it anew

# The line of all runs.
line = In the line
line-empty = Nothing waits
line-count = { $count ->
    [one] 1 run
   *[other] { $count } runs
} in the line
line-pause = Pause all
line-paused = Paused: go on
line-pause-doc = Nothing new begins while the line is paused; what is at work is finished
reruns = Run on every change
reruns-doc = Runs by itself when you have changed something and rest; only you, only this workflow
left-moment = a moment
left-seconds = about { $count } s
left-minutes = about { $count } min
state-paused = Paused
state-percent = { $percent } %
run-priority = Priority of run { $run }
priority-high = High
priority-normal = Normal
priority-low = Low
run-up = Move run { $run } up
run-up-title = Move up
run-down = Move run { $run } down
run-down-title = Move down
run-drag-title = Drag to another place
run-hold = Hold run { $run }
run-hold-title = Hold, or go on
runs-earlier = Earlier runs of this workflow
run-again = Run again
run-again-number = Run again what run { $run } did
run-again-doc = With the inputs it had, whatever the workflow is by now
run-times = Times
run-times-number = Times of run { $run }
times = When the nodes were worked on
times-none = Nothing was worked on: everything was there already.
times-whole = { $took } in all, { $sum } of work
times-table = As a table
time-of = { $what }: { $took }, began after { $at }
time-node = Node
time-began = Began after
time-took = Took
time-node-gone = This node is not in the workflow any more.

# Takes.
takes = Takes
takes-newest-first = Takes, newest first
takes-count = { $count ->
    [one] 1 take
   *[other] { $count } takes
}
takes-open = { $count ->
    [one] 1 take
   *[other] { $count } takes
}, show them in the viewer
take-made = Take made { $when }
take-in-use = in use
take-starred = starred
take-actions = What to do with this take
take-made-with = Details
take-made-with-doc = What this take was made with
take-version = after { $seq } steps of the history
take-use = Use this take
take-used = In use
take-use-doc = This take counts, whatever is run later
take-compare = Compare
take-compare-doc = Another take beside it, with a line to drag
take-restore = Restore parameters
take-restore-doc = Sets this node and everything before it as it was for this take
take-used-file = The take in use
take-latest-file = What was made last
take-star = Star this take
take-remove = Remove this take
take-latest = Back to the latest result
take-removed = Take removed
bring-back = Bring back
take-same-already = Everything is set as it was for this take.
take-restored = Everything is set as it was for this take. Run to make it again.
take-restored-lost = Set as it was, except for what is not there any more: { $what }
take-restored-changed = Set as it was. Nodes or wires have changed since, so a run makes something else.
wipe = Line between the takes
wipe-at = { $percent } % from the left
edit-use-take = Use a take of { $what }
edit-use-latest = Use the latest of { $what }
edit-restore-take = Restore what made a take of { $what }

# Why a step of a run went wrong.
step-failed = { $title }: { $reason }
step-not-kept = The result could not be kept: { $reason }. Look at the free space of the data folder, then run again.
step-panicked = This is a fault of Gesso, not yours ({ $reason }). Change a parameter and run again, and please report it.
step-needs = “{ $title }” failed, and this node needs it. Mend that one first.
step-took-too-long = The run was stopped because it took longer than { $count ->
    [one] a minute
   *[other] { $count } minutes
}. Run a part of it, or make the pictures smaller.
step-left-behind = This run was left behind by another version of Gesso and can't be taken up. Run again.

# Nodes that work on each item of a list.
items-failed = { $count } of { $of } failed. { $reasons }
items-done = { $done } of { $count ->
    [one] 1 item
   *[other] { $count } items
}
items-found-count = { $count } of them from the cache
items-failed-count = { $count } failed
items-made = Items
items-first = Shown are the first { $count }; the archive has all.
items-more = { $count } more
items-again = Run the failed ones again
items-go-on = Go on with the rest
items-again-doc = What is done is found, not made again
batch-of = { $what }: { $counts }
run-items = Items
run-items-number = Items of { $what } in run { $run }
item-show = Show { $name } in the viewer
item-at = { $at } of { $count }
item-before = Item before
item-next = Next item
item-close = Back to the whole result
contact-sheet = Contact sheet
download-zip = Download all as ZIP

# Many runs, each with values of its own.
run-with = Run with…
run-with-doc = Each row becomes a run, called after it, with its values in place of the workflow's. An empty cell leaves what the workflow has. Paste from a spreadsheet, or open a CSV file.
run-with-table = Values
run-with-name = Name
run-with-name-of = Name of row { $row }
run-with-cell = { $what }, row { $row }
run-with-add-row = Add row
run-with-add-column = Add column…
run-with-open = Open CSV…
run-with-remove = Remove row
run-with-remove-row = Remove row { $row }
run-with-take-out = Remove column { $what }
run-with-choose = Choose a column: what differs from run to run.
run-with-lost = { $count ->
    [one] One column
   *[other] { $count } columns
} on the right had no place. Add columns, then paste again.
run-with-unknown = Not in the workflow, so left out: { $what }
run-with-unread = The file could not be read as text.
run-with-start = { $count ->
    [one] Run 1 row
   *[other] Run { $count } rows
}
