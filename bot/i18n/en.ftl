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
start-accept-ask = If you are 18 or over and understand this, tap the button.
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
link-done = ✅ Account linked: <b>{ $account }</b>
link-practice = Practice balance: { $amount }
link-done-next = Ready for your first catalog?
link-already = You already have an account linked: <b>{ $account }</b>
link-already-next = To use another account, unlink this one first.
link-session-over = The broker ended your session. It happens now and then: link again and carry on where you were.
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
figures-loss = Losses: { $loss } · longest losing run: { $streak }
figures-doji = Blocks: { $cycles } · void by doji (colourless candle): { $count }
figures-no-signal = no signal: { $count }
figures-void = refunded: { $count }
figures-none = No entries in this period, so there is no rate to show.
figures-interval-note = In brackets: where the true rate should be, with 95% confidence.
figures-payout = Payout { $payout } · to break even { $plan }: { $rate }
figures-payout-unknown = The broker gave no payout: no break-even point.
figures-coin = Tossing a coin would give { $rate }
figures-verdict = Verdict: <b>{ $verdict }</b>
figures-coverage = Candles: { $present } of { $expected }
figures-definition = Strategy { $id }, version { $version }
verdict-above = above break-even
verdict-luck = same as luck
verdict-below = below break-even
verdict-unknown = cannot be told
risk-line = The past is no promise. Only risk what you can afford to lose.

## In the picture

picture-sample = { $wins } of { $n } · between { $low } and { $high }
picture-verdict = { $verdict } · coin toss { $coin }
picture-shown = Latest { $shown } of { $total } blocks
picture-whole = All { $total } blocks, oldest to newest
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
    { $done ->
        [one] Only one asset was tested.
       *[other] The best of { $done } tested: some shine by pure luck.
    }
top-without-candles =
    { $count ->
        [one] One asset was left out: no candles.
       *[other] { $count } assets were left out: no candles.
    }
top-range = of { $n } ({ $low } to { $high })
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

## Buttons

button-accept = ✅ I am 18+ and understand
button-link = 🔗 Link account
button-link-page = 🔐 Open the secure page
button-unlink = Unlink account
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
help-top = /top – the five open assets with the most wins
help-link =
    /link – link your account
    /unlink – unlink it
help-settings =
    /settings – language, time zone and chart colours
    /terms – the risk notice
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
command-top = The five assets with the most wins
command-link = Link your account
command-unlink = Unlink your account
command-settings = Language and time zone
command-help = Commands, examples and how to read the figures
command-terms = The risk notice
command-start = Start over

## Colours of the charts

settings-theme-dark = Charts: dark
settings-theme-light = Charts: light
button-theme-dark = 🌙 Dark charts
button-theme-light = ☀️ Light charts
