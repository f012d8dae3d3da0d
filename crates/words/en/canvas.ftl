# What the canvas says and writes on nodes.

unknown-kind = Unknown kind { $kind }
summary-off = no { $param }
value-on = on
value-off = off
takes-nothing = { $node } has no input that takes { $what }.
gives-nothing = { $node } has no result that fits { $what }.
too-many-bends = A wire has at most { $most } bends. Take one out first: double-click it.
pinned = { $what } is pinned. Unpin it to move it.
