# Runs, and where nodes stand in them.

dock = Unterer Bereich
run-state = Stand des Laufs
run-failed-nodes = Lauf fehlgeschlagen: { $count ->
    [one] 1 Knoten
   *[other] { $count } Knoten
}
run-running = Läuft …
run-waiting = Lauf wartet
run-done = Lauf fertig
run-failed = Lauf fehlgeschlagen
run-cancelled = Lauf abgebrochen
no-runs = Noch keine Läufe. Mit „Ausführen“ beginnt einer.
done-of = { $done } von { $count ->
    [one] 1 Knoten
   *[other] { $count } Knoten
}
cached-count = { $count } aus dem Zwischenspeicher
failed-count = { $count } fehlgeschlagen oder aufgehalten
cancel-run-number = Lauf { $run } abbrechen
went-wrong = Was schiefging
run-news-began = Der Lauf hat begonnen
run-news-done = Der Lauf ist fertig
run-news-cancelled = Der Lauf wurde abgebrochen
run-news-failed = Der Lauf ist fehlgeschlagen

state-waiting = Wartet
state-running = Läuft
state-running-percent = Läuft, { $percent } %
state-done = Fertig
state-failed = Fehlgeschlagen
state-cancelled = Abgebrochen
state-blocked = Blockiert
state-cached = Schon gemacht, aus dem Zwischenspeicher
state-outdated = Seitdem geändert; ein Lauf macht es neu

# The line of all runs.
line = In der Warteschlange
line-empty = Nichts wartet
line-count = { $count ->
    [one] 1 Lauf
   *[other] { $count } Läufe
} in der Warteschlange
line-pause = Alle anhalten
line-paused = Angehalten: weiter
line-pause-doc = Solange die Warteschlange angehalten ist, beginnt nichts Neues; was in Arbeit ist, wird fertig
reruns = Bei jeder Änderung ausführen
reruns-doc = Läuft von selbst, wenn du etwas geändert hast und innehältst; nur für dich, nur dieser Workflow
left-moment = einen Moment
left-seconds = etwa { $count } s
left-minutes = etwa { $count } min
state-paused = Angehalten
state-percent = { $percent } %
run-priority = Vorrang von Lauf { $run }
priority-high = Hoch
priority-normal = Normal
priority-low = Niedrig
run-up = Lauf { $run } nach oben
run-up-title = Nach oben
run-down = Lauf { $run } nach unten
run-down-title = Nach unten
run-drag-title = An einen anderen Platz ziehen
run-hold = Lauf { $run } anhalten
run-hold-title = Anhalten oder weiter
runs-earlier = Frühere Läufe dieses Workflows
run-again = Noch einmal
run-again-number = Noch einmal, was Lauf { $run } gemacht hat
run-again-doc = Mit den Eingaben von damals, wie auch immer der Workflow inzwischen ist
run-times = Zeiten
run-times-number = Zeiten von Lauf { $run }
times = Wann die Knoten in Arbeit waren
times-none = Nichts war in Arbeit: Alles war schon da.
times-whole = { $took } insgesamt, { $sum } Arbeit
times-table = Als Tabelle
time-of = { $what }: { $took }, begann nach { $at }
time-node = Knoten
time-began = Begann nach
time-took = Dauerte
time-node-gone = Diesen Knoten gibt es im Workflow nicht mehr.

# Takes.
takes = Takes
takes-newest-first = Takes, der neueste zuerst
takes-count = { $count ->
    [one] 1 Take
   *[other] { $count } Takes
}
takes-open = { $count ->
    [one] 1 Take
   *[other] { $count } Takes
}, im Betrachter zeigen
take-made = Take, gemacht { $when }
take-in-use = in Gebrauch
take-starred = mit Stern
take-actions = Was mit diesem Take geschieht
take-made-with = Einzelheiten
take-made-with-doc = Womit dieser Take gemacht wurde
take-version = nach { $seq } Schritten des Verlaufs
take-use = Diesen Take nehmen
take-used = In Gebrauch
take-use-doc = Dieser Take zählt, was auch später ausgeführt wird
take-compare = Vergleichen
take-compare-doc = Ein anderer Take daneben, mit einer Linie zum Ziehen
take-restore = Parameter wiederherstellen
take-restore-doc = Stellt diesen Knoten und alles davor so ein, wie es für diesen Take war
take-used-file = Der Take in Gebrauch
take-latest-file = Zuletzt gemacht
take-star = Diesem Take einen Stern geben
take-remove = Diesen Take entfernen
take-latest = Zurück zum neuesten Ergebnis
take-removed = Take entfernt
bring-back = Zurückholen
take-same-already = Alles ist so eingestellt wie für diesen Take.
take-restored = Alles ist so eingestellt wie für diesen Take. Ein Lauf macht ihn noch einmal.
take-restored-lost = Eingestellt wie damals, außer was es nicht mehr gibt: { $what }
take-restored-changed = Eingestellt wie damals. Knoten oder Drähte sind seitdem andere, ein Lauf macht darum etwas anderes.
wipe = Linie zwischen den Takes
wipe-at = { $percent } % von links
edit-use-take = Take von { $what } nehmen
edit-use-latest = Das Neueste von { $what } nehmen
edit-restore-take = Wiederherstellen, was einen Take von { $what } gemacht hat

