# The editor: bars, panels, dialogs and what they say.

skip-to-outline = Zur Gliederung springen

# The top bar.
workflow-name = Name des Workflows
toggle-inspector = Inspektor ein- oder ausblenden
save-state = Speicherstand
opening = Wird geöffnet …
saved = Gespeichert
saving = Wird gespeichert …
offline = Offline
offline-kept = Offline: { $count ->
    [one] 1 Änderung
   *[other] { $count } Änderungen
} hier aufbewahrt
say-saved = Alles ist gespeichert. Gesso speichert von selbst.
say-saving = Wird gespeichert … Gesso speichert von selbst.
say-offline = Offline: { $count ->
    [one] 1 Änderung
   *[other] { $count } Änderungen
} in diesem Browser aufbewahrt; gesendet wird, sobald die Verbindung wieder da ist.
does-what = { $action }: „{ $what }“ ({ $keys })
nothing-to-undo = Nichts rückgängig zu machen ({ $keys })
nothing-to-redo = Nichts zu wiederholen ({ $keys })
run-everything = Alles ausführen ({ $keys })
cancel-run = Lauf abbrechen
cancel-run-keys = Lauf abbrechen ({ $keys })
run-progress = Fortschritt des Laufs
only-you = Nur bei dir ist das hier offen
tabs-open = In { $count } Tabs ist das hier offen: { $names }
you-named = { $name } (du)
people = Wer da ist

# Keys as they are on key caps.
cap-ctrl = Strg
cap-alt = Alt
cap-shift = Umschalt
cap-delete = Entf
cap-backspace = Rücktaste
cap-enter = Eingabe

# Rail, panels and the bar of a small screen.
panels = Bereiche
tools = Werkzeuge
nodes-panel = Knotenbereich
outline-panel = Gliederungsbereich
history-panel = Verlaufsbereich
close-nodes = Knoten schließen
close-outline = Gliederung schließen
close-history = Verlauf schließen
close-inspector = Inspektor schließen
close-viewer = Betrachter schließen
close-runs = Läufe schließen
close-more = Mehr schließen
sheet-lower = Blatt niedriger machen
sheet-higher = Blatt höher machen
left-width = Breite des linken Bereichs
inspector-width = Breite des Inspektors
dock-height = Höhe des unteren Bereichs

# The list of nodes.
favourites = Favoriten
recent = Zuletzt
favourite = Favorit
favourite-out = Aus den Favoriten nehmen: { $title }
favourite-in = Zu den Favoriten: { $title }
no-node-called = Kein Knoten heißt so.

# Pickers.
search-actions = Aktionen suchen
what-to-do = Was möchtest du tun?
nothing-called = Nichts heißt so.
search-workflow = Workflow durchsuchen
find-item = Knoten, Rahmen oder Notiz finden …
nothing-in-workflow-called = Nichts im Workflow heißt so.
select-all-found = Alle { $count } hier gefundenen auswählen
select-several = Mehrere auswählen
selection = Auswahl
kind-in = { $kind } in { $place }
open-workflow-words = öffnen workflow gehen zu
kind-words = knoten
pick-add-node = Knoten hinzufügen …
no-node-fits = Kein Knoten passt.
insert-node = Knoten einfügen
pick-insert-node = Knoten einfügen …
no-node-fits-wire = Kein Knoten passt in dieses Kabel.
is-there = auf der Arbeitsfläche
put-into-wire = In ein Kabel setzen
search-wires = Kabel suchen
pick-wire-for = In welches Kabel?
fits-no-wire = Dieser Knoten passt hier in kein Kabel.
wire-between = { $from } zu { $to }
swap = Tauschen
pick-swap = Tauschen gegen …
move-wires = Alle Kabel umstecken an
move-wires-of = Alle Kabel von { $what } an einen anderen Ausgang stecken …
move-wires-doc = Alle diese Kabel an einen anderen Ausgang stecken
pick-connect = Verbinden mit
nothing-fits = Nichts im Workflow passt hier. Füge zuerst einen Knoten hinzu.
would-loop = ergäbe eine Schleife
new-subgraph-input = Neuer Eingang des Untergraphen
new-subgraph-output = Neuer Ausgang des Untergraphen
port = Anschluss
port-words = rand zeigen grenze
graph-words = untergraph instanz gruppe baustein makro
search-parameters = Parameter suchen
pick-parameter = Parameter am Untergraph zeigen …
no-parameter-called = Kein Parameter heißt so.
hide-named = { $what } verbergen
show-named = { $what } zeigen
expose-words = zeigen parameter untergraph
shown-now = Wird gezeigt
show-on-subgraph = Am Untergraph zeigen
search-workflows = Workflows suchen
link-to-workflow = Verweis auf einen Workflow
pick-link = Verweis auf …
no-workflow-called = Es gibt keinen anderen Workflow dieses Namens.

