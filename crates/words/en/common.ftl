# What many areas say.

add-node = Add node
add-a-node = Add a node
actions = Actions
appearance = Appearance
cancel = Cancel
canvas = Canvas
close = Close
colour = Colour
connect = Connect
connect-to = Connect to…
choose-file = Choose a file…
delete = Delete
duplicate = Duplicate
find-in-workflow = Find in the workflow
frame = Frame
gallery = Gallery
go-to-gallery = Go to the gallery
height = Height
history = History
inputs = Inputs
inspector = Inspector
keyboard-shortcuts = Keyboard shortcuts
loading = Loading…
menu = Menu
more = More
nodes-title = Nodes
note = Note
outline = Outline
outputs = Outputs
place = Place
more-count = { $count } more
problems = Problems
reset = Reset
run = Run
runs = Runs
search-nodes = Search nodes
settings = Settings
show-in-viewer = Show in the viewer
title = Title
text-of-note = Text of the note
viewer = Viewer
waiting = Waiting…
width = Width
workflow = Workflow
workflows = Workflows
zoom = Zoom

nodes = { $count ->
    [one] 1 node
   *[other] { $count } nodes
}
frames = { $count ->
    [one] 1 frame
   *[other] { $count } frames
}
notes = { $count ->
    [one] 1 note
   *[other] { $count } notes
}
items = { $count ->
    [one] 1 item
   *[other] { $count } items
}
wires = { $count ->
    [one] 1 wire
   *[other] { $count } wires
}
problems-count = { $count ->
    [one] 1 problem
   *[other] { $count } problems
}
files-count = { $count ->
    [one] 1 file
   *[other] { $count } files
}