# Why a step of a run went wrong.
step-failed = { $title }: { $reason }
step-not-kept = Das Ergebnis konnte nicht aufbewahrt werden: { $reason }. Sieh nach, ob im Datenordner noch Platz ist, und führ noch einmal aus.
step-panicked = Das ist ein Fehler von Gesso, nicht deiner ({ $reason }). Ändere einen Parameter und führ noch einmal aus, und melde ihn bitte.
step-needs = „{ $title }“ ist gescheitert, und dieser Knoten braucht es. Bring zuerst das in Ordnung.
step-took-too-long = Der Lauf wurde angehalten, weil er länger als { $count ->
    [one] eine Minute
   *[other] { $count } Minuten
} gedauert hat. Führ einen Teil davon aus oder mach die Bilder kleiner.
step-left-behind = Diesen Lauf hat eine andere Version von Gesso zurückgelassen, er lässt sich nicht fortsetzen. Führ noch einmal aus.

# Nodes that work on each item of a list.
items-failed = { $count } von { $of } sind gescheitert. { $reasons }
items-done = { $done } von { $count ->
    [one] 1 Element
   *[other] { $count } Elementen
}
items-found-count = { $count } davon aus dem Zwischenspeicher
items-failed-count = { $count } gescheitert
items-made = Elemente
items-first = Gezeigt sind die ersten { $count }; im Archiv sind alle.
items-more = { $count } weitere
items-again = Die gescheiterten noch einmal ausführen
items-go-on = Mit dem Rest weitermachen
items-again-doc = Was fertig ist, wird gefunden und nicht noch einmal gemacht
batch-of = { $what }: { $counts }
run-items = Elemente
run-items-number = Elemente von { $what } in Lauf { $run }
item-show = { $name } im Betrachter zeigen
item-at = { $at } von { $count }
item-before = Voriges Element
item-next = Nächstes Element
item-close = Zurück zum ganzen Ergebnis
contact-sheet = Kontaktbogen
download-zip = Alle als ZIP herunterladen

# Viele Läufe, jeder mit eigenen Werten.
run-with = Ausführen mit…
run-with-doc = Jede Zeile wird ein Lauf, der nach ihr heißt, mit ihren Werten statt denen des Workflows. Eine leere Zelle lässt, was der Workflow hat. Füge aus einer Tabellenkalkulation ein, oder öffne eine CSV-Datei.
run-with-table = Werte
run-with-name = Name
run-with-name-of = Name von Zeile { $row }
run-with-cell = { $what }, Zeile { $row }
run-with-add-row = Zeile hinzufügen
run-with-add-column = Spalte hinzufügen…
run-with-open = CSV öffnen…
run-with-remove = Zeile entfernen
run-with-remove-row = Zeile { $row } entfernen
run-with-take-out = Spalte { $what } entfernen
run-with-choose = Wähle eine Spalte: was sich von Lauf zu Lauf unterscheidet.
run-with-lost = { $count ->
    [one] Eine Spalte
   *[other] { $count } Spalten
} rechts ohne Platz. Füge Spalten hinzu, dann füge noch einmal ein.
run-with-unknown = Nicht im Workflow und deshalb weggelassen: { $what }
run-with-unread = Die Datei ließ sich nicht als Text lesen.
run-with-start = { $count ->
    [one] 1 Zeile ausführen
   *[other] { $count } Zeilen ausführen
}
