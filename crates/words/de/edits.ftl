# Names of undo steps, of the editor and of the canvas. They are made in the language of whoever does them and stay so in the log.

edit-add = { $what } hinzufügen
edit-add-frame = Rahmen hinzufügen
edit-add-note = Notiz hinzufügen
edit-add-port = Anschluss { $what } hinzufügen
edit-align-left = Linke Kanten von { $what } ausrichten
edit-align-right = Rechte Kanten von { $what } ausrichten
edit-align-top = Obere Kanten von { $what } ausrichten
edit-align-bottom = Untere Kanten von { $what } ausrichten
edit-align-middle = Mitten von { $what } ausrichten
edit-begin-with = Mit { $what } beginnen
edit-bend = Kabel von { $from } nach { $to } biegen
edit-bypass = { $what } überbrücken
edit-bypass-end = Überbrückung von { $what } aufheben
edit-collapse = { $what } einklappen
edit-colour = { $what } färben
edit-colour-none = Farbe von { $what } entfernen
edit-colour-frame = Rahmen färben
edit-connect = { $from } mit { $to } verbinden
edit-connect-all = { $from } mit { $count } Eingängen verbinden
edit-cut = { $count ->
    [one] 1 Kabel
   *[other] { $count } Kabel
} durchtrennen
edit-cut-one = Kabel durchtrennen
edit-disconnect = { $what } trennen
edit-disconnect-from = { $from } von { $to } trennen
edit-distribute = Abstände von { $what } angleichen
edit-duplicate = { $what } duplizieren
edit-expand = { $what } ausklappen
edit-fold = { $what } zu Untergraph zusammenfassen
edit-frame = { $what } einrahmen
edit-go-back = Zurück zu { $what }
edit-hide-param = { $param } von { $what } am Untergraph verbergen
edit-insert = { $what } einfügen
edit-insert-between = { $what } zwischen { $from } und { $to } einfügen
edit-link-to = Verweis auf { $what }
edit-move = { $what } verschieben
edit-move-port = Anschluss { $what } verschieben
edit-mute = { $what } stummschalten
edit-note = Notiz bearbeiten
edit-own-copy = { $what } zur eigenen Kopie machen
edit-paste = { $count ->
    [one] 1 Element
   *[other] { $count } Elemente
} einfügen
edit-pin = { $what } anheften
edit-remove = { $what } löschen
edit-remove-reconnect = { $what } löschen und Lücke schließen
edit-remove-unused = { $count ->
    [one] 1 Untergraph
   *[other] { $count } Untergraphen
} entfernen
edit-rename = In { $title } umbenennen
edit-rename-graph = Untergraph in { $title } umbenennen
edit-rename-none = Titel entfernen
edit-reset-param = { $param } von { $what } zurücksetzen
edit-resize = Größe von { $what } ändern
edit-set-param = { $param } von { $what } setzen
edit-shake = { $what } aus { $count ->
    [one] seinen
   *[other] ihren
} Kabeln nehmen
edit-show-param = { $param } von { $what } am Untergraph zeigen
edit-stack = { $what } stapeln
edit-straighten = Kabel von { $from } nach { $to } begradigen
edit-swap = { $what } gegen { $title } tauschen
edit-take-out = { $what } aus den Kabeln nehmen
edit-tidy = { $what } aufräumen
edit-tidy-all = Alles aufräumen
edit-unfold = { $what } auflösen
edit-unmute = Stummschaltung von { $what } aufheben
edit-unpin = { $what } lösen

# What such a step is about, where it is not called by its title.
a-frame = Rahmen
a-note = Notiz
the-frame = Rahmen
the-frame-titled = Rahmen „{ $title }“
the-note = Notiz

# What new things are called.
new-frame = Rahmen
new-note = Notiz
new-subgraph = Untergraph
