# What the bot says in English. Short sentences, no promise, never "enter now".

-broker = Polarium

## First steps

start-hello = Hi, { $name }! 👋
start-hello-nameless = Hi! 👋
start-what = I count how a candle-colour strategy did in the past. You pick the asset; I show the chart, the figures and how far you can trust them.
risk-notice =
    <b>Before we start, please read this</b>
    • This service is for people aged 18 or over.
    • Trading is high risk: you can lose all the money you put in.
    • I show the past, and it guarantees nothing about the next trade.
    • Martingale (a larger stake after a loss) swaps many small losses for one big one.
    • I never place orders, never touch your money and never tell you when to enter.
start-accept-ask = If you are 18 or over, understand this, and agree with the terms (/terms) and with what I keep about you (/privacy), tap the button.
start-first = One step before that.
language-ask = Which language shall we use?
zone-ask = What time is it where you are? Pick your time zone, so that times match your clock.
start-ready = All set! Times will follow the clock of { $zone }.
start-next-link = Now link your { -broker } account, so that I can read candles. Your password never passes through this chat.
start-next-catalog = Your account is already linked. Shall we look at an asset?
terms-version = Version { $version } of this notice.

## Time zones

zone-sao-paulo = Brasília
zone-manaus = Manaus
zone-rio-branco = Rio Branco
zone-noronha = Fernando de Noronha
zone-lisbon = Lisbon
zone-luanda = Luanda
zone-maputo = Maputo
zone-buenos-aires = Buenos Aires
zone-santiago = Santiago
zone-bogota = Bogotá
zone-mexico-city = Mexico City
zone-madrid = Madrid
zone-new-york = New York
zone-dubai = Dubai
zone-utc = UTC

## Broker account

link-title = <b>Link your { -broker } account</b>
link-how = The button opens a secure page, for you only. It is good for 10 minutes, until { $until }, and works once.
link-password-care = 🔒 Type your password on that page only, never here. It is used once, to sign in, and is not stored.
link-done = ✅ Account linked and in use: <b>{ $account }</b>
link-done-next = Ready for your first catalog?
link-session-over = The broker ended your session on <b>{ $account }</b>. It happens now and then: link again and carry on where you were.
link-missing = To use the catalog, link your account first. It takes a minute.
unlink-done = Account unlinked. I signed out of your broker session and deleted the access I had kept.
unlink-nothing = No account is linked, so there is nothing to unlink.
password-deleted = 🛡 Your message looked like it had a password in it. I deleted it and kept nothing of it.
password-delete-it = 🛡 Your message looks like it has a password in it. I kept nothing of it, but could not delete it: please delete it yourself.
password-change = Never write passwords in a chat. To link, use the secure page. If it really was your password, change it at the broker: a notification may have shown it.

## While it works

stage-accepted = Got it. Starting right away…
stage-queued =
    { $ahead ->
        [0] You are next.
        [one] There is one request before yours.
       *[other] There are { $ahead } requests before yours.
    }
stage-candles = { $done } of { $total } candles
stage-evaluating = Counting blocks…
stage-drawing = Drawing the chart…
stage-assets = { $done } of { $total } assets
stage-canceling = Stopping…
work-canceled = Cancelled, as you asked.
work-failed = I could not finish this. The fault is ours, not yours.
report-id = If it happens again, send this code to support: <code>{ $id }</code>

## Result

depth-none = no gale
depth-up-to = up to G{ $depth }
window-blocks =
    { $count ->
        [one] { $count } block
       *[other] { $count } blocks
    }
window-hours = { $count } h
window-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
age-minutes = { $count } min
age-hours = { $count } h
age-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
stored-age = Kept answer, from { $age } ago.
figures-first = 1st entry: { $wins } of { $n } = <b>{ $rate }</b> ({ $low } to { $high })
figures-up-to = up to G{ $level }: { $wins } of { $n } = <b>{ $rate }</b> ({ $low } to { $high })
figures-loss = Losses: { $loss } · longest run: { $streak }
figures-doji = Blocks: { $cycles } · void by doji (colourless candle): { $count }
figures-no-signal = no signal: { $count }
figures-void = refunded: { $count }
figures-none = No entries in this period, so there is no rate to show.
figures-interval-note = In brackets, the margin of error: the true rate should be in that range (95% confidence).
figures-payout = Payout { $payout } · to break even { $plan }: { $rate }
figures-payout-unknown = The broker gave no payout: no break-even point.
figures-coin = Tossing a coin would give { $rate }
figures-verdict = Verdict: <b>{ $verdict }</b>
figures-coverage = Candles: { $present } of { $expected }
figures-definition = Strategy { $id }, version { $version } · result <code>#{ $result }</code>
verdict-above = above break-even
verdict-luck = same as luck
verdict-below = below break-even
verdict-unknown = cannot be told
risk-line = The past is no promise. Only risk what you can afford to lose.

## In the picture

picture-sample = { $n } cycles · { $low } to { $high }
picture-verdict = { $verdict } · coin toss { $coin }
picture-shown = Latest { $shown } of { $total } blocks
picture-whole = All { $total } blocks, oldest to newest · longest run of losses: { $streak }
picture-empty = No complete block in this period
legend-first = 1st
legend-gale = gale { $level }
legend-gales = at a gale
legend-loss = loss
legend-doji = void
legend-no-signal = no signal
legend-void = returned
legend-pending = open
legend-interval = 95% range
legend-break-even = break-even

## Top 5

top-title = Top 5
top-partial = Partial list: { $done } of { $total } assets before you stopped it.
top-nothing = No open asset has candles to count right now. Try again in a little while.
top-tried =
    I tried { $tried } combinations. { $passed ->
        [0] None can be told from luck.
        [one] Only one can be told from luck.
       *[other] { $passed } can be told from luck.
    }
top-without-candles =
    { $count ->
        [one] One asset was left out: no candles.
       *[other] { $count } assets were left out: no candles.
    }
top-sample = { $wins } of { $n }
top-break-even = breaks even at { $rate }
top-payout-unknown = payout not given

## Requests that did not work

