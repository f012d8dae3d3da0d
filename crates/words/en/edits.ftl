# Names of undo steps, of the editor and of the canvas. They are made in the language of whoever does them and stay so in the log.

edit-add = Add { $what }
edit-add-frame = Add a frame
edit-add-note = Add a note
edit-add-port = Add port { $what }
edit-align-left = Align left edges of { $what }
edit-align-right = Align right edges of { $what }
edit-align-top = Align top edges of { $what }
edit-align-bottom = Align bottom edges of { $what }
edit-align-middle = Align middles of { $what }
edit-begin-with = Begin with { $what }
edit-bend = Bend the wire from { $from } to { $to }
edit-bypass = Bypass { $what }
edit-bypass-end = End the bypass of { $what }
edit-collapse = Collapse { $what }
edit-colour = Colour { $what }
edit-colour-none = Take the colour of { $what } away
edit-colour-frame = Colour a frame
edit-connect = Connect { $from } to { $to }
edit-connect-all = Connect { $from } to { $count } inputs
edit-cut = Cut { $count ->
    [one] 1 wire
   *[other] { $count } wires
}
edit-cut-one = Cut a wire
edit-disconnect = Disconnect { $what }
edit-disconnect-from = Disconnect { $from } from { $to }
edit-distribute = Make the gaps of { $what } equal
edit-duplicate = Duplicate { $what }
edit-expand = Expand { $what }
edit-fold = Fold { $what } into a subgraph
edit-frame = Frame { $what }
edit-go-back = Go back to { $what }
edit-hide-param = Hide { $param } of { $what } on the subgraph
edit-insert = Insert { $what }
edit-insert-between = Insert { $what } between { $from } and { $to }
edit-link-to = Link to { $what }
edit-move = Move { $what }
edit-move-port = Move port { $what }
edit-mute = Mute { $what }
edit-note = Edit a note
edit-own-copy = Make { $what } an own copy
edit-paste = Paste { $count ->
    [one] 1 item
   *[other] { $count } items
}
edit-pin = Pin { $what }
edit-remove = Delete { $what }
edit-remove-reconnect = Delete { $what } and close the gap
edit-remove-unused = Remove { $count ->
    [one] 1 subgraph
   *[other] { $count } subgraphs
} that nothing shows
edit-rename = Rename to { $title }
edit-rename-graph = Rename the subgraph to { $title }
edit-rename-none = Take the title away
edit-reset-param = Reset { $param } of { $what }
edit-resize = Resize { $what }
edit-set-param = Set { $param } of { $what }
edit-shake = Take { $what } out of { $count ->
    [one] its
   *[other] their
} wires
edit-show-param = Show { $param } of { $what } on the subgraph
edit-stack = Stack { $what }
edit-straighten = Straighten the wire from { $from } to { $to }
edit-swap = Swap { $what } for { $title }
edit-take-out = Take { $what } out of the wires
edit-tidy = Tidy up { $what }
edit-tidy-all = Tidy up everything
edit-unfold = Unfold { $what }
edit-unmute = Unmute { $what }
edit-unpin = Unpin { $what }

# What such a step is about, where it is not called by its title.
a-frame = a frame
a-note = a note
the-frame = frame
the-frame-titled = frame “{ $title }”
the-note = note

# What new things are called.
new-frame = Frame
new-note = Note
new-subgraph = Subgraph
