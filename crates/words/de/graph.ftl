# What is wrong in a workflow, why an edit is not made, and what things of it are called in a sentence.

removed-node = ein entfernter Knoten
node-in = { $node } in { $of }
sentences = { $first } { $then }
subgraph = Untergraph
subgraph-doc = Ein Untergraph: Was darin ist, ist für jeden Knoten, der ihn zeigt, dasselbe.
subgraph-port-doc = Ein Anschluss des Untergraphen.
port-input = Eingang
port-output = Ausgang

# The types, as names.
type-image = Bild
type-mask = Maske
type-video = Video
type-audio = Audio
type-text = Text
type-int = Ganze Zahl
type-float = Zahl
type-bool = Ja/Nein
type-color = Farbe
type-choice = Auswahl
type-json = JSON
type-subtitles = Untertitel
type-sequence = Sequenz
type-asset = Datei
type-list = Liste
type-any = Beliebig

# The types inside a sentence: somebody takes, gives or wires them.
a-image = ein Bild
a-mask = eine Maske
a-video = einen Film
a-audio = Ton
a-text = Text
a-int = eine ganze Zahl
a-float = eine Zahl
a-bool = ein Ja oder Nein
a-color = eine Farbe
a-choice = eine Auswahl
a-json = Daten
a-subtitles = Untertitel
a-sequence = eine Sequenz
a-asset = eine Datei
a-list = eine Liste
a-any = ein Ergebnis

fault-unknown-kind = Dieses Gesso kennt keinen Knoten namens „{ $kind }“. Er bleibt, wie er ist; öffne den Workflow mit einem neueren Gesso, um ihn auszuführen.
fault-newer-version = Dieser Knoten stammt aus einem neueren Gesso (seine Fassung { $version }, dieses Gesso kennt { $known }). Aktualisiere Gesso, um ihn auszuführen.
fault-missing-input = Mit { $port } ist nichts verbunden. Verbinde { $what } damit.
fault-missing-file = Für { $param } ist keine Datei gewählt. Wähle eine aus oder lege eine auf dem Knoten ab.
fault-unknown-input = Ein Kabel führt in „{ $port }“, das dieser Knoten nicht hat. Entferne das Kabel.
fault-unknown-output = Das Kabel in { $port } kommt von „{ $output }“, das seine Quelle nicht hat. Verbinde einen anderen Ausgang damit.
fault-wrong-type = { $port } nimmt { $takes }, nicht { $comes }. Verbinde etwas anderes damit.
fault-unknown-param = „{ $param }“ ist kein Parameter dieses Knotens und wird nicht beachtet. Setze ihn zurück, um ihn zu entfernen.
fault-wrong-value = Der Wert von { $param } passt nicht. Wähle einen anderen oder setze ihn zurück.
fault-out-of-range = { $param } liegt außerhalb des Bereichs. Setze es zwischen { $least } und { $most }.
fault-no-subgraph = Dieser Knoten zeigt keinen Untergraphen. Entferne ihn oder lege an seiner Stelle einen Untergraphen an.
fault-outside-subgraph = Ein Anschluss eines Untergraphen bewirkt außerhalb eines solchen nichts. Entferne ihn oder fasse ihn zu einem Untergraphen zusammen.
fault-inside = { $node } in diesem Untergraphen kann nicht ausgeführt werden. Öffne den Untergraphen und sieh dort nach.
fault-too-large = Mit allem, was in seinen Untergraphen ist, ist dieser Workflow zu groß für einen Lauf (mehr als { $most } Knoten). Verschachtle weniger.
fault-blocked = Dieser Knoten braucht { $node }, und der kann nicht ausgeführt werden. Sieh zuerst dort nach.

refusal-gone = Der Knoten ist nicht mehr da.
refusal-unknown-kind = Dieses Gesso kennt { $node } nicht, darum lässt sich nichts damit verbinden.
refusal-unknown-port = { $node } hat kein „{ $port }“.
refusal-wrong-type = { $output } gibt { $comes }; { $port } von { $node } nimmt { $takes }.
refusal-no-port = Nichts von { $node } passt in dieses Kabel.
refusal-self-wire = Ein Knoten lässt sich nicht mit sich selbst verbinden.
refusal-nothing = Wähle zuerst Knoten aus.
refusal-outside = Das geht nur in einem Untergraphen. Fasse zuerst Knoten zu einem zusammen.
refusal-other-graph = Die beiden Knoten sind in verschiedenen Untergraphen. Verbinde sie über einen Anschluss des Untergraphen.
refusal-loop = Das ergäbe eine Schleife: { $from } braucht schon, was { $to } macht.

lost-wire-from = das Kabel von { $what }
lost-wire-to = das Kabel nach { $what }

# The groups of nodes.
category-image = Bild
category-compositing = Zusammensetzen
category-color = Farbe
category-filter = Filter
category-mask = Maske
category-text = Text
category-logic = Werte und Listen
category-graph = Untergraph

# Werte, wie Menschen sie schreiben.
written-number = Schreibe eine Zahl.
written-whole = Schreibe eine ganze Zahl.
written-range = Schreibe eine Zahl von { $least } bis { $most }.
written-yes = Schreibe ja oder nein.
written-long = Schreibe höchstens { $most } Bytes.
written-colour = Schreibe eine Farbe wie #ff8800.
written-option = Die Möglichkeit „{ $written }“ gibt es nicht. Es gibt { $options }.
written-not = Dieser Parameter lässt sich nicht in Worten setzen.
value-yes = ja
value-no = nein
