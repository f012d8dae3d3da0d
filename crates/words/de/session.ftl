# What the session says: the line to the server, uploads, undo.

not-understood = Die Antwort des Servers war nicht verständlich. Lade die Seite neu und versuch es noch einmal.
upload-broke = Die Verbindung ist abgerissen. Sieh nach, ob der Server da ist, und versuch es noch einmal.
cant-keep = Dieser Browser kann deine Änderungen nicht aufbewahren: Sein Speicher ist voll oder abgeschaltet. Lass diesen Tab offen, bis alles gespeichert ist.
name-not-kept = Dieser Browser behält nichts, darum hast du beim nächsten Mal wieder keinen Namen.
unreadable-queue = Einige in diesem Browser aufbewahrte Änderungen waren nicht lesbar und wurden ausgelassen. Sie bleiben in seinem Speicher, unter einem Schlüssel, der mit gesso.unreadable beginnt.
run-needs-server = Der Lauf kann nicht beginnen, solange der Server nicht erreichbar ist. Deine Änderungen sind hier aufbewahrt.
reload-by-hand = Diese Seite und der Server passen nicht mehr zusammen. Lade die Seite neu; deine Änderungen sind aufbewahrt.
edit-too-many = Das ändert { $count } Dinge auf einmal, höchstens { $most } gehen. Mach es in kleineren Schritten.
edit-too-large = Diese Änderung ist größer als { $most } MB. Mach es in kleineren Schritten.
edit-name-too-long = Der Name der Änderung ist zu lang. Lade die Seite neu.
edit-of-deleted = Dieser Workflow wurde endgültig gelöscht. Kopier, was du brauchst, und fang einen neuen an.
reload-updated = Gesso wurde erneuert. Lade die Seite neu; deine Änderungen sind aufbewahrt.
reload-differs = Die Kopie in diesem Tab weicht von der des Servers ab. Lade die Seite neu; deine Änderungen sind aufbewahrt.
not-uploaded = { $name } wurde nicht hochgeladen. { $reason }
refused-with = Der Server hat es abgelehnt (Status { $status }).
not-taken = „{ $label }“ wurde nicht gespeichert. { $reason }
undone = Rückgängig gemacht: { $label }
redone = Wiederholt: { $label }

# What the server could not do.
no-connection = Der Server ist nicht erreichbar. Deine Arbeit ist aufbewahrt; versuch es wieder, sobald die Verbindung da ist.
not-found = { $what ->
    [workflow] Diesen Workflow
    [run] Diesen Lauf
    [template] Diese Vorlage
    [version] Diesen Stand
   *[other] Das
} gibt es nicht mehr. Vielleicht wurde es gelöscht; sieh in der Galerie unter „Gelöscht“ nach.
server-broke = Im Server ist etwas schiefgegangen ({ $place }). Nichts ist verloren; versuch es noch einmal, und sieh in sein Protokoll, wenn es so bleibt.
request-not-understood = Der Server hat die Anfrage nicht verstanden ({ $reason }). Lade die Seite neu und versuch es noch einmal.
