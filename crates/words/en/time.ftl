# Moments and spans.

just-now = just now
minutes-ago = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
hours-ago = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
yesterday = yesterday
days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
short-minutes-ago = { $count } min ago
short-hours-ago = { $count } h ago
date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