# The outline.
outline-add = Hinzufügen …
outline-add-note = Notiz
outline-empty = Hier ist noch nichts. Füge zum Anfangen einen Knoten hinzu.
nodes-in-run-order = Knoten in der Reihenfolge des Laufs
frames-and-notes = Rahmen und Notizen
show-more = Mehr zeigen ({ $count ->
    [one] 1 Knoten
   *[other] { $count } Knoten
} verborgen)
inside = In
go-out = Heraus
inside-place = In { $title }. Escape führt heraus.
back-in-workflow = Zurück im Workflow.
items-selected = { $count ->
    [one] 1 Element
   *[other] { $count } Elemente
} ausgewählt
set-parameters = Parameter setzen
more-ellipsis = Mehr …
links = Verweise
from-nodes = von { $what }
from-port = von { $what }: { $port }

# The history.
steps-latest-first = Schritte, der neueste zuerst
the-beginning-start = Der Anfang
the-beginning = dem Anfang
older-steps = Ältere Schritte
you = Du
somebody-else = Jemand anders
step-undo = Rückgängig: { $what }
step-redo = Wiederholt: { $what }
quoted = „{ $what }“
same-already = Der Workflow ist schon so.
went-back = Der Workflow ist wieder wie nach { $what }. Rückgängig holt alles zurück.