refusal-unknown-asset = I could not find the asset “{ $typed }”.
refusal-no-asset = The asset is missing.
refusal-did-you-mean = Is it one of these?
refusal-unknown-strategy = I do not know the strategy “{ $typed }” on { $timeframe }.
refusal-bad-timeframe = “{ $typed }” is not a candle length I know: use m1, m5 or m15.
refusal-bad-depth = “{ $typed }” does not work: it goes from g0 (no gale) to g{ $max }.
refusal-bad-window = The period “{ $typed }” does not work: use up to { $maxBlocks } blocks (100), hours (24h) or up to { $maxDays } days (7d).
refusal-dates-reversed = In “{ $typed }” the end comes before the start.
refusal-too-long = That request is too long: { $max } letters fit.
refusal-given-twice = “{ $typed }” is one too many: say each thing once.
refusal-unknown-word = I did not understand “{ $typed }”.
refusal-example = This works: <code>{ $example }</code>
broker-down = 🔌 The broker is not answering right now.
broker-down-wait = It is nothing on your side. Try again in a few minutes.
broker-down-stored = I have the answer from { $age } ago to this same request. Want to see it?
asset-closed = 🔒 { $asset } is closed now.
asset-opens = It opens at { $at }.
no-candles = The broker has no candles of { $asset } in this period ({ $window }).
too-fast = 🐢 Easy! That is a lot at once. Wait a few seconds and send it again.
menu-expired = This button belongs to an old menu. Shall we open a new one?
unknown-command = I do not know the command “{ $typed }”.
not-understood = I understand commands. How about one of these?
apology = Sorry, something went wrong on our side.
toast-foreign = This button is somebody else's. Send /catalog for your own.
toast-expired = This menu has expired. Send /catalog to open a new one.
toast-canceling = Stopping…
toast-saved = Saved ✓
toast-already-running = I am already working on that one.
toast-just-answered = I have just answered that one: it is the message right above.

## Buttons

button-accept = ✅ I am 18+ and understand
button-link = 🔗 Link account
button-link-page = 🔐 Open the secure page
button-catalog = 📊 Catalog
button-menu = 📋 Choose from the menu
button-top = 🏆 Top 5
button-help = ❓ Help
button-cancel = ✖️ Cancel
button-try-again = 🔄 Try again
button-refresh = 🔄 Refresh
button-change = ✏️ Change
button-run = ▶️ Run the catalog
button-back = ↩️ Back
button-categories = 🗂 Categories
button-other-asset = 💱 Another asset
button-stored = 🕰 See the one from { $age } ago
button-language = 🌐 Language
button-zone = 🕒 Time zone

## Menu of /catalog

menu-home = <b>What shall we catalog?</b>
menu-categories = <b>What kind of asset?</b> The number says how many are open.
menu-category = { $name } · { $count }
menu-no-assets = I do not have the list of assets yet. Try again in a little while.
menu-search-hint = 🔎 Know the name? Just send it here, for example <code>eurusd otc</code>
menu-assets = Open ones first, with their payout now.
menu-closed = closed
menu-strategies = <b>Which strategy?</b> These are the ones for { $timeframe }.
menu-windows = <b>How much of the past?</b>
menu-windows-hint = A block is a group of candles on the clock, like 14:00 to 14:04. You can also type: <code>/catalog 300</code> or <code>/catalog 12h</code>
menu-depths = <b>How many gales?</b>
menu-depths-note = A gale repeats the entry, with a larger stake, on the candle after a loss. Each extra gale wins more often and loses more when it fails.
menu-timeframes = <b>Which candle length?</b>
menu-page = { $page } of { $pages }
category-forex = Currencies
category-crypto = Crypto
category-stocks = Stocks
category-indices = Indices
category-commodities = Commodities

## Help and settings

help-title = <b>What I can do</b>
help-catalog = /catalog – how a strategy did on an asset. Alone, it opens a menu; or say it all at once, in any order:
help-examples =
    <code>/catalog EURUSD-OTC m1 minority g2 100</code>
    <code>/catalog EURUSD-OTC 24h</code>
    <code>/catalog EURUSD-OTC m5 mhi g1 7d</code>
    <code>/catalog EURUSD-OTC 01/10..05/10</code> (day/month)
help-top = /top – the five best open assets. It takes filters: <code>/top otc all 24h 80%</code>
help-link =
    /link – link your account
    /unlink – unlink it
help-settings =
    /settings – language, time zone and chart colours
    /terms – the terms and the risk notice
help-reading =
    <b>Reading a result</b>
    • <b>W, G1, G2, H</b>: won at the first entry (W), won at the first or second gale (the new try after a loss), or lost them all (H). “Up to G2” adds up everything so far.
    • <b>Void</b>: there was a doji, a candle that closes at the price it opened, and no entry was made.
    • <b>In brackets</b>: where the true rate should be, with 95% confidence. Few entries, wide range.
    • <b>To break even</b>: the rate at which you neither win nor lose money, at the payout of now.
    • <b>Tossing a coin</b>: what you would win with no strategy at all. With two gales that is already 87.5%!
    • <b>Same as luck</b>: the figures are not enough to tell the strategy from chance.
settings-title = <b>Settings</b>
settings-language = Language: { $language }
settings-zone = Time zone: { $zone }, now { $time }
settings-account = Account: <b>{ $account }</b>
settings-no-account = Account: none linked

## Telegram's command list

command-catalog = How a strategy did on an asset
command-top = The five best assets open now
command-link = Link your account
command-unlink = Unlink your account
command-settings = Language and time zone
command-help = Commands, examples and how to read the figures
command-terms = The terms and the risk notice
command-start = Start over

## Colours of the charts

settings-theme-dark = Charts: dark
settings-theme-light = Charts: light
button-theme-dark = 🌙 Dark charts
button-theme-light = ☀️ Light charts

## The result, with all its sums

figures-all-doji = Every candle of this period is a doji (it closed where it opened): no entry and no rate.
figures-history = The period asked for is longer than the history: candles begin on { $from }.
figures-payout-zero = This asset pays 0% now: no rate breaks even.
figures-runs = Runs of losses: { $runs }
figures-run =
    { $length ->
        [one] { $count } alone
       *[other] { $count } of { $length } in a row
    }
figures-expected = With { $stake } an entry, each would bring { $mean } on average ({ $low } to { $high })
figures-expected-gales = With { $stake } on the 1st entry and { $gales }, each cycle would bring { $mean } on average ({ $low } to { $high })
gales-target = gales after the same profit
gales-recover = gales that only recover
gales-multiplier = gales × { $factor }
verdict-above-note = It won more than it needs to break even, and luck alone does not explain it. It is still the past.
verdict-luck-note = These figures are not enough to tell the strategy from chance.
verdict-below-note = It won less than it needs to break even.
picture-rates = 1st { $first } · G{ $depth } { $rate }
picture-samples = { $n } cycles · 1st { $firstLow } to { $firstHigh } · G{ $depth } { $low } to { $high }
picture-expected = mean per cycle { $mean }
recheck-same = It checks: I did the sum again on the stored candles and it came out the same.
recheck-candles = It does not check: the stored candles have changed since (the broker corrects some). With today's: { $wins } of { $n } = { $rate }.
recheck-strategy = The strategy's definition has changed since. These are the figures of that day, not worked out again.
recheck-gone = The candles of that period are no longer stored. These are the figures of that day, not worked out again.
recheck-figures = It does not check: the same candles now give { $wins } of { $n } = { $rate }. The fault is ours.
button-recheck = 🔎 Check the sum
result-title = Result #{ $id }
result-ask = Say the code of the result, the eight letters after the #.
result-unknown = I did not find result “{ $typed }”.
history-title = <b>Your results</b>
history-hint = Tap one to open it again at once.
history-empty = You have no results yet.
help-history = /history – your earlier results; /result works one of them out again, months later
button-history = 🗂 My results
command-result = Work an old result out again
command-history = Your earlier results

