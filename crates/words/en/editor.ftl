# The editor: bars, panels, dialogs and what they say.

skip-to-outline = Skip to the outline

# The top bar.
workflow-name = Workflow name
toggle-inspector = Toggle the inspector
save-state = Save state
opening = Opening…
saved = Saved
saving = Saving…
offline = Offline
offline-kept = Offline: { $count ->
    [one] 1 edit
   *[other] { $count } edits
} kept here
say-saved = Everything is saved. Gesso saves by itself.
say-saving = Saving… Gesso saves by itself.
say-offline = Offline: { $count ->
    [one] 1 edit
   *[other] { $count } edits
} kept in this browser, sent when the connection is back.
does-what = { $action } “{ $what }” ({ $keys })
nothing-to-undo = Nothing to undo ({ $keys })
nothing-to-redo = Nothing to redo ({ $keys })
run-everything = Run everything ({ $keys })
cancel-run = Cancel the run
cancel-run-keys = Cancel the run ({ $keys })
run-progress = Run progress
only-you = Only you have this open
tabs-open = { $count } tabs have this open: { $names }
you-named = { $name } (you)
people = Who is here

# Keys as they are on key caps.
cap-ctrl = Ctrl
cap-alt = Alt
cap-shift = Shift
cap-delete = Delete
cap-backspace = Backspace
cap-enter = Enter

# Rail, panels and the bar of a small screen.
panels = Panels
tools = Tools
nodes-panel = Nodes panel
outline-panel = Outline panel
history-panel = History panel
close-nodes = Close nodes
close-outline = Close outline
close-history = Close history
close-inspector = Close inspector
close-viewer = Close viewer
close-runs = Close runs
close-more = Close more
sheet-lower = Make the sheet lower
sheet-higher = Make the sheet higher
left-width = Width of the left panel
inspector-width = Width of the inspector
dock-height = Height of the dock

# The list of nodes.
favourites = Favourites
recent = Recent
favourite = Favourite
favourite-out = Take out of favourites: { $title }
favourite-in = Put among favourites: { $title }
no-node-called = No node is called that.

# Pickers.
search-actions = Search actions
what-to-do = What do you want to do?
nothing-called = Nothing is called that.
search-workflow = Search the workflow
find-item = Find a node, frame or note…
nothing-in-workflow-called = Nothing in the workflow is called that.
select-all-found = Select all { $count } that are found here
select-several = Select several
selection = Selection
kind-in = { $kind } in { $place }
open-workflow-words = open workflow go to
kind-words = node
pick-add-node = Add a node…
no-node-fits = No node fits.
insert-node = Insert a node
pick-insert-node = Insert a node…
no-node-fits-wire = No node fits into this wire.
is-there = on the canvas
put-into-wire = Put into a wire
search-wires = Search wires
pick-wire-for = Put it into which wire?
fits-no-wire = This node fits into no wire here.
wire-between = { $from } to { $to }
swap = Swap
pick-swap = Swap for…
move-wires = Move all wires to
move-wires-of = Move all wires of { $what } to another output…
move-wires-doc = Move all of these wires to another output
pick-connect = Connect to
nothing-fits = Nothing in the workflow fits here. Add a node first.
would-loop = would make a loop
new-subgraph-input = New input of the subgraph
new-subgraph-output = New output of the subgraph
port = Port
port-words = edge expose boundary
graph-words = subgraph instance component group macro
search-parameters = Search parameters
pick-parameter = Show a parameter on the subgraph…
no-parameter-called = No parameter is called that.
hide-named = Hide { $what }
show-named = Show { $what }
expose-words = expose parameter subgraph
shown-now = Shown now
show-on-subgraph = Show on the subgraph
search-workflows = Search workflows
link-to-workflow = Link to a workflow
pick-link = Link to…
no-workflow-called = There is no other workflow of that name.

# The outline.
outline-add = Add…
outline-add-note = Add note
outline-empty = Nothing is here yet. Add a node to begin.
nodes-in-run-order = Nodes in run order
frames-and-notes = Frames and notes
show-more = Show more ({ $count ->
    [one] 1 node
   *[other] { $count } nodes
} hidden)
inside = Inside
go-out = Go out
inside-place = Inside { $title }. Escape goes out.
back-in-workflow = Back in the workflow.
items-selected = { $count ->
    [one] 1 item
   *[other] { $count } items
} selected
set-parameters = Set parameters
more-ellipsis = More…
links = Links
from-nodes = from { $what }
from-port = from { $what }: { $port }

# The history.
steps-latest-first = Steps, the latest first
the-beginning-start = The beginning
the-beginning = the beginning
older-steps = Older steps
you = You
somebody-else = Somebody else
step-undo = Undo: { $what }
step-redo = Redo: { $what }
quoted = “{ $what }”
same-already = The workflow is like this already.
went-back = The workflow is as it was after { $what }. Undo comes back.