# The inspector.
parts-missing = Einige Bereiche sind nicht angekommen. Prüfe die Verbindung.
inspector-nothing = Hier ist noch nichts. Was du hinzufügst, lässt sich hier einstellen.
inspector-one = Ein Knoten. Wähle ihn aus, um zu sehen, was sich einstellen lässt.
inspector-many = { $count } Knoten. Wähle einen aus, um zu sehen, was sich einstellen lässt.
parameters = Parameter
result = Ergebnis
frame-doc = Ein Kasten mit Titel. Wer ihn am Titel verschiebt, verschiebt, was darin ist.
as-it-is-read = Wie sie gelesen wird
on-the-canvas = { $side } auf der Arbeitsfläche
connect-named = { $what } verbinden
connect-named-to = { $what } verbinden mit …
disconnect-named = { $what } trennen
disconnect = Trennen
wire-to = Kabel nach { $what }
wire-menu = Einfügen, biegen, durchtrennen
pick-wire = Verbinden …
go-there = Dorthin gehen
take-from-node = Von einem anderen Knoten nehmen
reset-named = { $what } zurücksetzen
back-to-default = Zurück zur Vorgabe
slider-named = Regler für { $what }
chooser-named = Farbwähler für { $what }
opacity-named = Deckkraft von { $what } in Prozent
show-named-on-subgraph = { $what } am Untergraph zeigen
hide-named-on-subgraph = { $what } am Untergraph verbergen
show-on-instances = An den Knoten zeigen, die den Untergraphen zeigen
hide-on-instances = An den Knoten verbergen, die den Untergraphen zeigen
called-on-subgraph = Am Untergraph:
subgraph-name = Name des Untergraphen
input-ports = Eingänge
output-ports = Ausgänge
port-name-of = Name des Anschlusses { $what }
move-named-up = { $what } nach oben
move-named-down = { $what } nach unten
move-up = Nach oben
move-down = Nach unten
linked-alone = Nur dieser Knoten zeigt ihn.
linked-one = Noch ein Knoten zeigt ihn: Eine Änderung darin ist eine Änderung dort.
linked-many = { $count } andere Knoten zeigen ihn auch: Eine Änderung darin ist eine Änderung dort.
uploading = Wird hochgeladen …
replace = Ersetzen …
take-named = { $what } nehmen
take-out-named = { $what } herausnehmen
decided-by-input = { $what }: kommt von „{ $input }“
add-files = Dateien hinzufügen …
add-folder = Ordner hinzufügen…
files-refused = Dateien, die nicht angenommen wurden
files-refused-count = { $count } Dateien wurden nicht angenommen. Der Inspektor sagt, warum.
font-sans = Serifenlos
font-serif = Mit Serifen
font-slab = Serifenbetont
font-typewriter = Schreibmaschine
font-display = Plakat, Großbuchstaben
font-condensed = Schmal
font-handwriting = Handschrift
font-chosen = Schrift: { $name }
font-search = Schrift suchen
font-none = Keine Schrift heißt so
fonts-own = Bei Gesso dabei
fonts-brought = Eigene
font-bring = Schrift mitbringen (TTF, OTF)…
files-before = Früher gebrachte Dateien
no-picture-file = { $name } ist kein Bild ({ $type }). Wähle eine andere Datei.
wrong-file = { $name } passt hier nicht ({ $type }). Wähle eine andere Datei.
download-earlier = Früheres herunterladen: { $name }
download-named = Herunterladen: { $name }
lost = { $title } hat keinen Platz für { $what }. Rückgängig bringt es zurück.

# The viewer.
result-of = Ergebnis von { $what }
no-picture-yet = Noch kein Bild. Führe den Workflow aus, um zu sehen, was dieser Knoten macht.
makes-no-picture = Dieser Knoten macht kein Bild. Was er macht, geht durch seine Kabel weiter.
select-to-see = Wähle einen Knoten aus, um zu sehen, was er macht.
viewer-zoom = Zoom des Betrachters
picture-out = Bild verkleinern
picture-100 = Bild auf 100 %
picture-in = Bild vergrößern
picture-fit = Bild einpassen
fit = Einpassen

# The canvas and what floats over it.
canvas-label = Arbeitsfläche. F6 verlässt sie; die Gliederung zeigt dasselbe.
canvas-missing = Dieser Browser kann die Arbeitsfläche nicht zeigen. Die Gliederung geht auch ohne sie.
uploads = Hochgeladenes
upload = Hochladen
begin-with-picture = Beginne mit einem Bild
begin-for-mouse = Leg hier eine Datei ab, füge mit Tab einen Knoten hinzu oder beginne mit einer Vorlage.
begin-for-fingers = Tippe doppelt, um einen Knoten hinzuzufügen, oder beginne mit einer Vorlage.
templates = Vorlagen
no-loader = Kein Knoten kann { $name } laden ({ $type }).
carries = { $picture } enthält den Workflow „{ $workflow }“.
opened-carried = Das ist der Workflow „{ $workflow }“ aus { $picture }.
insert-carried = Seinen Workflow einfügen
use-picture = Das Bild hinzufügen
nothing-in-frame = Im Rahmen ist kein Knoten, also gibt es nichts auszuführen.
view-name = Ansicht { $digit }
view-set = Ansicht { $digit } ist jetzt hier: { $name }. Mit { $digit } kommst du zurück.
view-not-set = Ansicht { $digit } ist nicht gesetzt. Umschalt+{ $digit } setzt sie.
view-gone = Den Untergraphen, in den Ansicht { $digit } sah, gibt es nicht mehr. Umschalt+{ $digit } setzt sie neu.
let-go = { $key } loslassen
holding-shift = nimmt dazu
holding-ctrl = nimmt dazu und weg
holding-alt = kopiert und durchtrennt