## Top 5, filters and order

top-until = Candles until { $until }.
top-sparse =
    { $more ->
        [0] With candles missing, and so not ranked: { $names }
       *[other] With candles missing, and so not ranked: { $names } and { $more } more
    }
top-per-cycle = cycle { $low } to { $high }
top-first = 1st { $rate }
top-order-honest = First comes what does best per cycle with the usual ladder, even at the bad end of the margin.
top-order-predecessor = First comes the highest win rate.
top-nothing-left = Nothing passed these filters. Change one?
top-all-strategies = all strategies
top-market-all = normal and OTC
top-market-normal = normal market
top-market-otc = OTC
top-category-all = all categories
top-payout-any = any payout
top-payout-min = payout of { $payout } or more
top-word-all = all
top-menu = <b>Top 5: what to compare?</b>
refusal-bad-payout = “{ $typed }” will not do as a least payout: from 1% to 100%, for example 80%.
button-order-honest = 🛡 Safest first
button-order-predecessor = 🎯 Highest rate first
button-filters = 🎛 Filters
button-show-top = 🏆 Show the Top 5

## Plan of stakes

command-stakes = What a plan with gales can cost
stakes-title = Plan of stakes
stakes-menu = <b>How do you spread your stakes?</b>
stakes-menu-hint = A cycle is the entry with its gales. You can also type bankroll, first stake and plan: <code>/stakes 500 5 x2.2 g2 87%</code>
button-stakes = 🪜 Do the sums
stakes-bankroll = Bankroll: { $amount }
stakes-first = First stake: { $amount }
stakes-payout = payout { $payout }
stakes-multiplier = times { $factor }
stakes-target = recover and profit
stakes-recover = recover only
stakes-soros = Soros level { $level }
stakes-levels = Stakes: { $stakes }
stakes-worst = A lost cycle, from the entry to the last gale, costs <b>{ $amount }</b>
stakes-worst-single = A lost cycle costs <b>{ $amount }</b>
stakes-worst-soros = A cycle asks for { $wins } wins in a row: complete, it gains { $gain }; lost, it costs <b>{ $amount }</b>
stakes-under = less than { $rate }
stakes-over = more than { $rate }
stakes-breaks = The bankroll does not pay for this plan: with { $amount } it stops at G{ $level }, { $lack } are missing.
stakes-breaks-first = The bankroll does not even pay the first stake: it has { $amount }, { $lack } are missing.
stakes-break-even = To break even { $plan }: { $rate } of the cycles
stakes-break-even-entry = To break even: { $rate } of the entries
stakes-source = At the counted rate, { $wins } of { $n } = { $rate } ({ $low } to { $high })
stakes-source-asset = With your last result, { $asset }, { $wins } of { $n } = { $rate } ({ $low } to { $high })
stakes-source-coin = Without a result of yours for this plan, with a coin toss
stakes-expected = average result of a cycle: { $amount }
stakes-expected-low = average result of a cycle: { $amount }; at the low end of the range, { $low }
stakes-hit = losing at least one cycle: { $twenty } in 20, { $hundred } in 100
stakes-ruin = ruin, the bankroll no longer paying for a cycle: { $chance }
stakes-ruin-low = ruin, the bankroll no longer paying for a cycle: { $chance }; at the low end, { $low }
stakes-ruin-certain = certain, sooner or later
stakes-safe = bankroll for 1% of ruin: { $amount }
stakes-safe-low = bankroll for 1% of ruin: { $amount }; at the low end, { $low }
stakes-safe-none = none is enough
stakes-fan = { $paths } simulations of { $cycles } cycles · broke: { $broken } · ended with less: { $below }
stakes-warning = <b>Before you save a plan with gales</b>: { $plan }
stakes-warning-ruin = ruin with { $amount }, which pay for { $losses } lost cycles: { $chance }
stakes-refusal-long = That question is too long.
stakes-refusal-amount = “{ $typed }” does not work as an amount: it goes from 0.01 to 10,000,000.
stakes-refusal-multiplier = “{ $typed }” does not work: the multiplier goes from x1 to x10.
stakes-refusal-depth = “{ $typed }” does not work: it goes from g0 (no gale) to g9.
stakes-refusal-soros = “{ $typed }” does not work: Soros goes from soros1 to soros9.
stakes-refusal-soros-gales = Soros has no gales, so “{ $typed }” is one too many.
stakes-refusal-payout = “{ $typed }” does not work as a payout: it goes from 1% to 200%.
fan-bankroll = Bankroll in R$ over { $cycles } cycles
fan-drawdown = Fall in R$ from the best moment
fan-outer = 9 in 10
fan-inner = half
fan-middle = middle path
fan-start = start

## Checking a list

help-stakes = /stakes – what a plan with gales can cost: <code>/stakes 500 5 x2.2 g2 87%</code>
help-check = /check – how a list of signals ended; or just paste the list here
command-check = Check a list of signals
check-title = List of signals
stage-signals = { $done } of { $total } signals
check-ask = <b>Paste your list of signals here</b>, one a line, up to { $max }. I will say how each one ended.
check-ask-how = Without a date it is today (or yesterday, if that time is still to come), in the time of { $zone }. The first line may say the timeframe and the gales, like <code>m5 g1</code>; with <code>doji</code>, ties are set apart.
check-refusal = I found no signal in that list.
check-example = This works: <code>{ $example }</code>
check-summary = Signals counted: { $played } · lines read: { $lines }
check-apart =
    { $count ->
        [one] tie set apart: { $count }
       *[other] ties set apart: { $count }
    }
check-missing = no candle: { $count }
check-pending = still to come: { $count }
check-unread =
    { $count ->
        [one] { $count } line with an error
       *[other] { $count } lines with an error
    }
check-left-out =
    { $count ->
        [one] I checked the first { $max } lines; { $count } was left out.
       *[other] I checked the first { $max } lines; { $count } were left out.
    }
