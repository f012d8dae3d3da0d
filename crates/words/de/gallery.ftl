# The gallery and the pages around it.

page-description = Eine Arbeitsfläche für Medien: Knoten verbinden, den Graphen ausführen, das Ergebnis behalten.
nothing-here = Unter dieser Adresse ist nichts
nothing-here-doc = Vielleicht ist der Verweis alt, oder ein Buchstabe fehlt.
not-found-title = Nicht gefunden
cant-open = Dieser Workflow lässt sich nicht öffnen
unreachable-title = Nicht erreicht
unreachable = Gesso ist nicht erreichbar
unreachable-doc = Diese Seite wurde seit der letzten Aktualisierung in diesem Browser nicht geöffnet, darum ist hier nichts von ihr. Workflows, die hier geöffnet waren, lassen sich weiter bearbeiten.
notices = Meldungen
close-notice = Diese Meldung schließen

skip-to-workflows = Zu den Workflows springen
all = Alle
deleted = Gelöscht
which-workflows = Welche Workflows
new-workflow = Neuer Workflow
blank-doc = Mit nichts beginnen und nach und nach verbinden.
begin = Beginnen
import = Importieren …
import-label = Workflow-Dateien importieren
help = Hilfe
drop-here = Workflow-Dateien hier ablegen, oder Bilder, die einen enthalten
untitled = Ohne Titel
undo = Rückgängig
try-again = Noch einmal versuchen
restore = Wiederherstellen
clear-search = Suche leeren
new-name = Neuer Name
none-yet = Noch nichts im Regal
none-yet-doc = Ein Workflow ist eine Fläche voller Knoten: ein Bild laden, es bearbeiten, Text darüberlegen, es speichern. Beginne oben mit einer Vorlage oder leg eine Workflow-Datei hier ab.
none-deleted = Nichts ist gelöscht
none-deleted-doc = Was du löschst, bleibt 30 Tage hier und lässt sich wiederherstellen.
too-large = Sie ist größer als 64 MB. Teile den Workflow in kleinere.
unreadable = Der Browser konnte sie nicht lesen.
carries-nothing = Es enthält keinen Workflow. Um das Bild zu bearbeiten, öffne einen Workflow und leg es dort ab.
none-found = Kein Workflow heißt „{ $search }“
workflow-count = { $count ->
    [one] 1 Workflow
   *[other] { $count } Workflows
}
workflow-count-for = { $count ->
    [one] 1 Workflow
   *[other] { $count } Workflows
} zu „{ $search }“
no-nodes = leer
deleted-when = gelöscht
rename-named = { $name } umbenennen
duplicate-named = { $name } duplizieren
delete-named = { $name } löschen
restore-named = { $name } wiederherstellen
download-as-file = { $name } als Datei herunterladen
duplicated = „{ $name }“ wurde kopiert.
deleted-named = „{ $name }“ wurde gelöscht.
restored = „{ $name }“ ist wieder unter deinen Workflows.
imported = „{ $name }“ wurde importiert.
not-imported = { $file } wurde nicht importiert. { $reason }
running = Läuft
running-of = Läuft, { $done } von { $count }
appearance-system = Erscheinungsbild: System
appearance-light = Erscheinungsbild: hell
appearance-dark = Erscheinungsbild: dunkel

# Why a file is no workflow.
file-too-large = Die Datei ist zu groß: höchstens { $most } MB.
file-not-json = Die Datei ist kein JSON oder nicht vollständig: Zeile { $line }, Spalte { $column }. Wähle eine Workflow-Datei, die Gesso geschrieben hat.
file-not-workflow = Die Datei ist kein Gesso-Workflow. Wähle eine, die Gesso geschrieben hat.
file-newer = Die Datei stammt aus einem neueren Gesso (Format { $format }, dieses liest bis { $known }). Aktualisiere Gesso, um sie zu öffnen.
file-damaged = Der Workflow in der Datei ist beschädigt: { $reason }.
clip-foreign = Was in der Zwischenablage ist, wurde nicht in Gesso kopiert.
clip-newer = Was in der Zwischenablage ist, wurde in einem neueren Gesso kopiert. Lade die Seite neu, um es einzufügen.
clip-damaged = Was in der Zwischenablage ist, lässt sich nicht einfügen: { $reason }