# What the browser refused.
no-clipboard-copy = Der Browser lässt diese Seite nicht an die Zwischenablage. Nimm Strg+C auf der Arbeitsfläche.
no-clipboard-cut = Der Browser lässt diese Seite nicht an die Zwischenablage. Nimm Strg+X auf der Arbeitsfläche.
no-clipboard-paste = Der Browser lässt diese Seite die Zwischenablage nicht lesen. Nimm Strg+V auf der Arbeitsfläche.
guide-not-opened = Der Browser hat das Handbuch nicht geöffnet. Es ist unter /docs/.
not-opened = Der Browser hat { $address } nicht geöffnet.
nothing-kept = Dieser Browser behält nichts, darum ist es beim nächsten Mal wieder wie vorher.
keys-not-kept = Dieser Browser behält nichts, darum sind die Tasten beim nächsten Mal wieder wie vorher.

# Shortcuts.
pointer-and-fingers = Zeiger und Finger
change-ellipsis = Ändern …
gesture-pan = Verschieben
    .how = Leertaste oder mittlere Taste und ziehen, Rad; ein Finger
gesture-zoom = Zoom
    .how = Strg+Rad; zwei Finger
gesture-select = Mehrere auswählen
    .how = Kasten aufziehen; Umschalt-Klick nimmt dazu
gesture-connect = Verbinden
    .how = Von Anschluss zu Anschluss ziehen; zweimal tippen
gesture-add = Knoten hinzufügen
    .how = Doppelklick auf die Arbeitsfläche
gesture-duplicate = Duplizieren
    .how = Alt halten und ziehen
gesture-bend = Kabel biegen
    .how = Doppelklick darauf; ausgewählt daran ziehen
gesture-insert = Knoten ins Kabel setzen
    .how = Dort ablegen; Umschalt und Doppelklick
gesture-cut = Kabel durchtrennen
    .how = Alt halten und über nichts ziehen; Strg und rechte Taste
gesture-shake = Aus den Kabeln nehmen
    .how = Schütteln
gesture-undo = Rückgängig, wiederholen
    .how = Mit zwei Fingern tippen, mit drei
gesture-menu = Menü
    .how = Rechtsklick; lange drücken

# Settings.
as-the-system = Wie das System
dark = Dunkel
light = Hell
language = Sprache
your-name = Dein Name
your-name-doc = Andere sehen ihn, solange du da bist, und im Verlauf neben dem, was du von jetzt an tust.
keys = Tasten
search-keys = Tasten suchen
search-actions-or-keys = Aktionen oder Tasten suchen
reset-all-keys = Alle Tasten zurücksetzen
all-keys-reset = Alle Tasten sind wieder wie am Anfang.
keys-taken = { $keys } ist „{ $action }“. Drück es noch einmal, um es zu nehmen, oder andere Tasten.
press-or-leave = Drück die Tasten, oder Esc, um sie zu lassen.
number-at-least = Das Kleinste ist hier { $limit }.
number-at-most = Das Größte ist hier { $limit }.
no-number = Das ist keine Zahl. Was vorher da stand, bleibt.
press-keys = Tasten drücken …
change = Ändern
change-keys-of = Tasten von „{ $action }“ ändern
reset-keys-of = Tasten von „{ $action }“ zurücksetzen
take-keys-of = Tasten von „{ $action }“ entfernen
no-keys = Keine Tasten
by-the-browser = vom Browser
browsers-keys = Diese Tasten gehören dem Browser für „{ $action }“. Drück andere.
downloads = Heruntergeladenes
carry-workflow = Den Workflow in heruntergeladene Bilder legen
carry-workflow-doc = Auf einer Arbeitsfläche abgelegt, bringt so ein Bild zurück, was es gemacht hat. Die Pixel bleiben, wie sie sind.
snap-grid-on = Alles rastet am Raster ein.
snap-grid-off = Nichts rastet am Raster ein.
snap-near-on = Alles rastet aneinander ein.
snap-near-off = Nichts rastet aneinander ein.
wires-label = Kabel
curved = Geschwungen
straight = Gerade
orthogonal = Rechtwinklig
show-map = Karte zeigen
snap-to-near = An Nachbarn einrasten
snap-to-grid = Am Raster einrasten
preview-shown = Vorschau
preview-none = Keine Vorschau: { $why }
preview-stops = Die Vorschau endet bei „{ $what }“: ausführen, um den Rest zu sehen.
preview-unable = Dieser Browser kann beim Ziehen keine Vorschau zeigen. Führe den Workflow aus, um Ergebnisse zu sehen.

