# What many areas say.
# 
# Wie die Dinge heißen: Workflow, Knoten, Anschluss (Eingang, Ausgang), Kabel, Parameter, Rahmen, Notiz, Untergraph, Lauf,
# Ergebnis, Datei, Vorlage, Arbeitsfläche, Gliederung, Inspektor, Betrachter, Verlauf, Zwischenspeicher. Was getan wird, steht
# in der Grundform („Knoten hinzufügen“); wer angesprochen wird, wird geduzt. Zitiert wird „so“, Einheiten stehen nach einem
# Leerzeichen.

add-node = Knoten hinzufügen
add-a-node = Knoten hinzufügen
actions = Aktionen
appearance = Erscheinungsbild
cancel = Abbrechen
canvas = Arbeitsfläche
close = Schließen
colour = Farbe
connect = Verbinden
connect-to = Verbinden mit …
choose-file = Datei auswählen …
delete = Löschen
duplicate = Duplizieren
find-in-workflow = Im Workflow suchen
frame = Rahmen
gallery = Galerie
go-to-gallery = Zur Galerie
height = Höhe
history = Verlauf
inputs = Eingänge
inspector = Inspektor
keyboard-shortcuts = Tastenkürzel
loading = Wird geladen …
menu = Menü
more = Mehr
nodes-title = Knoten
note = Notiz
outline = Gliederung
outputs = Ausgänge
place = Ort
more-count = { $count } weitere
problems = Probleme
reset = Zurücksetzen
run = Ausführen
runs = Läufe
search-nodes = Knoten suchen
settings = Einstellungen
show-in-viewer = Im Betrachter zeigen
title = Titel
text-of-note = Text der Notiz
viewer = Betrachter
waiting = Wartet …
width = Breite
workflow = Workflow
workflows = Workflows
zoom = Zoom

nodes = { $count ->
    [one] 1 Knoten
   *[other] { $count } Knoten
}
frames = { $count ->
    [one] 1 Rahmen
   *[other] { $count } Rahmen
}
notes = { $count ->
    [one] 1 Notiz
   *[other] { $count } Notizen
}
items = { $count ->
    [one] 1 Element
   *[other] { $count } Elemente
}
wires = { $count ->
    [one] 1 Kabel
   *[other] { $count } Kabel
}
problems-count = { $count ->
    [one] 1 Problem
   *[other] { $count } Probleme
}
files-count = { $count ->
    [one] 1 Datei
   *[other] { $count } Dateien
}
