# Moments and spans.

just-now = gerade eben
minutes-ago = { $count ->
    [one] vor 1 Minute
   *[other] vor { $count } Minuten
}
hours-ago = { $count ->
    [one] vor 1 Stunde
   *[other] vor { $count } Stunden
}
yesterday = gestern
days-ago = { $count ->
    [one] vor 1 Tag
   *[other] vor { $count } Tagen
}
short-minutes-ago = vor { $count } min
short-hours-ago = vor { $count } h
date = { $day }. { $month } { $year }
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