# Was von Hand gezeichnet wird.
curve-channels = Welche Kurve
curve-named = Kurve „{ $what }“
curve-point = Punkt { $number }: aus { $in } wird { $out }
curve-in = Ein
curve-out = Aus
add-point = Punkt hinzufügen
remove-point = Punkt entfernen
gradient-named = { $what }: die Farben
gradient-stop = Farbe { $number }: { $color } bei { $place }
stop-color = Farbe der Stelle
stop-place = Stelle
add-stop = Farbe hinzufügen
remove-stop = Farbe entfernen
turn-gradient = Umdrehen
numbers-of = { $what } in Zahlen
wheel-named = Farbrad { $what }
wheel-all = { $what } aller Kanäle
wheel-channels = R { $red } · G { $green } · B { $blue }
draw-on-picture = Aufs Bild zeichnen
strokes-count = { $count ->
    [0] Noch ist nichts gemalt.
    [one] Ein Strich
   *[other] { $count } Striche
}
corners-count = { $count } Ecken
brush = Pinsel
brush-size = Größe
brush-hardness = Härte
brush-erases = Radieren
painting = Aufs Bild malen. Striche: { $strokes }. Die Pfeiltasten führen den Pinsel, die Leertaste setzt ihn auf und hebt ihn ab.
painted-full = Die Maske ist voll. Leeren Sie sie, oder malen Sie den Rest in einer weiteren.
pick-color = Aus dem Bild
pick-named = { $what } aus dem Bild nehmen
pick-color-here = Eine Farbe aus dem Bild nehmen
pick-hint = Klicken Sie auf ein Pixel, oder bewegen Sie sich mit den Pfeiltasten und drücken Sie Enter. Esc bricht ab.
pick-hint-touch = Legen Sie einen Finger aufs Bild; genommen wird die Farbe dort, wo Sie ihn heben.
pick-failed = Die Farbe ließ sich nicht lesen. Führen Sie den Workflow aus und versuchen Sie es noch einmal.
crop-box = Zuschnitt
wipe-line = Linie zwischen A und B
placed-picture = Bild
corners = Ecken
outline-drawn = Umriss
outline-hint = Ein Doppelklick auf eine Seite gibt eine Ecke mehr.
corner-at = Ecke { $number }: { $x }, { $y }
grip-top-left = Oben links
grip-top = Oberkante
grip-top-right = Oben rechts
grip-right = Rechte Kante
grip-bottom-right = Unten rechts
grip-bottom = Unterkante
grip-bottom-left = Unten links
grip-left = Linke Kante
grip-scale = Skalieren
grip-turn = Drehen
library-finds = { $count ->
    [one] Eine Datei passt jetzt.
   *[other] { $count } Dateien passen jetzt.
}
library-each-run = Jeder Lauf fragt neu: Was bis dahin hochgeladen ist, ist dabei.
library-now = Diese jetzt nehmen
library-now-doc = Setzt die Dateien schon vor dem nächsten Lauf, für die Vorschau
library-not-read = Die Bibliothek lässt sich gerade nicht lesen. Versuch es gleich noch einmal.