# The inspector.
parts-missing = Some panels did not arrive. Check the connection.
inspector-nothing = Nothing is here yet. What you add can be set here.
inspector-one = One node. Select it to see what can be set.
inspector-many = { $count } nodes. Select one to see what can be set.
parameters = Parameters
result = Result
frame-doc = A titled box. Moving it by its title moves what is in it.
as-it-is-read = As it is read
on-the-canvas = { $side } on the canvas
connect-named = Connect { $what }
connect-named-to = Connect { $what } to…
disconnect-named = Disconnect { $what }
disconnect = Disconnect
wire-to = Wire to { $what }
wire-menu = Insert, bend, cut
pick-wire = Connect…
go-there = Go there
take-from-node = Take it from another node
reset-named = Reset { $what }
back-to-default = Back to the default
slider-named = { $what } slider
chooser-named = { $what } chooser
opacity-named = { $what } opacity in percent
show-named-on-subgraph = Show { $what } on the subgraph
hide-named-on-subgraph = Hide { $what } on the subgraph
show-on-instances = Show it on the nodes that show the subgraph
hide-on-instances = Hide it on the nodes that show the subgraph
called-on-subgraph = On the subgraph:
subgraph-name = Name of the subgraph
input-ports = Input ports
output-ports = Output ports
port-name-of = Name of port { $what }
move-named-up = Move { $what } up
move-named-down = Move { $what } down
move-up = Move up
move-down = Move down
linked-alone = Only this node shows it.
linked-one = Another node shows it as well: a change inside is a change there.
linked-many = { $count } other nodes show it as well: a change inside is a change there.
uploading = Uploading…
replace = Replace…
take-named = Take { $what }
take-out-named = Take out { $what }
decided-by-input = { $what }: taken from “{ $input }”
add-files = Add files…
add-folder = Add a folder…
files-refused = Files that were not taken
files-refused-count = { $count } files were not taken. The inspector says why.
font-sans = Sans
font-serif = Serif
font-slab = Slab serif
font-typewriter = Typewriter
font-display = Display, capitals
font-condensed = Condensed
font-handwriting = Handwriting
font-chosen = Font: { $name }
font-search = Find a font
font-none = No font is called so
fonts-own = They come with Gesso
fonts-brought = Your own
font-bring = Bring a font (TTF, OTF)…
files-before = Files brought before
no-picture-file = { $name } is no picture ({ $type }). Choose another file.
wrong-file = { $name } doesn't fit here ({ $type }). Choose another file.
download-earlier = Download the earlier { $name }
download-named = Download { $name }
lost = { $title } has no place for { $what }. Undo brings it back.

# The viewer.
result-of = Result of { $what }
no-picture-yet = No picture yet. Run the workflow to see what this node makes.
makes-no-picture = This node makes no picture. What it makes goes on through its wires.
select-to-see = Select a node to see what it makes.
viewer-zoom = Viewer zoom
picture-out = Zoom the picture out
picture-100 = Picture at 100 %
picture-in = Zoom the picture in
picture-fit = Fit the picture
fit = Fit

# The canvas and what floats over it.
canvas-label = Canvas. F6 leaves it; the outline lists the same.
canvas-missing = This browser can't show the canvas. The outline works without it.
uploads = Uploads
upload = Upload
begin-with-picture = Begin with a picture
begin-for-mouse = Drop a file here, press Tab to add a node, or begin from a template.
begin-for-fingers = Tap twice to add a node, or begin from a template.
templates = Templates
no-loader = No node can load { $name } ({ $type }).
carries = { $picture } carries the workflow “{ $workflow }”.
opened-carried = This is the workflow “{ $workflow }” that { $picture } carries.
insert-carried = Insert its workflow
use-picture = Add the picture
nothing-in-frame = No node is in the frame, so there is nothing to run.
view-name = View { $digit }
view-set = View { $digit } is here now: { $name }. Press { $digit } to come back.
view-not-set = View { $digit } is not set. Shift+{ $digit } sets it.
view-gone = The subgraph that view { $digit } looked into is gone. Shift+{ $digit } sets it anew.
let-go = Let { $key } go
holding-shift = adds
holding-ctrl = adds and takes away
holding-alt = copies and cuts

# What the browser refused.
no-clipboard-copy = The browser does not let this page use the clipboard. Use Ctrl+C on the canvas.
no-clipboard-cut = The browser does not let this page use the clipboard. Use Ctrl+X on the canvas.
no-clipboard-paste = The browser does not let this page read the clipboard. Use Ctrl+V on the canvas.
guide-not-opened = The browser did not open the guide. It is at /docs/.
not-opened = The browser did not open { $address }.
nothing-kept = This browser keeps nothing, so this is as it was next time.
keys-not-kept = This browser keeps nothing, so the keys are as they were next time.

# Shortcuts.
pointer-and-fingers = Pointer and fingers
change-ellipsis = Change…
gesture-pan = Pan
    .how = Space-drag, middle-drag, wheel; one finger