check-nothing = No signal counted, so there is no rate to show.
check-break-even = To break even { $plan }: { $rate }, at the payouts of { $at } (not those at the time of each signal)
check-no-payout = The broker did not say all the payouts: no break-even.
check-line = Line { $number }: { $problem }
check-tie = tie
check-no-candle = no candle
check-to-come = to come
check-problem-time = it lacks a time that exists
check-problem-date = that date does not exist
check-problem-ticker = it lacks the asset
check-problem-direction = it lacks the direction (CALL or PUT)
check-problem-timeframe = its timeframe is not M1, M5 or M15
check-problem-off-grid = no candle of that timeframe opens at that minute
check-problem-twice = it repeats a line above
check-problem-too-old = it is before the { $days } days I keep
check-problem-too-far = it is in the future; check the year
check-problem-asset = I do not know { $asset }
check-problem-asset-near = I do not know { $asset }; did you mean { $near }?
check-gone = This list is not kept any more. Please paste it again.

## By hour, entries and times of the day

command-hours = In which hours and days the strategy did better
command-entries = Every entry, one by one, and the spreadsheet
command-times = Times of the day when one colour came more often
button-hours = 🕐 By hour
button-entries = 📋 Entries
button-csv = 📄 Get the spreadsheet (CSV)
button-signals = 📄 Get the list
button-page-before = ⬅️ Previous
button-page-after = Next ➡️
hours-best = 🔵 <b>Where it did best</b>
hours-worst = 🟠 <b>Where it did worst</b>
hours-row = { $day } { $hour }h: { $rate } of { $n } ({ $low } to { $high })
hours-flat = The hours differ no more than chance would make them: there is no good or bad hour here.
hours-tried =
    { $beat ->
        [0] { $tried } hours compared; none passes break-even once luck is taken off.
        [one] { $tried } hours compared; one passes break-even once luck is taken off.
       *[other] { $tried } hours compared; { $beat } pass break-even once luck is taken off.
    }
hours-tried-unknown = { $tried } hours compared: among so many, some shine by luck alone.
hours-shrunk = On the map the number is what happened; the colour, what is left once luck is taken off.
help-lists =
    /hours – in which hours and days it did better or worse
    /entries – the entries one by one, and the spreadsheet
    /times – times of the day: <code>/times EURUSD-OTC m1 20d 90%</code>
summary-definition = Strategy { $id }, version { $version }
hours-key = rate in % · entries
hours-worse = 10 points below average
hours-better = 10 points above average
weekday-sun = Sun
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
entries-page =
    { $count ->
        [one] <b>The only entry</b>
       *[other] <b>{ $count } entries</b>, newest first · page { $page } of { $pages }
    }
entries-legend = W: won at the 1st · G1, G2…: won at a gale · H: lost · V: refunded
entries-file = entries
entries-file-caption =
    { $count ->
        [one] One entry of { $asset }, in the time of { $zone }. Opens in any spreadsheet.
       *[other] { $count } entries of { $asset }, in the time of { $zone }. Opens in any spreadsheet.
    }
csv-date = date
csv-time = time ({ $zone })
csv-asset = asset
csv-timeframe = candle
csv-strategy = strategy
csv-direction = direction
csv-result = result
times-title = by time of day
times-share = { $share } or more
times-how = Half of the days (every other one) pick the times and the direction; the other half measures. So no day judges itself.
times-found =
    { $count ->
        [0] None of { $tried } times reached { $share } on the days that pick. Pure chance would give { $chance }.
        [one] One of { $tried } times reached { $share } on the days that pick. Pure chance would give { $chance }.
       *[other] { $count } of { $tried } times reached { $share } on the days that pick. Pure chance would give { $chance }.
    }
times-under-one = less than 1
times-together = On the other days, all of them together:
times-beat =
    { $count ->
        [0] One by one, none passes break-even once it counts that { $tried } were tried.
        [one] One by one, only the one with ✔️ passes break-even, counting the { $tried } tried.
       *[other] One by one, { $count } (with ✔️) pass break-even, counting the { $tried } tried.
    }
times-page =
    { $pages ->
        [one] <b>Time · on the days that pick → on those that measure</b>
       *[other] <b>Time · on the days that pick → on those that measure</b> · page { $page } of { $pages }
    }
times-file = times
times-file-caption =
    { $count ->
        [one] One time of { $asset }, on the clock of { $zone }. A record of the past, not a signal.
       *[other] { $count } times of { $asset }, on the clock of { $zone }. A record of the past, not a signal.
    }
refusal-bad-days = “{ $typed }” does not work here: say the days, from { $min }d to { $max }d.
refusal-bad-share = “{ $typed }” does not work: it goes from 50% to 100%.
refusal-no-strategy = No strategy here (“{ $typed }”): times of the day are counted by candle colour alone.

## Favourites

favourites-title = Favourites
favourites-none = You have no favourites yet. Tap the ⭐ under a result or in the menu, or say the name of the asset.
favourites-how = Tap an asset to catalog it with your last plan, or ✖️ to take it off the list.
favourites-added = ⭐ { $asset } is a favourite now.
favourites-there = ⭐ { $asset } is a favourite already.
favourites-full = The list of favourites is full. Take one off before adding another.
button-choose-asset = 💱 Choose in the menu
button-favourites = ⭐ Favourites
command-favourites = The assets you marked with ⭐

## Presets

presets-title = Presets
presets-none = A preset is a question kept under a name, to be repeated with one tap. You have none yet. Make a catalog, then save it:
presets-how = ▶️ runs it now; ⚙️ renames, shares or deletes it.
presets-word-save = save
presets-word-rename = rename
presets-new-name = new name
presets-kept = Saved.
presets-confirm-ask = Read that with care? It is your choice to keep this plan all the same.
presets-forgotten = All right, nothing was kept.
presets-rename-how = To change the name, copy this, change its end and send it:
presets-share-how = Send this link to whomever you like. They see the question and may keep a copy; your name is not shown.
presets-shared = Somebody shared the preset <b>{ $name }</b> with you.
presets-delete-ask =
    { $notices ->
        [0] Delete this preset?
        [one] Delete this preset and the notice that depends on it?
       *[other] Delete this preset and the { $notices } notices that depend on it?
    }
