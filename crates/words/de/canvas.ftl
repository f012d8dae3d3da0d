# What the canvas says and writes on nodes.

unknown-kind = Unbekannte Art { $kind }
summary-off = ohne { $param }
value-on = an
value-off = aus
takes-nothing = { $node } hat keinen Eingang, der { $what } nimmt.
gives-nothing = { $node } hat kein Ergebnis, das zu { $what } passt.
too-many-bends = Ein Kabel hat höchstens { $most } Biegungen. Nimm zuerst eine heraus: mit einem Doppelklick darauf.
pinned = { $what } ist angeheftet. Löse es, um es zu verschieben.
