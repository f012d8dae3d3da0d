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
failed-count = { $count } fehlgeschlagen
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