presets-deleted = The preset <b>{ $name }</b> is deleted.
presets-name-missing = The name of the preset is missing.
presets-name-long = A name may have { $max } letters; this one has { $letters }.
presets-name-taken = You already have a preset called “{ $name }”.
presets-full = You already have { $most } presets, which is the most. Delete one before you save another.
presets-nothing-asked = There is no question to save yet: make a catalog first.
presets-unknown = You have no preset called “{ $name }”. To save your last question under that name:
presets-link-over = This link is over: whoever shared it deleted the preset, or the link is not complete.
presets-notice-hint = To hear when the rate crosses a line: <code>{ $example }</code>
button-keep = 📌 Save preset
button-presets = 📌 Presets
button-rename = ✏️ Rename
button-share = 🔗 Share
button-delete = 🗑 Delete
button-delete-now = 🗑 Yes, delete it
button-keep-anyway = Keep it all the same
button-forget = Do not keep it
button-copy = 📌 Keep a copy
help-presets =
    /favourites – your assets with a ⭐
    /presets – questions kept under names, to repeat or share
    /notify – a notice when a rate crosses a line
    /daily – the list of the day, at the hour you like
command-presets = Your questions kept under names

## Notices

notify-title = Notices
notify-none = You have no notices. One comes when the rate of a preset crosses a line that you chose.
notify-above = <b>{ $name }</b> above { $line }
notify-below = <b>{ $name }</b> below { $line }
notify-word-above = above
notify-word-quiet = quiet
notify-quiet = 🌙 Quiet from { $from } to { $to }, in your time zone. To change it: <code>{ $example }</code>
notify-quiet-off = 🌙 No quiet hours. To have some: <code>{ $example }</code>
notify-set = The notice is on. I tested it on the last 24 hours.
notify-there = This notice was on already. I tested it once more on the last 24 hours.
notify-crossings =
    { $count ->
        [0] In the last 24 hours the rate never crossed this line.
        [one] In the last 24 hours the rate crossed this line once.
       *[other] In the last 24 hours the rate crossed this line { $count } times.
    }
notify-beyond = It is on that side already: the notice comes when it has gone back and crosses again.
notify-only-past = Only the count of the past has changed; it does not say what comes next.
notify-ended = The notice is off.
notify-how = Say the preset, the side and the line.
notify-unknown-preset = You have no preset called “{ $name }”.
notify-bad-line = “{ $typed }” will not do as a line: use a rate between 0.1% and 99.9%.
notify-bad-hours = “{ $typed }” will not do as quiet hours: say from which hour to which.
notify-dates = This preset looks at fixed dates, so its rate changes no more. Use a window that moves, such as 100 blocks or 24h.
notify-full = You already have { $most } notices, which is the most. End one before you make another.
notify-always =
    { $count ->
        [one] In the one block of the last 24 hours the rate was on that side. The notice would come at every block.
       *[other] In all { $count } blocks of the last 24 hours the rate was on that side. The notice would come at every block.
    }
notify-often = In the last 24 hours the rate crossed this line { $count } times: there would be notices nearly all the time.
notify-choose-other = So I left it off. Choose a line farther away, or a preset with more blocks.
notify-untested = There are not enough candles of the last 24 hours to test this notice. So I left it off.
button-notices = 🔔 Notices
button-end-notice = 🔕 End this notice
command-notify = Tell me when a rate crosses a line

## List of the day

daily-title = List of the day
daily-list-title = The list of the day
daily-on-today = On: it comes every day at { $at } ({ $zone }), the next one today.
daily-on-tomorrow = On: it comes every day at { $at } ({ $zone }), the next one tomorrow.
daily-off = Off.
daily-what = What it looks at: { $question }
daily-how = Or type the time and the filters: <code>{ $example }</code>
daily-not-understood = I did not understand “{ $typed }” for the list of the day.
daily-no-candles = There is no list today: I have no recent candles to count.
daily-nothing = Nothing passed your filters today.
daily-recorded = This list is on record, and will be checked against the candles that come after it.
button-daily = ☀️ Change the list of the day
button-daily-on = ☀️ Turn on
button-daily-off = Turn off
command-daily = The list of the day: on, off, hour and filters

## Sharing in another chat

share-open = Open the bot and make a catalog
share-start = Start in the bot
share-none = No result of yours with these words
share-card = 1st { $first } ({ $firstLow } to { $firstHigh }) · up to G{ $depth } { $rate } ({ $low } to { $high }) of { $n } · { $verdict }
share-card-none = no entries in this window
button-share-open = 📊 Make my own

## What came true: /record

record-title = <b>Did what I showed come true?</b>
record-how = I keep each hour’s Top 5 as it was shown and check it a day later. What is kept never changes.
record-yesterday = Yesterday
record-week = Last 7 days
record-month = Last 30 days
record-lists =
    { $count ->
        [0] no list
        [one] { $judged } of one list checked
       *[other] { $judged } of { $count } lists checked
    }
record-came = I showed { $told }, <b>{ $came }</b> came, in { $n } cycles ({ $low } to { $high }). A coin: { $coin }
record-above = Above break-even: { $count } of { $of } rows
record-marked = of the marked ones: { $count } of { $of }
record-error = Error { $brier }, of a coin { $coin }
record-error-note = Error: less is better. Each cycle counts only once.
record-window = Over periods as long as the list looked back: I showed { $told }, { $came } came in { $n } cycles.
record-verdict-better = ➜ In 30 days, the lists were less wrong than a coin.
record-verdict-worse = ➜ In 30 days, a coin was less wrong than the lists: much of the shine was luck.
record-verdict-even = ➜ In 30 days, the lists were as wrong as a coin.
record-seal = 🔏 Seal of list { $seq }: <code>{ $hash }</code>
record-seal-note = Note the seal down: if anybody changes the past, it no longer fits.
record-nothing =
    { $count ->
        [0] I have kept no list yet. The first check comes a day after the first list.
        [one] I have kept one list; the first check comes a day after it.
       *[other] I have kept { $count } lists; the first check comes a day after the first of them.
    }
record-picture-title = What I showed and what came
record-picture-lists =
    { $count ->
        [one] One list, checked a day later
       *[other] { $count } lists, checked a day later
    }
record-picture-told = To the right: the rate I showed
record-picture-came = Upwards: the rate that came later
record-picture-equal = shown = came
record-picture-point = what came
record-picture-error = Error { $brier }, of a coin { $coin } (less is better)
record-picture-empty = Too few cycles to draw yet
help-record = /record – whether what I showed came true
command-record = Whether what I showed came true

## Limits and the line

too-soon = 🐢 That was a lot in a short time. You can send the next one in { $wait }.
too-soon-pressed = 🐢 Many people are asking right now, so it is slower for everyone. You can send the next one in { $wait }.
wait-seconds = { $count } s
wait-minutes = { $count } min
stage-wait = It should take about { $wait }.
stage-own = I will start as soon as another request of yours is done.

## The whole card, everywhere

