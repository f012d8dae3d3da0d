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
failed-count = { $count } failed
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
