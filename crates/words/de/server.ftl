# What the server says to whoever asked it.

name-needed = Ein Workflow braucht einen Namen. Schreib wenigstens einen Buchstaben.
name-too-long = Der Name ist zu lang: höchstens { $most } Zeichen.
imported-workflow = Importierter Workflow
copy-of = { $name } Kopie
workflow-deleted = Dieser Workflow wurde gelöscht. Stell ihn in der Galerie unter „Gelöscht“ wieder her, um weiterzumachen.
nothing-to-run = Es gibt nichts auszuführen. Füge einen Knoten hinzu oder wähle einen anderen, bis zu dem der Lauf geht.
too-many-steps = Dieser Lauf hat { $steps } Schritte, höchstens { $most } gehen. Führe mit „Bis hierher ausführen“ einen Teil davon aus.
too-many-runs = Es laufen schon { $waiting } Läufe. Warte, bis einer endet, oder brich einen ab.
shutting-down = Gesso wird gerade beendet. Starte den Lauf gleich noch einmal.
run-everything-target = Alles
a-node = ein Knoten

upload-too-large = Die Datei ist größer als { $most } MB, mehr nimmt dieser Server nicht. Mach sie kleiner, oder starte den Server mit einem höheren --upload-limit-mb.
upload-silent = Eine Minute lang kam nichts. Versuch das Hochladen noch einmal.
upload-broke-off = Das Hochladen ist abgebrochen. Versuch es noch einmal.
upload-empty = Die Datei ist leer. Wähle ein Bild.
upload-not-kept = Der Server konnte die Datei nicht aufbewahren. Sieh nach, ob seine Platte voll ist, und versuch es noch einmal.

file-gone = Diese Datei gibt es nicht (mehr). Führ den Workflow noch einmal aus, dann entsteht sie neu.
file-not-read = Die Datei war nicht lesbar. Sieh in das Protokoll des Servers.
carried-no-run = Der Lauf, der diese Datei gemacht hat, ist nicht mehr bekannt, darum kann sein Workflow nicht mitkommen. Lade die Datei ohne ihn herunter.
carried-no-workflow = Den Workflow dieser Datei gibt es nicht mehr. Lade die Datei ohne ihn herunter.
carried-not-its-file = Dieser Lauf hat diese Datei nicht gemacht. Lade die Seite neu und versuch es noch einmal.
carried-too-large = Der Workflow ist zu groß, um in einem Bild mitzukommen. Lade die Datei ohne ihn herunter.
carried-not-read = Der Workflow war nicht lesbar. Sieh in das Protokoll des Servers.

# What is wrong with a picture file.

person-name-empty = Ein Name hat wenigstens einen Buchstaben.
person-name-long = Dieser Name hat { $count } Zeichen, höchstens { $most } gehen.
person-name-unseen = Dieser Name hat ein Zeichen, das man nicht sieht. Gib ihn neu ein.
take-gone = Diesen Take gibt es nicht mehr. Ein neuer Lauf macht ihn noch einmal.
run-not-in-line = Dieser Lauf ist inzwischen zu Ende.

# Läufe über eine Tabelle von Werten.
rows-none = Die Tabelle hat keine Zeilen. Füge für jeden Lauf eine hinzu.
rows-too-many = Die Tabelle hat { $count } Zeilen; dieser Server nimmt { $most } auf einmal. Führe sie in Teilen aus, oder starte den Server mit einem höheren --row-limit.
rows-too-many-columns = Die Tabelle hat zu viele Spalten: Höchstens { $most } sind möglich.
rows-too-large = Die Tabelle ist größer als { $most } KB, mehr nimmt dieser Server nicht. Führe sie in Teilen aus, oder starte den Server mit einem höheren --row-limit-kb.
rows-no-column = Was Spalte { $column } setzt, gibt es im Workflow nicht mehr. Entferne die Spalte.
rows-column-twice = Spalte { $column } setzt, was schon eine andere Spalte setzt. Entferne eine von beiden.
rows-wired = { $column }: Das setzt eine Verbindung, ein Wert würde nichts ändern. Entferne die Verbindung oder die Spalte.
rows-too-wide = Zeile { $row } hat mehr Werte, als es Spalten gibt ({ $count }). Entferne, was zu viel ist.
rows-wrong = Zeile { $row }, { $column }: { $reason }
rows-no-file = Es gibt keine hochgeladene Datei „{ $name }“. Lade sie erst hoch, oder schreibe den Namen einer anderen.
rows-row = Zeile { $row }
edit-set-afresh = Gesetzt, was ein Lauf neu setzt
library-too-many = { $count } Dateien der Bibliothek passen, und eine Liste fasst { $most }. Gib in „Dateien“ einen Ordner oder Namen an.