figures-closed = Closed now: the candles go up to { $until }.
times-definition = Count by time of day, version { $version } · result <code>#{ $result }</code>
top-rate = { $rate } of { $n } ({ $low } to { $high })
top-rate-only = { $rate } ({ $low } to { $high })
top-coin = A coin: { $coin }.
top-covered = Candles present: { $coverage } or more.
top-only-sparse = Too many candles are still missing to rank anything.
top-coin-range = { $low } to { $high }
top-details-title = Row by row
top-result = Result <code>#{ $result }</code>: by this name, /result does the sum again.
recheck-rows = It does not check: the stored candles have changed since (the broker corrects some). With today's, { $same } of { $of } rows come out the same.
share-card-entry = { $rate } ({ $low } to { $high }) of { $n } · { $verdict }
button-details = 🔎 Row by row

## Plans: /plan

plan-name-free = Free
plan-name-premium = Premium
plan-name-pro = Pro
plan-name-operator = Operator
plan-name-own = <b>{ $plan }</b> (yours)
plan-title = ⭐ <b>Your plan: { $plan }</b>
plan-renews = Renews by itself on { $until }.
plan-ends = Yours until { $until }. After that you are back on Free.
plan-trialing = This is a trial: yours until { $until }. It ends by itself and costs nothing.
plan-past-due = ⚠️ The payment did not come in. The plan goes on until { $until }; without a payment by then you are back on Free.
plan-next = After it, { $plan } begins.
plan-left-today = <b>Left today</b>
plan-left-catalogs = • Catalogs: { $left } of { $most }
plan-left-tops = • Top 5: { $left } of { $most }
plan-left-assets = • Different assets: { $left } of { $most }
plan-left-pictures = • Pictures within an hour: { $left } of { $most }
plan-more-at = There is more on { $at }.
plan-more-in = You can ask again in { $wait }.
plan-reach = • Up to { $depth } gales, { $blocks } blocks or { $days } days at once, { $history } days back
plan-keeps = • { $presets } presets and { $notices } notices
plan-turn-usual = • In line, your turn comes after those who pay
plan-turn-first = • In line, your turn comes first
plan-compare-title = ⭐ <b>The plans</b>
plan-price = ⭐ { $stars } every { $days } days
plan-a-day = • A day: { $catalogs } catalogs, { $tops } Top 5, { $assets } assets
plan-time-kept = No day is lost: on a better plan, the days you have left become days of it; a smaller one begins when the present one ends.
plan-cancel-ask = Stop renewing { $plan }? It stays yours until { $until } and is not charged again.
plan-canceled = Done: { $plan } is not renewed any more. It is yours until { $until }.
plan-nothing-renews = Your plan does not renew by itself, so there is nothing to cancel.
plan-got =
    { $count ->
        [one] ⭐ You have one more day of { $plan }.
       *[other] ⭐ You have { $count } more days of { $plan }.
    }
plan-trial-taken = There is one trial for each person and each broker account, and it has been used.
plan-trial-link-first = To try it, link your account first: /link
plan-trial-has-plan = You have a plan already. The trial is kept for when it ends.
plan-coupon-how = Send the coupon after the command, like this: <code>/plan COUPON</code>
plan-coupon-unknown = I do not know that coupon. Check the letters and send it again.
plan-coupon-over = That coupon is not valid any more.
plan-coupon-used = You have used that coupon already.
plan-invite-title = 🤝 <b>Invite a friend</b>
plan-invite-how =
    { $count ->
        [one] When they link their account for the first time, you both get a day of { $plan }. Your link:
       *[other] When they link their account for the first time, you both get { $count } days of { $plan }. Your link:
    }
plan-invite-count = Came by your link: { $brought }. Brought days: { $rewarded }.
plan-beyond-depth =
    { $count ->
        [0] The { $plan } plan counts without gales.
        [one] The { $plan } plan goes up to one gale.
       *[other] The { $plan } plan goes up to { $count } gales.
    }
plan-beyond-blocks = The { $plan } plan counts up to { $count } blocks at once.
plan-beyond-days = The { $plan } plan counts up to { $count } days at once.
plan-beyond-history = The { $plan } plan looks up to { $count } days back.
plan-spent-catalogs = Today’s { $count } catalogs of the { $plan } plan are used up.
plan-spent-tops = Today’s { $count } Top 5 of the { $plan } plan are used up.
plan-spent-assets = The { $plan } plan counts { $count } different assets a day. Those you asked for today still work.
plan-spent-pictures = The { $plan } plan makes { $count } pictures an hour.
plan-news-reason = Reason: { $reason }
plan-news-gift =
    { $count ->
        [one] 🎁 A gift for you: one day of { $plan }.
       *[other] 🎁 A gift for you: { $count } days of { $plan }.
    }
plan-news-friend =
    { $count ->
        [one] 🤝 You came by a friend’s invitation: you got one day of { $plan }.
       *[other] 🤝 You came by a friend’s invitation: you got { $count } days of { $plan }.
    }
plan-news-thanks =
    { $count ->
        [one] 🤝 A friend you invited has linked their account. Thank you! You got one day of { $plan }.
       *[other] 🤝 A friend you invited has linked their account. Thank you! You got { $count } days of { $plan }.
    }
plan-soon-renews =
    { $count ->
        [one] Your { $plan } renews within a day, on { $at }.
       *[other] Your { $plan } renews in { $count } days, on { $at }.
    }
plan-soon-ends =
    { $count ->
        [one] Your { $plan } ends within a day, on { $at }. Then you are on Free.
       *[other] Your { $plan } ends in { $count } days, on { $at }. Then you are on Free.
    }
plan-late =
    { $count ->
        [one] The payment for { $plan } is a day late. The plan goes on for now.
       *[other] The payment for { $plan } is { $count } days late.
    }
plan-ended =
    { $count ->
        [one] Your { $plan } ended a day ago. You are on Free.
       *[other] Your { $plan } ended { $count } days ago. You are on Free.
    }
button-plan = ⭐ My plan
button-plan-again = ▶️ As far as the plan goes
button-plan-compare = Compare the plans
button-plan-trial = Try { $plan }
button-plan-coupon = 🎟 I have a coupon
button-plan-invite = 🤝 Invite
button-plan-cancel = Stop renewing
button-plan-cancel-now = Yes, stop it
button-plan-buy = { $plan } · ⭐ { $stars }
help-plan = /plan – your plan, what is left today, coupons and invitations
command-plan = Your plan and what is left today

## The broker wants a pause

broker-down-until = It is nothing on your side. Try again at { $at }.
broker-limited = ⏳ The broker asked for a pause on your account: there were many requests in a row.
broker-limited-until = Try again at { $at }.

## Lists of signals and ladders, the whole card

check-coverage = Signals with all their candles: { $present } of { $ended }
check-definition = List check, version { $version } · result <code>#{ $result }</code>
check-count =
    { $count ->
        [one] one signal
       *[other] { $count } signals
    }