gesture-zoom = Zoom
    .how = Ctrl+wheel; two fingers
gesture-select = Select several
    .how = Drag a box; Shift-click adds
gesture-connect = Connect
    .how = Drag from port to port; tap, tap
gesture-add = Add a node
    .how = Double-click the canvas
gesture-duplicate = Duplicate
    .how = Alt-drag
gesture-bend = Bend a wire
    .how = Double-click it; drag it when selected
gesture-insert = Put a node into a wire
    .how = Drop it there; Shift and double-click
gesture-cut = Cut wires
    .how = Alt-drag over nothing; Ctrl and the right button
gesture-shake = Take out of the wires
    .how = Shake it
gesture-undo = Undo, redo
    .how = Tap with two fingers, with three
gesture-menu = Menu
    .how = Right-click; long press

# Settings.
as-the-system = As the system
dark = Dark
light = Light
language = Language
your-name = Your name
your-name-doc = Others see it while you are here, and in the history beside what you do from now on.
keys = Keys
search-keys = Search keys
search-actions-or-keys = Search actions or keys
reset-all-keys = Reset all keys
all-keys-reset = All keys are as they were at first.
keys-taken = { $keys } is “{ $action }”. Press it again to take it, or other keys.
press-or-leave = Press the keys, or Esc to leave them.
number-at-least = The least here is { $limit }.
number-at-most = The most here is { $limit }.
no-number = That is no number. What was there before stays.
press-keys = Press keys…
change = Change
change-keys-of = Change the keys of { $action }
reset-keys-of = Reset the keys of { $action }
take-keys-of = Take the keys of { $action } away
no-keys = No keys
by-the-browser = by the browser
browsers-keys = These keys are the browser's own for “{ $action }”. Press others.
downloads = Downloads
carry-workflow = Include the workflow in downloaded pictures
carry-workflow-doc = Dropped on a canvas, such a picture brings back what made it. The pixels stay as they are.
snap-grid-on = Things snap to the grid.
snap-grid-off = Things don't snap to the grid.
snap-near-on = Things snap to each other.
snap-near-off = Things don't snap to each other.
wires-label = Wires
curved = Curved
straight = Straight
orthogonal = Orthogonal
show-map = Show the map
snap-to-near = Snap to what is near
snap-to-grid = Snap to the grid
preview-shown = Preview
preview-none = No preview: { $why }
preview-stops = Preview stops at “{ $what }”: run to see the rest.
preview-unable = This browser can’t show a preview while you drag. Run to see results.

# What is drawn by hand.
curve-channels = Which curve
curve-named = { $what } curve
curve-point = Point { $number }: { $in } becomes { $out }
curve-in = In
curve-out = Out
add-point = Add a point
remove-point = Remove the point
gradient-named = { $what }, its colours
gradient-stop = Colour { $number }: { $color } at { $place }
stop-color = Colour of the stop
stop-place = Place
add-stop = Add a colour
remove-stop = Remove the colour
turn-gradient = Turn round
numbers-of = { $what } in numbers
wheel-named = { $what } wheel
wheel-all = { $what } of all channels
wheel-channels = R { $red } · G { $green } · B { $blue }
draw-on-picture = Draw on the picture
strokes-count = { $count ->
    [0] Nothing is painted yet.
    [one] One stroke
   *[other] { $count } strokes
}
corners-count = { $count } corners
brush = Brush
brush-size = Size
brush-hardness = Hardness
brush-erases = Erase
painting = Paint on the picture. Strokes: { $strokes }. Arrows lead the brush, space puts it down and lifts it.
painted-full = The mask is full. Clear it, or paint the rest in another one.
pick-color = From the picture
pick-named = Take { $what } from the picture
pick-color-here = Take a colour from the picture
pick-hint = Click a pixel, or move with the arrows and press Enter. Esc leaves.
pick-hint-touch = Put a finger on the picture; what lies where it lifts is taken.
pick-failed = The colour could not be read. Run the workflow, then try again.
crop-box = Crop box
wipe-line = Line between A and B
placed-picture = Picture
corners = Corners
outline-drawn = Outline
outline-hint = Click a side twice for one more corner.
corner-at = Corner { $number }: { $x }, { $y }
grip-top-left = Upper left
grip-top = Top edge
grip-top-right = Upper right
grip-right = Right edge
grip-bottom-right = Lower right
grip-bottom = Bottom edge
grip-bottom-left = Lower left
grip-left = Left edge
grip-scale = Scale
grip-turn = Turn
library-finds = { $count ->
    [one] One file fits now.
   *[other] { $count } files fit now.
}
library-each-run = Every run asks anew: files that are uploaded until then take part.
library-now = Take these now
library-now-doc = Sets the files before the next run does, for the preview
library-not-read = The library can’t be read now. Try again in a moment.
