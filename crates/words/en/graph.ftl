# What is wrong in a workflow, why an edit is not made, and what things of it are called in a sentence.

removed-node = a removed node
node-in = { $node } in { $of }
sentences = { $first } { $then }
subgraph = Subgraph
subgraph-doc = A subgraph: what is inside is the same for every node that shows it.
subgraph-port-doc = A port of the subgraph.
port-input = Input
port-output = Output

# The types, as names.
type-image = Image
type-mask = Mask
type-video = Video
type-audio = Audio
type-text = Text
type-int = Whole number
type-float = Number
type-bool = Yes/no
type-color = Colour
type-choice = Choice
type-json = JSON
type-subtitles = Subtitles
type-sequence = Sequence
type-asset = File
type-list = List
type-any = Anything

# The types inside a sentence: somebody takes, gives or wires them.
a-image = a picture
a-mask = a mask
a-video = a film
a-audio = sound
a-text = text
a-int = a whole number
a-float = a number
a-bool = a yes or no
a-color = a colour
a-choice = a choice
a-json = data
a-subtitles = subtitles
a-sequence = a sequence
a-asset = a file
a-list = a list
a-any = a result

fault-unknown-kind = This build has no node called “{ $kind }”. It is kept as it is; open the workflow with a newer Gesso to run it.
fault-newer-version = This node was made by a newer Gesso (version { $version } of it, this build knows { $known }). Update Gesso to run it.
fault-missing-input = Nothing is wired into { $port }. Wire { $what } into it.
fault-missing-file = No file is chosen for { $param }. Choose one, or drop one on the node.
fault-unknown-input = A wire goes into “{ $port }”, which this node doesn't have. Remove the wire.
fault-unknown-output = The wire into { $port } comes from “{ $output }”, which its source doesn't have. Wire another output into it.
fault-wrong-type = { $port } takes { $takes }, not { $comes }. Wire something else into it.
fault-unknown-param = “{ $param }” is not a parameter of this node and is ignored. Reset it to remove it.
fault-wrong-value = The value of { $param } doesn't fit. Choose another, or reset it.
fault-out-of-range = { $param } is out of range. Set it between { $least } and { $most }.
fault-no-subgraph = This node shows no subgraph. Remove it, or make a subgraph in its place.
fault-outside-subgraph = A port of a subgraph does nothing outside of one. Remove it, or fold it into a subgraph.
fault-inside = { $node }, inside this subgraph, can't run. Open the subgraph and look there.
fault-too-large = With everything inside its subgraphs this workflow is too large to run (more than { $most } nodes). Nest less.
fault-blocked = This node needs { $node }, which can't run. Look there first.

refusal-gone = The node is no longer there.
refusal-unknown-kind = This build doesn't know { $node }, so nothing can be wired to it.
refusal-unknown-port = { $node } has no “{ $port }”.
refusal-wrong-type = { $output } gives { $comes }; { $port } of { $node } takes { $takes }.
refusal-no-port = Nothing of { $node } fits into this wire.
refusal-self-wire = A node can't be wired to itself.
refusal-nothing = Select nodes first.
refusal-outside = This is possible inside a subgraph only. Fold nodes into one first.
refusal-other-graph = The two nodes are in different subgraphs. Wire them through a port of the subgraph.
refusal-loop = This would make a loop: { $from } already needs what { $to } makes.

lost-wire-from = the wire from { $what }
lost-wire-to = the wire to { $what }

# The groups of nodes.
category-image = Image
category-compositing = Compositing
category-color = Colour
category-filter = Filter
category-mask = Mask
category-text = Text
category-logic = Values and lists
category-graph = Subgraph

# Values as people write them.
written-number = Write a number.
written-whole = Write a whole number.
written-range = Write a number from { $least } to { $most }.
written-yes = Write yes or no.
written-long = Write at most { $most } bytes.
written-colour = Write a colour as #ff8800.
written-option = There is no option “{ $written }”. There are { $options }.
written-not = This parameter can't be set in words.
value-yes = yes
value-no = no