stakes-sample = { $present } of { $expected } candles, result <code>#{ $result }</code>
stakes-source-picture = { $asset }: { $wins } of { $n } = { $rate } ({ $low } to { $high }) · #{ $result }
top-ladder = Cycle: with your ladder, { $stakes }.
top-ladder-default = Cycle: with { $stake } at the 1st entry and the usual ladder.
top-ladder-set = You set your own ladder in /stakes; until then the usual one counts.
top-ladder-entry = { $stake } an entry
top-ladder-gales = { $stake } and { $gales }
recheck-list-tried = The count of combinations is of that day: kept, not done again.

## Accounts at the broker and their sessions

balance-practice = Practice: { $amount }
balance-real = Real: { $amount }
accounts-title = <b>Your { -broker } accounts</b>
accounts-current = ▸ <b>{ $account }</b> · in use
accounts-other = • <b>{ $account }</b>
accounts-over = ⚠️ The broker ended this session: link it again.
accounts-no-balances = Balances: the broker did not answer just now.
accounts-by-password = Linked on { $when }, with a password
accounts-by-oauth = Linked on { $when }, on the { -broker } site
accounts-from = From: { $from }
accounts-used = Last used: { $when }
accounts-unused = Not used yet
accounts-care = Is one of them not yours? Unlink it here and change the password at the broker.
accounts-dropped = Account { $account } unlinked. I signed out of that session at the broker and deleted the access I had kept.
accounts-full =
    { $count ->
        [one] There is room for one account. Unlink it to link another.
       *[other] There is room for { $count } accounts, and all are linked already. Unlink one to link another.
    }
button-accounts = 👤 Accounts and sessions
button-account-use = Use { $account }
button-account-unlink = Unlink { $account }
button-account-again = 🔗 Link { $account } again
button-account-add = ➕ Link another account
toast-account-in-use = In use now

## Payments by Stars

pay-title = { $plan } · { $days } days
pay-description = More catalogs a day and longer windows, for { $days } days. The plan widens what you can look up; it does not improve results nor promise gains.
pay-for-oneself = ⭐ <b>{ $plan }</b>: { $stars } Stars for { $days } days
pay-for-another = 🎁 <b>{ $plan }</b> for { $name }: { $stars } Stars for { $days } days
pay-how-renews = • <b>Renews by itself</b>: the Stars are taken every { $days } days, until you cancel in /plan
pay-how-once = • <b>Pay once</b>: lasts { $days } days and ends, nothing more is charged
pay-renews-already = Your { $plan } renews by itself already. Paying once adds { $days } days.
pay-honest = The plan widens what you can look up. It does not improve the results.
pay-refund-note =
    { $days ->
        [one] Changed your mind? Within one day you can have the Stars back with /paysupport (one refund in 180 days)
       *[other] Changed your mind? Within { $days } days you can have the Stars back with /paysupport (one refund in 180 days)
    }
pay-unavailable = I could not prepare the payment just now. Try again in a minute; nothing was charged.
pay-unmatched = ⚠️ I received a payment that matches nothing I offered. Nothing was credited, and those who run the bot have been told. See /paysupport
pay-refused-forged = This payment is not what I offered you. Open /plan and start again. Nothing was charged.
pay-refused-changed = The plan or its price has changed. Open /plan to see how it is now. Nothing was charged.
pay-refused-renewed = This plan renews by itself already. Nothing was charged.
pay-refused-gone = Whoever was to get it is not here any more. Nothing was charged.
paid-done = ✅ Payment received: { $stars } Stars.
paid-support = Something wrong with the payment? /paysupport
present-given =
    { $count ->
        [one] 🎁 { $name } got one day of { $plan }. I have told them.
       *[other] 🎁 { $name } got { $count } days of { $plan }. I have told them.
    }
present-title = 🎁 <b>A plan as a present</b>
present-how = Send this link to whoever wants to give you a plan. They choose which one, pay with their own Stars, and the time is yours:
present-for = 🎁 <b>A plan for { $name }</b>
present-choose = Choose what to give. It is paid once, nothing renews, and I tell the person who gets it.
present-own = This link is your own: send it to whoever wants to give you a plan.
present-gone = Whoever sent this link is not here any more.
plan-resumed = Done: { $plan } renews by itself again on { $until }.
plan-nothing-resumes = There is no stopped renewal to resume. /plan shows what you have.
plan-news-late =
    { $count ->
        [one] ⭐ I found a payment that had not reached me. It is credited: one day of { $plan }. Sorry for the delay!
       *[other] ⭐ I found a payment that had not reached me. It is credited: { $count } days of { $plan }. Sorry for the delay!
    }
plan-news-present =
    { $count ->
        [one] 🎁 { $name } gave you one day of { $plan }.
       *[other] 🎁 { $name } gave you { $count } days of { $plan }.
    }
plan-news-refunded = ↩️ { $stars } Stars for { $plan } were given back. The time they paid for has left the plan.
money-trouble = 🚨 <b>Payments: something needs you</b>
money-trouble-unmatched = A payment came that matches no offer. I credited nothing.
money-trouble-foreign = Telegram's books have a payment that belongs to no offer of ours.
money-trouble-unconfirmed = I credited a payment that Telegram's books do not show.
money-trouble-other = Telegram's books have an income that is no payment of a plan.
money-trouble-refund-refused = Telegram refused to give a payment back. I keep trying.
support-title = 💬 <b>Help with payments</b>
support-none = You paid nothing in the last { $days } days.
support-paid = What you paid lately:
support-line = • { $at } · { $plan } · { $stars } Stars
support-line-asked = • { $at } · { $plan } · { $stars } Stars · on its way back
support-line-done = • { $at } · { $plan } · { $stars } Stars · given back
support-how = Up to { $days } days after paying, one tap gives the Stars back. The time they paid for leaves the plan.
support-ours = We answer for these payments; Telegram's support cannot help with them.
support-contact = Any other question? Write to { $contact }.
refund-ask = Give { $stars } Stars for { $plan } back? The time they paid for leaves the plan, and it renews no more.
refund-asked = Asked for. The Stars are mostly back in moments; I tell you as soon as Telegram confirms it.
refund-there = This was asked for already and is on its way. I tell you when Telegram confirms it.
refund-done = This payment was given back already.
refund-late = The time to give it back here is over.
refund-unknown = I did not find this payment among yours.
button-pay-renews = ⭐ { $stars } every { $days } days
button-pay-once = ⭐ { $stars } just once
button-present = { $plan } · { $days } days · ⭐ { $stars }
button-plan-wish = 🎁 Ask for a present
button-plan-resume = Renew again
button-refund = ↩️ Give { $stars } Stars back ({ $plan })
button-refund-now = Yes, give it back
help-paysupport = /paysupport – help with payments and refunds
command-paysupport = Help with payments and refunds
notify-paused = ⏸ Your plan watches { $count } notices, the oldest ones. Those on pause come back by themselves when there is room.

## Privacy, terms and breaks

button-minor = I am under 18
minor-no = Thank you for saying so. This service is for people aged 18 or over, so I stop here.
minor-data = Shall I erase what I kept of this chat? Send /delete.
terms-title = <b>Terms of use</b>
terms-body =
    • I count what has happened and show the figures. It is no advice, no signal and no invitation to trade.
    • You decide and trade, in your own account, at your own risk.
    • The service is for people aged 18 or over and for personal use. One person, one registration.
    • The broker account must be yours. I only read: candles, balance and the name of the account. Never orders.
    • Candles may be missing or come wrong from the broker. When I notice, I say so and count again.
    • Paid plans, renewal and refunds are told in /plan and /paysupport.
    • Whoever tries to bring the service down or to use another person's account loses access.
    • You can leave whenever you like: /unlink disconnects, /delete erases everything.
privacy-title = <b>What I know about you</b>
privacy-kept =
    <b>I keep</b>
    • Your number and first name on Telegram, language, time zone and colours.
    • Your questions and answers, favourites, presets, notices, daily list and breaks.
    • The names of your broker accounts, where you linked them from (browser and network, without the end of the address) and the key of the session, encrypted with a key of your own.
    • Your plan, payments, invitations and when you accepted the terms.
privacy-not-kept = <b>I do not keep</b> your broker password, card details or your location. I sell nothing and show no ads. Your data passes only through Telegram, { -broker } and the machine I run on.
privacy-how-long =
    <b>For how long</b>
    • What you write here: 7 days. My messages: 30 days.
    • Questions and answers: 400 days. Link pages: 1 day.
    • The rest, as long as you use it. After 2 years without a sign of you I erase everything.
privacy-rights =
    <b>Yours by right</b> (LGPD)
    • /export – a copy of everything, within a minute
    • /delete – I erase everything within 24 hours
    • /settings, /unlink – change or disconnect
    • /daily, /notify and /pause – stop getting messages
button-privacy = 🔒 Privacy
button-export = 📦 Download my data
button-export-open = 📦 Open the page of the file
button-erase = 🗑 Erase everything
export-asked = 📦 I am putting your data together. The link comes here in less than a minute.
export-ready = 📦 Your file is ready.
export-once = The link opens once only, until { $at }. Show it to nobody.
erase-ask = <b>Erase everything I know about you?</b> It cannot be undone.
erase-what =
    • At once: I leave your account at the broker, and the key of the session is gone.
    • Within 24 hours: questions, answers, favourites, notices, your plan and what is left of its time.
    • The messages that stand in this chat already only you can delete.
erase-kept =
    <b>What stays, because the law says so or to protect you</b>
    • The record of what was paid, refunded and given, with your Telegram number.
    • The record of what our staff did with your registration.
    • Codes without a name: that the free trial was used, and until when a break that you asked for holds.
erase-plan = If you have a subscription, its renewal is cancelled too.
button-erase-now = 🗑 Yes, erase everything
erase-begun = Done. I have left your account at the broker, and the rest is gone within 24 hours.
erase-last = Thank you for having been here. This is the last message; to begin again one day, send /start.
care-title = <b>Taking care of yourself</b>
care-pause-how = <b>Break.</b> I keep silent for as long as you choose: no catalogs, no daily list, no notices. There is no coming back before its end.
care-cap-none = <b>Daily limit.</b> None of yours: that of the plan holds.
care-cap =
    { $count ->
        [one] <b>Daily limit.</b> One catalog.
       *[other] <b>Daily limit.</b> { $count } catalogs.
    }
care-cap-later =
    { $count ->
        [one] From { $at } on: one catalog.
       *[other] From { $at } on: { $count } catalogs.
    }
care-cap-later-none = From { $at } on: no limit.
care-cap-how = Less holds at once; more, only from the next day. Another number: /limit 15
button-care = 🌿 Break and limit
button-pause-day = ⏸ 24 hours
button-pause-week = ⏸ 7 days
button-pause-month = ⏸ 30 days
button-pause-half-year = ⏸ 6 months
button-pause-now = Yes, take a break: { $length }
button-cap = { $count } a day
button-cap-none = Remove the limit
pause-ask = Take a break until <b>{ $at }</b>?
pause-ask-what = Until then I answer no commands and send neither the daily list nor notices, even if you ask. These go on: /privacy, /export, /delete, /unlink and whatever concerns payments.
pause-begun = ⏸ Agreed. I answer again on { $at }. Take care.
pause-help = If trading no longer does you good, talking helps. In Brazil CVV answers for free, day and night, at 188.
pause-holds = ⏸ You asked for a break until { $at }, and I keep to it.
pause-open = Your data stays yours: /privacy, /export, /delete, /unlink.
cap-reached =
    { $count ->
        [one] 🌿 You agreed with yourself on one catalog a day, and today's is done. The next one is after { $at }.
       *[other] 🌿 You agreed with yourself on { $count } catalogs a day, and today's are done. There are more after { $at }.
    }
cap-problem = I did not understand “{ $typed }”. Send a number from 1 to 1000, as in /limit 15, or /limit off.
share-paused = On a break, as you asked
pay-refused-paused = You asked for a break, and until its end I take no payments. Nothing was charged.
help-care = /pause /limit – take a break, limit the catalogs of a day
help-privacy = /privacy /export /delete – what I keep, download it, erase it
command-pause = Take a break
command-limit = Limit the catalogs of a day
command-privacy = What I keep about you
command-export = Download your data
command-delete = Erase everything I keep about you

## Access suspended

blocked-now = Our team has suspended your access to Catalogador, so I do not answer commands for now.
blocked-open = Was that a mistake, or is there a payment to settle? /paysupport. Your data is still yours: /privacy, /export, /delete, /unlink.

## Refunds have a limit, and presents that go back

support-again = One refund by a tap in 180 days. Yours was used; the next one is free on { $at }.
support-ask = Need another one before that? We look at it with you: ask whoever told you of Catalogador.
support-ask-contact = Need another one before that? Write to { $contact } and we look at it with you.
refund-again = Not given back: one refund by a tap in 180 days, and yours was used.
plan-news-present-back =
    { $count ->
        [one] ↩️ The day of { $plan } that you got as a present was given back to whoever paid, and has left your plan.
       *[other] ↩️ The { $count } days of { $plan } that you got as a present were given back to whoever paid, and have left your plan.
    }
