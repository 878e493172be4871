# Lo que dice el bot en español (neutro, de "tú"). Frases cortas, ninguna promesa, nunca "entra ahora".

-broker = Polarium

## Primeros pasos

start-hello = ¡Hola, { $name }! 👋
start-hello-nameless = ¡Hola! 👋
start-what = Cuento cómo le fue en el pasado a una estrategia de color de vela. Tú eliges el activo; yo muestro el gráfico, los números y cuánto puedes confiar en ellos.
risk-notice =
    <b>Antes de empezar, lee con calma</b>
    • El servicio es solo para mayores de 18 años.
    • Operar tiene un riesgo alto: puedes perder todo el dinero que pongas.
    • Muestro el pasado, y no garantiza nada sobre la próxima entrada.
    • Martingala (subir la entrada después de perder) cambia muchas pérdidas pequeñas por una muy grande.
    • Nunca envío órdenes, nunca toco tu dinero y nunca te digo cuándo entrar.
start-accept-ask = Si tienes 18 años o más, lo entiendes y estás de acuerdo con los términos (/terms) y con lo que guardo de ti (/privacy), toca el botón.
start-first = Antes de eso, falta un paso.
language-ask = ¿En qué idioma hablamos?
zone-ask = ¿Qué hora es ahí? Elige tu zona, para que las horas coincidan con tu reloj.
start-ready = ¡Todo listo! Las horas seguirán el reloj de { $zone }.
start-next-link = Ahora conecta tu cuenta { -broker }, para que pueda leer las velas. Tu contraseña nunca pasa por este chat.
start-next-catalog = Tu cuenta ya está conectada. ¿Vemos un activo?
terms-version = Versión { $version } de este aviso.

## Zonas horarias

zone-sao-paulo = Brasilia
zone-manaus = Manaos
zone-rio-branco = Río Branco
zone-noronha = Fernando de Noronha
zone-lisbon = Lisboa
zone-luanda = Luanda
zone-maputo = Maputo
zone-buenos-aires = Buenos Aires
zone-santiago = Santiago
zone-bogota = Bogotá
zone-mexico-city = Ciudad de México
zone-madrid = Madrid
zone-new-york = Nueva York
zone-dubai = Dubái
zone-utc = UTC

## Cuenta en el bróker

link-title = <b>Conectar tu cuenta { -broker }</b>
link-how = El botón abre una página segura, solo tuya. Sirve durante 10 minutos, hasta las { $until }, y una sola vez.
link-password-care = 🔒 Escribe la contraseña solo en esa página, nunca aquí. Se usa una vez, para entrar, y no se guarda.
link-done = ✅ Cuenta conectada y en uso: <b>{ $account }</b>
link-done-next = ¿Vamos al primer catálogo?
link-session-over = El bróker cerró tu sesión en la cuenta <b>{ $account }</b>. Pasa de vez en cuando: conecta de nuevo y sigue donde estabas.
link-missing = Para catalogar, conecta primero tu cuenta. Lleva un minuto.
unlink-done = Cuenta desconectada. Salí de tu sesión en el bróker y borré el acceso que estaba guardado.
unlink-nothing = No hay ninguna cuenta conectada, así que no hay nada que desconectar.
password-deleted = 🛡 Tu mensaje parecía tener una contraseña. Lo borré y no guardé nada de él.
password-delete-it = 🛡 Tu mensaje parece tener una contraseña. No guardé nada de él, pero no pude borrarlo: bórralo tú, por favor.
password-change = Nunca escribas contraseñas en un chat. Para conectar, usa la página segura. Si de verdad era tu contraseña, cámbiala en el bróker: pudo verse en una notificación.

## Mientras trabaja

stage-accepted = Recibido. Empiezo ya…
stage-queued =
    { $ahead ->
        [0] Eres el siguiente.
        [one] Hay un pedido antes que el tuyo.
       *[other] Hay { $ahead } pedidos antes que el tuyo.
    }
stage-candles = { $done } de { $total } velas
stage-evaluating = Contando los bloques…
stage-drawing = Dibujando el gráfico…
stage-assets = { $done } de { $total } activos
stage-canceling = Parando…
work-canceled = Cancelado, como pediste.
work-failed = No pude terminar. El fallo fue nuestro, no tuyo.
report-id = Si vuelve a pasar, envía este código al soporte: <code>{ $id }</code>

## Resultado

depth-none = sin gale
depth-up-to = hasta G{ $depth }
window-blocks =
    { $count ->
        [one] { $count } bloque
       *[other] { $count } bloques
    }
window-hours = { $count } h
window-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
age-minutes = { $count } min
age-hours = { $count } h
age-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
stored-age = Respuesta guardada, de hace { $age }.
figures-first = 1.ª entrada: { $wins } de { $n } = <b>{ $rate }</b> ({ $low } a { $high })
figures-up-to = hasta G{ $level }: { $wins } de { $n } = <b>{ $rate }</b> ({ $low } a { $high })
figures-loss = Pérdidas: { $loss } · racha más larga: { $streak }
figures-doji = Bloques: { $cycles } · nulos por doji (vela sin color): { $count }
figures-no-signal = sin señal: { $count }
figures-void = devueltos: { $count }
figures-none = Ninguna entrada en este período, así que no hay tasa que mostrar.
figures-interval-note = Entre paréntesis, el margen de error: la tasa real debe estar en ese rango (95% de confianza).
figures-payout = Payout { $payout } · para empatar { $plan }: { $rate }
figures-payout-unknown = El bróker no informó el payout: sin punto de equilibrio.
figures-coin = Cara o cruz daría { $rate }
figures-verdict = Veredicto: <b>{ $verdict }</b>
figures-coverage = Velas: { $present } de { $expected }
figures-definition = Estrategia { $id }, versión { $version } · resultado <code>#{ $result }</code>
verdict-above = por encima del equilibrio
verdict-luck = igual que el azar
verdict-below = por debajo del equilibrio
verdict-unknown = no se puede decir
risk-line = El pasado no es una promesa. Arriesga solo lo que puedas perder.

## En el gráfico

picture-sample = { $n } ciclos · { $low } a { $high }
picture-verdict = { $verdict } · cara o cruz { $coin }
picture-shown = Últimos { $shown } de { $total } bloques
picture-whole = Los { $total } bloques, del más antiguo al más nuevo · racha de pérdidas más larga: { $streak }
picture-empty = Ningún bloque completo en este período
legend-first = de 1.ª
legend-gale = gale { $level }
legend-gales = en los gales
legend-loss = pérdida
legend-doji = nulo
legend-no-signal = sin señal
legend-void = devuelto
legend-pending = en curso
legend-interval = franja de 95 %
legend-break-even = equilibrio

## Top 5

top-title = Top 5
top-partial = Lista parcial: { $done } de { $total } activos hasta que paraste.
top-nothing = Ningún activo abierto tiene velas para contar ahora. Prueba dentro de un rato.
top-tried =
    Probé { $tried } combinaciones. { $passed ->
        [0] Ninguna se distingue de la suerte.
        [one] Solo una se distingue de la suerte.
       *[other] { $passed } se distinguen de la suerte.
    }
top-without-candles =
    { $count ->
        [one] Un activo quedó fuera: sin velas.
       *[other] { $count } activos quedaron fuera: sin velas.
    }
top-sample = { $wins } de { $n }
top-break-even = empata con { $rate }
top-payout-unknown = payout no informado

## Pedidos que no salieron bien

refusal-unknown-asset = No encontré el activo “{ $typed }”.
refusal-no-asset = Falta decir el activo.
refusal-did-you-mean = ¿Es uno de estos?
refusal-unknown-strategy = No conozco la estrategia “{ $typed }” en { $timeframe }.
refusal-bad-timeframe = “{ $typed }” no es un tiempo de vela de aquí: usa m1, m5 o m15.
refusal-bad-depth = “{ $typed }” no sirve: va de g0 (sin gale) a g{ $max }.
refusal-bad-window = El período “{ $typed }” no sirve: usa hasta { $maxBlocks } bloques (100), horas (24h) o hasta { $maxDays } días (7d).
refusal-dates-reversed = En “{ $typed }” el final viene antes del comienzo.
refusal-too-long = Ese pedido es demasiado largo: caben { $max } letras.
refusal-given-twice = “{ $typed }” está de más: di cada cosa una sola vez.
refusal-unknown-word = No entendí “{ $typed }”.
refusal-example = Así funciona: <code>{ $example }</code>
broker-down = 🔌 El bróker no responde ahora.
broker-down-wait = No es cosa tuya. Prueba de nuevo en unos minutos.
broker-down-stored = Tengo la respuesta de hace { $age } a este mismo pedido. ¿La ves?
asset-closed = 🔒 { $asset } está cerrado ahora.
asset-opens = Abre el { $at }.
no-candles = El bróker no tiene velas de { $asset } en este período ({ $window }).
too-fast = 🐢 ¡Calma! Son muchos pedidos a la vez. Espera unos segundos y envíalo de nuevo.
menu-expired = Este botón es de un menú antiguo. ¿Abrimos uno nuevo?
unknown-command = No conozco el comando “{ $typed }”.
not-understood = Entiendo comandos. ¿Qué tal uno de estos?
apology = Perdona, algo salió mal de nuestro lado.
toast-foreign = Este botón es de otra persona. Envía /catalog para tener el tuyo.
toast-expired = Este menú caducó. Envía /catalog para abrir uno nuevo.
toast-canceling = Parando…
toast-saved = Guardado ✓
toast-already-running = Ya estoy trabajando en ese pedido.
toast-just-answered = Acabo de responder a ese pedido: es el mensaje de arriba.

## Botones

button-accept = ✅ Tengo 18+ y lo entiendo
button-link = 🔗 Conectar cuenta
button-link-page = 🔐 Abrir la página segura
button-catalog = 📊 Catalogar
button-menu = 📋 Elegir en el menú
button-top = 🏆 Top 5
button-help = ❓ Ayuda
button-cancel = ✖️ Cancelar
button-try-again = 🔄 Probar de nuevo
button-refresh = 🔄 Actualizar
button-change = ✏️ Cambiar
button-run = ▶️ Catalogar
button-back = ↩️ Volver
button-categories = 🗂 Categorías
button-other-asset = 💱 Otro activo
button-stored = 🕰 Ver la de hace { $age }
button-language = 🌐 Idioma
button-zone = 🕒 Zona horaria

## Menú de /catalog

menu-home = <b>¿Qué catalogamos?</b>
menu-categories = <b>¿Qué tipo de activo?</b> El número dice cuántos están abiertos.
menu-category = { $name } · { $count }
menu-no-assets = Todavía no tengo la lista de activos. Prueba dentro de un rato.
menu-search-hint = 🔎 ¿Ya sabes el nombre? Mándalo aquí, por ejemplo <code>eurusd otc</code>
menu-assets = Primero los abiertos, con su payout de ahora.
menu-closed = cerrado
menu-strategies = <b>¿Qué estrategia?</b> Estas son las de { $timeframe }.
menu-windows = <b>¿Cuánto del pasado?</b>
menu-windows-hint = Un bloque es un grupo de velas del reloj, como de 14:00 a 14:04. También puedes escribir: <code>/catalog 300</code> o <code>/catalog 12h</code>
menu-depths = <b>¿Cuántos gales?</b>
menu-depths-note = Un gale repite la entrada, con más valor, en la vela siguiente a la pérdida. Cada gale de más acierta más veces y pierde más cuando falla.
menu-timeframes = <b>¿Qué tiempo de vela?</b>
menu-page = { $page } de { $pages }
category-forex = Divisas
category-crypto = Cripto
category-stocks = Acciones
category-indices = Índices
category-commodities = Materias primas

## Ayuda y ajustes

help-title = <b>Lo que sé hacer</b>
help-catalog = /catalog – cómo le fue a una estrategia en un activo. Solo, abre un menú; o dilo todo de una vez, en cualquier orden:
help-examples =
    <code>/catalog EURUSD-OTC m1 minority g2 100</code>
    <code>/catalog EURUSD-OTC 24h</code>
    <code>/catalog EURUSD-OTC m5 mhi g1 7d</code>
    <code>/catalog EURUSD-OTC 01/10..05/10</code>
help-top = /top – los cinco mejores activos abiertos. Acepta filtros: <code>/top otc todas 24h 80%</code>
help-link =
    /link – conectar tu cuenta
    /unlink – desconectarla
help-settings =
    /settings – idioma, zona horaria y colores de los gráficos
    /terms – los términos y el aviso de riesgo
help-reading =
    <b>Para leer un resultado</b>
    • <b>W, G1, G2, H</b>: acertó en la primera entrada (W), en el primer o el segundo gale (el nuevo intento tras la pérdida), o perdió todas (H). “Hasta G2” suma todo hasta ahí.
    • <b>Nulo</b>: había un doji, una vela que cierra al precio en que abrió, y no hubo entrada.
    • <b>Entre paréntesis</b>: dónde debe estar la tasa real, con 95 % de confianza. Pocas entradas, franja ancha.
    • <b>Para empatar</b>, o equilibrio: la tasa con la que ni ganas ni pierdes, con el payout de ahora.
    • <b>Cara o cruz</b>: lo que se acierta sin estrategia ninguna. ¡Con dos gales ya es 87,5 %!
    • <b>Igual que el azar</b>: los números no bastan para separar la estrategia del azar.
settings-title = <b>Ajustes</b>
settings-language = Idioma: { $language }
settings-zone = Zona: { $zone }, ahora son las { $time }
settings-account = Cuenta: <b>{ $account }</b>
settings-no-account = Cuenta: ninguna conectada

## Lista de comandos de Telegram

command-catalog = Cómo le fue a una estrategia en un activo
command-top = Los cinco mejores activos abiertos ahora
command-link = Conectar tu cuenta
command-unlink = Desconectar tu cuenta
command-settings = Idioma y zona horaria
command-help = Comandos, ejemplos y cómo leer los números
command-terms = Los términos y el aviso de riesgo
command-start = Empezar de nuevo

## Colores de los gráficos

settings-theme-dark = Gráficos: oscuros
settings-theme-light = Gráficos: claros
button-theme-dark = 🌙 Gráficos oscuros
button-theme-light = ☀️ Gráficos claros

## El resultado, con todas las cuentas

figures-all-doji = Todas las velas de este período son dojis (cerraron en el precio en que abrieron): no hubo entrada ni hay tasa.
figures-history = El período pedido es más largo que el historial: las velas empiezan el { $from }.
figures-payout-zero = Este activo tiene un payout del 0%: no hay tasa que empate.
figures-runs = Rachas de pérdidas: { $runs }
figures-run =
    { $length ->
        [one] { $count } aisladas
       *[other] { $count } de { $length } seguidas
    }
figures-expected = Con { $stake } por entrada, cada una daría en promedio { $mean } ({ $low } a { $high })
figures-expected-gales = Con { $stake } en la 1ª entrada y { $gales }, cada ciclo daría en promedio { $mean } ({ $low } a { $high })
gales-target = gales que buscan la misma ganancia
gales-recover = gales que solo recuperan
gales-multiplier = gales × { $factor }
verdict-above-note = Acertó más de lo que necesita para empatar, y la suerte sola no lo explica. Aun así, es pasado.
verdict-luck-note = Con estos números no se puede separar la estrategia del azar.
verdict-below-note = Acertó menos de lo que necesita para empatar.
picture-rates = 1ª { $first } · G{ $depth } { $rate }
picture-samples = { $n } ciclos · 1ª { $firstLow } a { $firstHigh } · G{ $depth } { $low } a { $high }
picture-expected = promedio por ciclo { $mean }
recheck-same = Coincide: rehíce la cuenta con las velas guardadas y dio lo mismo.
recheck-candles = No coincide: las velas guardadas cambiaron desde entonces (el bróker corrige algunas). Con las de ahora: { $wins } de { $n } = { $rate }.
recheck-strategy = La definición de la estrategia cambió desde entonces. Estos son los números de aquel día, sin nueva cuenta.
recheck-gone = Las velas de aquel período ya no están guardadas. Estos son los números de aquel día, sin nueva cuenta.
recheck-figures = No coincide: con las mismas velas, ahora da { $wins } de { $n } = { $rate }. La falla es nuestra.
button-recheck = 🔎 Comprobar la cuenta
result-title = Resultado #{ $id }
result-ask = Di el código del resultado, las ocho letras después del #.
result-unknown = No encontré el resultado “{ $typed }”.
history-title = <b>Tus resultados</b>
history-hint = Toca uno para abrirlo de nuevo, al instante.
history-empty = Todavía no tienes resultados.
help-history = /history – tus resultados anteriores; /result rehace la cuenta de uno, meses después
button-history = 🗂 Mis resultados
command-result = Rehacer la cuenta de un resultado antiguo
command-history = Tus resultados anteriores

## Top 5, filtros y orden

top-until = Velas hasta { $until }.
top-sparse =
    { $more ->
        [0] Con velas que faltan, y por eso fuera del orden: { $names }
       *[other] Con velas que faltan, y por eso fuera del orden: { $names } y { $more } más
    }
top-per-cycle = ciclo { $low } a { $high }
top-first = 1ª { $rate }
top-order-honest = Primero, quien sale mejor por ciclo con la escalera habitual, incluso en el lado malo del margen.
top-order-predecessor = Primero, la mayor tasa de acierto.
top-nothing-left = Nada pasó por estos filtros. ¿Cambias alguno?
top-all-strategies = todas las estrategias
top-market-all = normal y OTC
top-market-normal = mercado normal
top-market-otc = OTC
top-category-all = todas las categorías
top-payout-any = cualquier payout
top-payout-min = payout de { $payout } o más
top-word-all = todas
top-menu = <b>Top 5: ¿qué comparar?</b>
refusal-bad-payout = “{ $typed }” no sirve como payout mínimo: va de 1% a 100%, por ejemplo 80%.
button-order-honest = 🛡 Primero lo más seguro
button-order-predecessor = 🎯 Primero la mayor tasa
button-filters = 🎛 Filtros
button-show-top = 🏆 Ver el Top 5

## Plan de entradas

command-stakes = Cuánto puede costar un plan de gales
stakes-title = Plan de entradas
stakes-menu = <b>¿Cómo repartes tus entradas?</b>
stakes-menu-hint = Un ciclo es la entrada con sus gales. También puedes escribir capital, primera entrada y plan: <code>/stakes 500 5 x2.2 g2 87%</code>
button-stakes = 🪜 Hacer las cuentas
stakes-bankroll = Capital: { $amount }
stakes-first = Primera entrada: { $amount }
stakes-payout = payout { $payout }
stakes-multiplier = multiplica por { $factor }
stakes-target = recupera y gana
stakes-recover = solo recupera
stakes-soros = Soros nivel { $level }
stakes-levels = Entradas: { $stakes }
stakes-worst = Un ciclo perdido, de la entrada al último gale, cuesta <b>{ $amount }</b>
stakes-worst-single = Un ciclo perdido cuesta <b>{ $amount }</b>
stakes-worst-soros = Un ciclo pide { $wins } aciertos seguidos: completo, gana { $gain }; perdido, cuesta <b>{ $amount }</b>
stakes-under = menos de { $rate }
stakes-over = más de { $rate }
stakes-breaks = El capital no paga este plan: con { $amount } se detiene en G{ $level }, faltan { $lack }.
stakes-breaks-first = El capital no paga ni la primera entrada: tiene { $amount }, faltan { $lack }.
stakes-break-even = Para empatar { $plan }: { $rate } de los ciclos
stakes-break-even-entry = Para empatar: { $rate } de las entradas
stakes-source = Con la tasa contada, { $wins } de { $n } = { $rate } ({ $low } a { $high })
stakes-source-asset = Con tu último resultado, { $asset }, { $wins } de { $n } = { $rate } ({ $low } a { $high })
stakes-source-coin = Sin un resultado tuyo para este plan, a cara o cruz
stakes-expected = resultado medio de un ciclo: { $amount }
stakes-expected-low = resultado medio de un ciclo: { $amount }; en la punta baja de la franja, { $low }
stakes-hit = perder al menos un ciclo: { $twenty } en 20, { $hundred } en 100
stakes-ruin = ruina, que el capital no pague otro ciclo: { $chance }
stakes-ruin-low = ruina, que el capital no pague otro ciclo: { $chance }; en la punta baja, { $low }
stakes-ruin-certain = segura, tarde o temprano
stakes-safe = capital para 1 % de ruina: { $amount }
stakes-safe-low = capital para 1 % de ruina: { $amount }; en la punta baja, { $low }
stakes-safe-none = ninguno alcanza
stakes-fan = { $paths } simulaciones de { $cycles } ciclos · quebraron: { $broken } · terminaron con menos: { $below }
stakes-warning = <b>Antes de guardar un plan con gales</b>: { $plan }
stakes-warning-ruin = ruina con { $amount }, que pagan { $losses } ciclos perdidos: { $chance }
stakes-refusal-long = Ese pedido es demasiado largo.
stakes-refusal-amount = “{ $typed }” no sirve como valor: va de 0,01 a 10.000.000.
stakes-refusal-multiplier = “{ $typed }” no sirve: el multiplicador va de x1 a x10.
stakes-refusal-depth = “{ $typed }” no sirve: va de g0 (sin gale) hasta g9.
stakes-refusal-soros = “{ $typed }” no sirve: Soros va de soros1 a soros9.
stakes-refusal-soros-gales = Soros no usa gale, así que “{ $typed }” sobra.
stakes-refusal-payout = “{ $typed }” no sirve como payout: va de 1 % a 200 %.
fan-bankroll = Capital en R$ a lo largo de { $cycles } ciclos
fan-drawdown = Caída en R$ desde el mejor momento
fan-outer = 9 de cada 10
fan-inner = la mitad
fan-middle = camino del medio
fan-start = comienzo

## Comprobar una lista

help-stakes = /stakes – cuánto puede costar un plan de gales: <code>/stakes 500 5 x2.2 g2 87%</code>
help-check = /check – cómo terminó una lista de señales; o pega la lista aquí
command-check = Comprobar una lista de señales
check-title = Lista de señales
stage-signals = { $done } de { $total } señales
check-ask = <b>Pega aquí tu lista de señales</b>, una por línea, hasta { $max }. Te digo cómo terminó cada una.
check-ask-how = Sin fecha vale hoy (o ayer, si esa hora aún no llegó), en la zona { $zone }. En la primera línea puedes decir el tiempo y los gales, como <code>m5 g1</code>; con <code>doji</code>, los empates van aparte.
check-refusal = No encontré ninguna señal en esa lista.
check-example = Así funciona: <code>{ $example }</code>
check-summary = Señales contadas: { $played } · líneas leídas: { $lines }
check-apart =
    { $count ->
        [one] empate aparte: { $count }
       *[other] empates aparte: { $count }
    }
check-missing = sin vela: { $count }
check-pending = por venir: { $count }
check-unread =
    { $count ->
        [one] { $count } línea con error
       *[other] { $count } líneas con error
    }
check-left-out =
    { $count ->
        [one] Comprobé las primeras { $max } líneas; quedó fuera { $count }.
       *[other] Comprobé las primeras { $max } líneas; quedaron fuera { $count }.
    }
check-nothing = Ninguna señal contada, así que no hay tasa que mostrar.
check-break-even = Para empatar { $plan }: { $rate }, con los payouts de { $at } (no los de la hora de cada señal)
check-no-payout = El bróker no informó todos los payouts: sin punto de equilibrio.
check-line = Línea { $number }: { $problem }
check-tie = empate
check-no-candle = sin vela
check-to-come = por venir
check-problem-time = falta una hora que exista
check-problem-date = la fecha no existe
check-problem-ticker = falta el activo
check-problem-direction = falta la dirección (CALL o PUT)
check-problem-timeframe = el tiempo de vela no es M1, M5 o M15
check-problem-off-grid = ninguna vela de ese tiempo abre en ese minuto
check-problem-twice = repite una línea de arriba
check-problem-too-old = es anterior a los { $days } días que guardo
check-problem-too-far = está en el futuro; revisa el año
check-problem-asset = no conozco { $asset }
check-problem-asset-near = no conozco { $asset }; ¿será { $near }?
check-gone = Esta lista ya no está guardada. Pégala de nuevo, por favor.

## Por hora, entradas y horarios

command-hours = En qué horas y días le fue mejor a la estrategia
command-entries = Todas las entradas, una por una, y la planilla
command-times = Horarios del día en que un color vino más veces
button-hours = 🕐 Por hora
button-entries = 📋 Entradas
button-csv = 📄 Bajar planilla (CSV)
button-signals = 📄 Bajar la lista
button-page-before = ⬅️ Anterior
button-page-after = Siguiente ➡️
hours-best = 🔵 <b>Donde le fue mejor</b>
hours-worst = 🟠 <b>Donde le fue peor</b>
hours-row = { $day } { $hour }h: { $rate } de { $n } ({ $low } a { $high })
hours-flat = Las horas no difieren más de lo que haría el azar: aquí no hay hora buena ni mala.
hours-tried =
    { $beat ->
        [0] { $tried } horarios comparados; ninguno supera el equilibrio al descontar la suerte.
        [one] { $tried } horarios comparados; uno supera el equilibrio al descontar la suerte.
       *[other] { $tried } horarios comparados; { $beat } superan el equilibrio al descontar la suerte.
    }
hours-tried-unknown = { $tried } horarios comparados: entre tantos, algunos brillan solo por suerte.
hours-shrunk = En el mapa, el número es lo que pasó; el color, lo que queda al descontar la suerte.
help-lists =
    /hours – en qué horas y días le fue mejor o peor
    /entries – las entradas una por una, y la planilla
    /times – horarios del día: <code>/times EURUSD-OTC m1 20d 90%</code>
summary-definition = Estrategia { $id }, versión { $version }
hours-key = tasa en % · entradas
hours-worse = 10 puntos bajo el promedio
hours-better = 10 puntos sobre el promedio
weekday-sun = dom
weekday-mon = lun
weekday-tue = mar
weekday-wed = mié
weekday-thu = jue
weekday-fri = vie
weekday-sat = sáb
entries-page =
    { $count ->
        [one] <b>La única entrada</b>
       *[other] <b>{ $count } entradas</b>, las más nuevas primero · página { $page } de { $pages }
    }
entries-legend = W: acertó en la 1ª · G1, G2…: acertó en el gale · H: perdió · V: devuelta
entries-file = entradas
entries-file-caption =
    { $count ->
        [one] Una entrada de { $asset }, en la hora de { $zone }. Se abre en cualquier planilla.
       *[other] { $count } entradas de { $asset }, en la hora de { $zone }. Se abre en cualquier planilla.
    }
csv-date = fecha
csv-time = hora ({ $zone })
csv-asset = activo
csv-timeframe = vela
csv-strategy = estrategia
csv-direction = dirección
csv-result = resultado
times-title = por horario
times-share = { $share } o más
times-how = La mitad de los días (uno sí, uno no) elige los horarios y la dirección; la otra mitad mide. Así ningún día se juzga a sí mismo.
times-found =
    { $count ->
        [0] Ninguno de los { $tried } horarios llegó a { $share } en los días que eligen. Por puro azar serían { $chance }.
        [one] Uno de los { $tried } horarios llegó a { $share } en los días que eligen. Por puro azar serían { $chance }.
       *[other] { $count } de los { $tried } horarios llegaron a { $share } en los días que eligen. Por puro azar serían { $chance }.
    }
times-under-one = menos de 1
times-together = En los otros días, todos ellos juntos:
times-beat =
    { $count ->
        [0] Uno por uno, ninguno supera el equilibrio al descontar que se probaron { $tried }.
        [one] Uno por uno, solo el marcado con ✔️ supera el equilibrio, descontados los { $tried } probados.
       *[other] Uno por uno, { $count } (con ✔️) superan el equilibrio, descontados los { $tried } probados.
    }
times-page =
    { $pages ->
        [one] <b>Horario · en los días que eligen → en los que miden</b>
       *[other] <b>Horario · en los días que eligen → en los que miden</b> · página { $page } de { $pages }
    }
times-file = horarios
times-file-caption =
    { $count ->
        [one] Un horario de { $asset }, en el reloj de { $zone }. Es un registro del pasado, no una señal.
       *[other] { $count } horarios de { $asset }, en el reloj de { $zone }. Es un registro del pasado, no una señal.
    }
refusal-bad-days = “{ $typed }” no sirve aquí: di los días, de { $min }d a { $max }d.
refusal-bad-share = “{ $typed }” no sirve: va de 50% a 100%.
refusal-no-strategy = Aquí no va estrategia (“{ $typed }”): los horarios se cuentan solo por el color de la vela.

## Favoritos

favourites-title = Favoritos
favourites-none = Todavía no tienes favoritos. Toca la ⭐ en un resultado o en el menú, o di el nombre del activo.
favourites-how = Toca un activo para catalogarlo con tu último plan, o ✖️ para quitarlo de la lista.
favourites-added = ⭐ { $asset } ahora es un favorito.
favourites-there = ⭐ { $asset } ya es un favorito.
favourites-full = La lista de favoritos está llena. Quita uno antes de poner otro.
button-choose-asset = 💱 Elegir en el menú
button-favourites = ⭐ Favoritos
command-favourites = Los activos que marcaste con ⭐

## Presets

presets-title = Presets
presets-none = Un preset es un pedido guardado con un nombre, para repetirlo con un toque. Todavía no tienes ninguno. Haz un catálogo y luego guárdalo:
presets-how = ▶️ lo ejecuta ahora; ⚙️ cambia el nombre, comparte o borra.
presets-word-save = guardar
presets-word-rename = renombrar
presets-new-name = nombre nuevo
presets-kept = Guardado.
presets-confirm-ask = ¿Lo leíste con calma? Tú decides si quieres guardar este plan de todos modos.
presets-forgotten = De acuerdo, no guardé nada.
presets-rename-how = Para cambiar el nombre, copia esto, cambia el final y envíalo:
presets-share-how = Envía este enlace a quien quieras. Esa persona ve el pedido y puede guardar una copia; tu nombre no aparece.
presets-shared = Alguien compartió contigo el preset <b>{ $name }</b>.
presets-delete-ask =
    { $notices ->
        [0] ¿Borrar este preset?
        [one] ¿Borrar este preset y el aviso que depende de él?
       *[other] ¿Borrar este preset y los { $notices } avisos que dependen de él?
    }
presets-deleted = Borré el preset <b>{ $name }</b>.
presets-name-missing = Falta el nombre del preset.
presets-name-long = El nombre puede tener hasta { $max } letras, y este tiene { $letters }.
presets-name-taken = Ya tienes un preset llamado “{ $name }”.
presets-full = Ya tienes { $most } presets, el máximo. Borra uno antes de guardar otro.
presets-nothing-asked = Todavía no hay pedido que guardar: haz primero un catálogo.
presets-unknown = No tienes un preset llamado “{ $name }”. Para guardar tu último pedido con ese nombre:
presets-link-over = Este enlace ya no vale: quien lo compartió borró el preset, o el enlace llegó incompleto.
presets-notice-hint = Para saber cuándo la tasa cruza una línea: <code>{ $example }</code>
button-keep = 📌 Guardar preset
button-presets = 📌 Presets
button-rename = ✏️ Cambiar nombre
button-share = 🔗 Compartir
button-delete = 🗑 Borrar
button-delete-now = 🗑 Sí, borrar
button-keep-anyway = Guardarlo de todos modos
button-forget = No guardarlo
button-copy = 📌 Guardar una copia
help-presets =
    /favourites – tus activos con ⭐
    /presets – pedidos guardados con nombre, para repetir o compartir
    /notify – un aviso cuando una tasa cruce una línea
    /daily – la lista del día, a la hora que quieras
command-presets = Tus pedidos guardados con nombre

## Avisos

notify-title = Avisos
notify-none = No tienes avisos. Un aviso llega cuando la tasa de un preset cruza una línea que tú elegiste.
notify-above = <b>{ $name }</b> por encima de { $line }
notify-below = <b>{ $name }</b> por debajo de { $line }
notify-word-above = arriba
notify-word-quiet = silencio
notify-quiet = 🌙 Silencio de { $from } a { $to }, en tu zona horaria. Para cambiarlo: <code>{ $example }</code>
notify-quiet-off = 🌙 Sin horas de silencio. Para tenerlas: <code>{ $example }</code>
notify-set = Aviso activado. Lo probé en las últimas 24 horas.
notify-there = Este aviso ya estaba activado. Lo probé de nuevo en las últimas 24 horas.
notify-crossings =
    { $count ->
        [0] En las últimas 24 horas la tasa no cruzó esta línea ninguna vez.
        [one] En las últimas 24 horas la tasa cruzó esta línea una vez.
       *[other] En las últimas 24 horas la tasa cruzó esta línea { $count } veces.
    }
notify-beyond = Ya está de ese lado: el aviso llega cuando vuelva y cruce otra vez.
notify-only-past = Solo cambió la cuenta del pasado; no dice lo que viene después.
notify-ended = Aviso desactivado.
notify-how = Di el preset, el lado y la línea.
notify-unknown-preset = No tienes un preset llamado “{ $name }”.
notify-bad-line = “{ $typed }” no sirve como línea: usa una tasa entre 0,1% y 99,9%.
notify-bad-hours = “{ $typed }” no sirve como horas de silencio: di de qué hora a qué hora.
notify-dates = Este preset mira fechas fijas, así que su tasa ya no cambia. Usa un período que avance, como 100 bloques o 24h.
notify-full = Ya tienes { $most } avisos, el máximo. Desactiva uno antes de crear otro.
notify-always =
    { $count ->
        [one] En el único bloque de las últimas 24 horas la tasa estuvo de ese lado. El aviso llegaría en cada bloque.
       *[other] En los { $count } bloques de las últimas 24 horas la tasa estuvo siempre de ese lado. El aviso llegaría en cada bloque.
    }
notify-often = En las últimas 24 horas la tasa cruzó esta línea { $count } veces: habría avisos casi todo el tiempo.
notify-choose-other = Por eso no lo activé. Elige una línea más lejana o un preset con más bloques.
notify-untested = No hay velas suficientes de las últimas 24 horas para probar este aviso. Por eso no lo activé.
button-notices = 🔔 Avisos
button-end-notice = 🔕 Desactivar este aviso
command-notify = Avisar cuando una tasa cruce una línea

## Lista del día

daily-title = Lista del día
daily-list-title = La lista del día
daily-on-today = Activada: llega todos los días a las { $at } ({ $zone }), la próxima hoy mismo.
daily-on-tomorrow = Activada: llega todos los días a las { $at } ({ $zone }), la próxima mañana.
daily-off = Desactivada.
daily-what = Lo que mira: { $question }
daily-how = También puedes escribir la hora y los filtros: <code>{ $example }</code>
daily-not-understood = No entendí “{ $typed }” para la lista del día.
daily-no-candles = Hoy no hay lista: no tengo velas recientes para contar.
daily-nothing = Nada pasó por tus filtros hoy.
daily-recorded = Esta lista quedó registrada y se comprobará con las velas que vengan después.
button-daily = ☀️ Ajustar la lista del día
button-daily-on = ☀️ Activar
button-daily-off = Desactivar
command-daily = La lista del día: activar, hora y filtros

## Compartir en otro chat

share-open = Abrir el bot y hacer un catálogo
share-start = Empezar en el bot
share-none = Ningún resultado tuyo con estas palabras
share-card = 1ª { $first } ({ $firstLow } a { $firstHigh }) · hasta G{ $depth } { $rate } ({ $low } a { $high }) de { $n } · { $verdict }
share-card-none = sin entradas en este período
button-share-open = 📊 Hacer el mío

## Lo que se confirmó: /record

record-title = <b>¿Se confirmó lo que mostré?</b>
record-how = Guardo el Top 5 de cada hora tal como se mostró y lo compruebo un día después. Lo guardado no cambia.
record-yesterday = Ayer
record-week = Últimos 7 días
record-month = Últimos 30 días
record-lists =
    { $count ->
        [0] ninguna lista
        [one] { $judged } de una lista comprobada
       *[other] { $judged } de { $count } listas comprobadas
    }
record-came = Mostré { $told }, llegó <b>{ $came }</b> en { $n } ciclos ({ $low } a { $high }). Cara o cruz: { $coin }
record-above = Sobre el equilibrio: { $count } de { $of } filas
record-marked = de las marcadas: { $count } de { $of }
record-error = Error { $brier }, de cara o cruz { $coin }
record-error-note = Error: cuanto menos, mejor. Cada ciclo cuenta una sola vez.
record-window = En períodos tan largos como contó la lista: mostré { $told }, llegó { $came } en { $n } ciclos.
record-verdict-better = ➜ En 30 días, las listas erraron menos que cara o cruz.
record-verdict-worse = ➜ En 30 días, cara o cruz erró menos que las listas: mucho del brillo era suerte.
record-verdict-even = ➜ En 30 días, las listas erraron tanto como cara o cruz.
record-seal = 🔏 Sello de la lista { $seq }: <code>{ $hash }</code>
record-seal-note = Anota el sello: si alguien cambia el pasado, deja de coincidir.
record-nothing =
    { $count ->
        [0] Todavía no he guardado ninguna lista. La primera comprobación sale un día después de la primera lista.
        [one] Ya guardé una lista; la primera comprobación sale un día después de ella.
       *[other] Ya guardé { $count } listas; la primera comprobación sale un día después de la primera.
    }
record-picture-title = Lo que mostré y lo que llegó
record-picture-lists =
    { $count ->
        [one] Una lista, comprobada un día después
       *[other] { $count } listas, comprobadas un día después
    }
record-picture-told = Hacia la derecha: la tasa que mostré
record-picture-came = Hacia arriba: la tasa que llegó después
record-picture-equal = mostré = llegó
record-picture-point = lo que llegó
record-picture-error = Error { $brier }, de cara o cruz { $coin } (cuanto menos, mejor)
record-picture-empty = Todavía hay pocos ciclos para dibujar
help-record = /record – si lo que mostré se confirmó después
command-record = Si lo que mostré se confirmó

## Límites y fila

too-soon = 🐢 Fueron muchos pedidos en poco tiempo. Puedes mandar el próximo en { $wait }.
too-soon-pressed = 🐢 Hay mucha gente pidiendo ahora, así que va más lento para todos. Puedes mandar el próximo en { $wait }.
wait-seconds = { $count } s
wait-minutes = { $count } min
stage-wait = Debería tardar unos { $wait }.
stage-own = Empiezo en cuanto termine otro pedido tuyo.

## La tarjeta entera, en todas partes

figures-closed = Cerrado ahora: las velas llegan hasta { $until }.
times-definition = Cuenta por horario, versión { $version } · resultado <code>#{ $result }</code>
top-rate = { $rate } de { $n } ({ $low } a { $high })
top-rate-only = { $rate } ({ $low } a { $high })
top-coin = Cara o cruz: { $coin }.
top-covered = Velas presentes: { $coverage } o más.
top-only-sparse = Todavía faltan demasiadas velas para poner algo en orden.
top-coin-range = { $low } a { $high }
top-details-title = Fila por fila
top-result = Resultado <code>#{ $result }</code>: con este nombre, /result rehace la cuenta.
recheck-rows = No coincide: las velas guardadas cambiaron desde entonces (el bróker corrige algunas). Con las de ahora, { $same } de { $of } filas dan lo mismo.
share-card-entry = { $rate } ({ $low } a { $high }) de { $n } · { $verdict }
button-details = 🔎 Fila por fila

## Planes: /plan

plan-name-free = Gratis
plan-name-premium = Premium
plan-name-pro = Pro
plan-name-operator = Operador
plan-name-own = <b>{ $plan }</b> (el tuyo)
plan-title = ⭐ <b>Tu plan: { $plan }</b>
plan-renews = Se renueva solo el { $until }.
plan-ends = Vale hasta el { $until }. Después vuelves al Gratis.
plan-trialing = Es una prueba: vale hasta el { $until } y termina sola, sin cobro.
plan-past-due = ⚠️ El pago no entró. El plan sigue hasta el { $until }; si no entra hasta entonces, vuelves al Gratis.
plan-next = Después empieza el { $plan }.
plan-left-today = <b>Lo que te queda hoy</b>
plan-left-catalogs = • Catálogos: { $left } de { $most }
plan-left-tops = • Top 5: { $left } de { $most }
plan-left-assets = • Activos distintos: { $left } de { $most }
plan-left-pictures = • Imágenes en una hora: { $left } de { $most }
plan-more-at = Se renueva el { $at }.
plan-more-in = Puedes pedir de nuevo en { $wait }.
plan-reach = • Hasta { $depth } gales, { $blocks } bloques o { $days } días por pedido, { $history } días hacia atrás
plan-keeps = • { $presets } presets y { $notices } avisos
plan-turn-usual = • En la fila, tu turno llega después de quienes pagan
plan-turn-first = • En la fila, tu turno llega primero
plan-compare-title = ⭐ <b>Los planes</b>
plan-price = ⭐ { $stars } cada { $days } días
plan-a-day = • Por día: { $catalogs } catálogos, { $tops } Top 5, { $assets } activos
plan-time-kept = No se pierde ningún día: al subir de plan, los días que te quedan pasan a ser días del nuevo; al bajar, el nuevo empieza cuando termina el actual.
plan-cancel-ask = ¿Cancelar la renovación del { $plan }? Sigue valiendo hasta el { $until } y no se cobra otra vez.
plan-canceled = Listo: el { $plan } ya no se renueva. Vale hasta el { $until }.
plan-nothing-renews = Tu plan no se renueva solo, así que no hay nada que cancelar.
plan-got =
    { $count ->
        [one] ⭐ Tienes un día más de { $plan }.
       *[other] ⭐ Tienes { $count } días más de { $plan }.
    }
plan-trial-taken = La prueba es una sola por persona y por cuenta en el bróker, y ya se usó.
plan-trial-link-first = Para probar, conecta primero tu cuenta: /link
plan-trial-has-plan = Ya tienes un plan. La prueba queda guardada para cuando termine.
plan-coupon-how = Envía el cupón después del comando, así: <code>/plan CUPON</code>
plan-coupon-unknown = No conozco ese cupón. Revisa las letras y envíalo de nuevo.
plan-coupon-over = Ese cupón ya no vale.
plan-coupon-used = Ya usaste ese cupón.
plan-invite-title = 🤝 <b>Invita a un amigo</b>
plan-invite-how =
    { $count ->
        [one] Cuando conecte su cuenta por primera vez, cada uno gana un día de { $plan }. Tu enlace:
       *[other] Cuando conecte su cuenta por primera vez, cada uno gana { $count } días de { $plan }. Tu enlace:
    }
plan-invite-count = Llegaron por tu enlace: { $brought }. Ya valieron días: { $rewarded }.
plan-beyond-depth =
    { $count ->
        [0] El plan { $plan } cuenta sin gales.
        [one] El plan { $plan } llega hasta un gale.
       *[other] El plan { $plan } llega hasta { $count } gales.
    }
plan-beyond-blocks = El plan { $plan } cuenta hasta { $count } bloques de una vez.
plan-beyond-days = El plan { $plan } cuenta hasta { $count } días de una vez.
plan-beyond-history = El plan { $plan } mira hasta { $count } días hacia atrás.
plan-spent-catalogs = Los { $count } catálogos de hoy del plan { $plan } se acabaron.
plan-spent-tops = Los { $count } Top 5 de hoy del plan { $plan } se acabaron.
plan-spent-assets = El plan { $plan } cuenta { $count } activos distintos por día. Los que ya pediste hoy siguen valiendo.
plan-spent-pictures = El plan { $plan } hace { $count } imágenes por hora.
plan-news-reason = Motivo: { $reason }
plan-news-gift =
    { $count ->
        [one] 🎁 Un regalo para ti: un día de { $plan }.
       *[other] 🎁 Un regalo para ti: { $count } días de { $plan }.
    }
plan-news-friend =
    { $count ->
        [one] 🤝 Viniste por la invitación de un amigo: ganaste un día de { $plan }.
       *[other] 🤝 Viniste por la invitación de un amigo: ganaste { $count } días de { $plan }.
    }
plan-news-thanks =
    { $count ->
        [one] 🤝 Un amigo que invitaste conectó su cuenta. ¡Gracias! Ganaste un día de { $plan }.
       *[other] 🤝 Un amigo que invitaste conectó su cuenta. ¡Gracias! Ganaste { $count } días de { $plan }.
    }
plan-soon-renews =
    { $count ->
        [one] Tu { $plan } se renueva en un día, el { $at }.
       *[other] Tu { $plan } se renueva en { $count } días, el { $at }.
    }
plan-soon-ends =
    { $count ->
        [one] Tu { $plan } termina en un día, el { $at }. Después quedas con el Gratis.
       *[other] Tu { $plan } termina en { $count } días, el { $at }. Después quedas con el Gratis.
    }
plan-late =
    { $count ->
        [one] El pago del { $plan } lleva un día sin entrar. Sigue valiendo por ahora.
       *[other] El pago del { $plan } lleva { $count } días sin entrar.
    }
plan-ended =
    { $count ->
        [one] Tu { $plan } terminó hace un día. Estás en el Gratis.
       *[other] Tu { $plan } terminó hace { $count } días. Estás en el Gratis.
    }
button-plan = ⭐ Mi plan
button-plan-again = ▶️ Hasta donde llega el plan
button-plan-compare = Comparar los planes
button-plan-trial = Probar el { $plan }
button-plan-coupon = 🎟 Tengo un cupón
button-plan-invite = 🤝 Invitar
button-plan-cancel = Cancelar la renovación
button-plan-cancel-now = Sí, cancelar
button-plan-buy = { $plan } · ⭐ { $stars }
help-plan = /plan – tu plan, lo que te queda hoy, cupones e invitaciones
command-plan = Tu plan y lo que te queda hoy

## El bróker pide una pausa

broker-down-until = No es cosa tuya. Prueba de nuevo a las { $at }.
broker-limited = ⏳ El bróker pidió una pausa en tu cuenta: fueron muchas consultas seguidas.
broker-limited-until = Prueba de nuevo a las { $at }.

## Listas de señales y escaleras, la ficha entera

check-coverage = Señales con todas sus velas: { $present } de { $ended }
check-definition = Comprobación de listas, versión { $version } · resultado <code>#{ $result }</code>
check-count =
    { $count ->
        [one] una señal
       *[other] { $count } señales
    }
stakes-sample = { $present } de { $expected } velas, resultado <code>#{ $result }</code>
stakes-source-picture = { $asset }: { $wins } de { $n } = { $rate } ({ $low } a { $high }) · #{ $result }
top-ladder = Ciclo: con tu escalera, { $stakes }.
top-ladder-default = Ciclo: con { $stake } en la 1ª entrada y la escalera habitual.
top-ladder-set = Tu escalera la pones en /stakes; por ahora vale la habitual.
top-ladder-entry = { $stake } por entrada
top-ladder-gales = { $stake } y { $gales }
recheck-list-tried = El recuento de combinaciones es de aquel día: guardado, sin rehacer.

## Cuentas en el bróker y sus sesiones

balance-practice = Práctica: { $amount }
balance-real = Real: { $amount }
accounts-title = <b>Tus cuentas { -broker }</b>
accounts-current = ▸ <b>{ $account }</b> · en uso
accounts-other = • <b>{ $account }</b>
accounts-over = ⚠️ El bróker cerró esta sesión: conéctala de nuevo.
accounts-no-balances = Saldos: el bróker no respondió ahora.
accounts-by-password = Conectada el { $when }, con contraseña
accounts-by-oauth = Conectada el { $when }, en el sitio de { -broker }
accounts-from = Desde: { $from }
accounts-used = Último uso: { $when }
accounts-unused = Aún no se ha usado
accounts-care = ¿No reconoces alguna? Desconéctala aquí y cambia la contraseña en el bróker.
accounts-dropped = Cuenta { $account } desconectada. Salí de esa sesión en el bróker y borré el acceso que estaba guardado.
accounts-full =
    { $count ->
        [one] Cabe una cuenta aquí. Desconéctala para conectar otra.
       *[other] Caben { $count } cuentas aquí, y todas ya están conectadas. Desconecta una para conectar otra.
    }
button-accounts = 👤 Cuentas y sesiones
button-account-use = Usar { $account }
button-account-unlink = Desconectar { $account }
button-account-again = 🔗 Conectar de nuevo { $account }
button-account-add = ➕ Conectar otra cuenta
toast-account-in-use = En uso ahora

## Pagos con Stars

pay-title = { $plan } · { $days } días
pay-description = Más catálogos al día y ventanas más largas, por { $days } días. El plan amplía lo que consultas; no mejora los resultados ni garantiza ganancias.
pay-for-oneself = ⭐ <b>{ $plan }</b>: { $stars } Stars por { $days } días
pay-for-another = 🎁 <b>{ $plan }</b> para { $name }: { $stars } Stars por { $days } días
pay-how-renews = • <b>Renovar solo</b>: las Stars se cobran cada { $days } días, hasta que canceles en /plan
pay-how-once = • <b>Pagar una vez</b>: dura { $days } días y termina, sin otro cobro
pay-renews-already = Tu { $plan } ya se renueva solo. Pagar una vez suma { $days } días.
pay-honest = El plan amplía lo que puedes consultar. No mejora los resultados.
pay-refund-note =
    { $days ->
        [one] ¿Cambiaste de idea? En el plazo de un día pides las Stars de vuelta en /paysupport (una devolución cada 180 días).
       *[other] ¿Cambiaste de idea? En un plazo de { $days } días pides las Stars de vuelta en /paysupport (una devolución cada 180 días).
    }
pay-unavailable = No pude preparar el pago ahora. Inténtalo de nuevo en un minuto; no se cobró nada.
pay-unmatched = ⚠️ Recibí un pago que no corresponde a ninguna oferta mía. No acredité nada, y quienes cuidan el bot ya están avisados. Mira /paysupport
pay-refused-forged = Este pago no es lo que te ofrecí. Abre /plan y empieza de nuevo. No se cobró nada.
pay-refused-changed = El plan o el precio cambió. Abre /plan y mira cómo está ahora. No se cobró nada.
pay-refused-renewed = Este plan ya se renueva solo. No se cobró nada.
pay-refused-gone = Quien iba a recibirlo ya no está aquí. No se cobró nada.
paid-done = ✅ Pago recibido: { $stars } Stars.
paid-support = ¿Algo mal con el pago? /paysupport
present-given =
    { $count ->
        [one] 🎁 { $name } recibió un día de { $plan }. Ya le avisé.
       *[other] 🎁 { $name } recibió { $count } días de { $plan }. Ya le avisé.
    }
present-title = 🎁 <b>Un plan de regalo</b>
present-how = Envía este enlace a quien quiera regalarte un plan. Esa persona elige cuál, paga con sus Stars, y el tiempo es tuyo:
present-for = 🎁 <b>Un plan para { $name }</b>
present-choose = Elige qué regalar. Se paga una vez, sin renovación, y yo aviso a quien lo recibe.
present-own = Este enlace es el tuyo: envíalo a quien quiera regalarte un plan.
present-gone = Quien envió este enlace ya no está aquí.
plan-resumed = Listo: { $plan } vuelve a renovarse solo el { $until }.
plan-nothing-resumes = No hay ninguna renovación detenida que retomar. En /plan ves lo que tienes.
plan-news-late =
    { $count ->
        [one] ⭐ Encontré un pago que no me había llegado. Está acreditado: un día de { $plan }. ¡Perdona la demora!
       *[other] ⭐ Encontré un pago que no me había llegado. Está acreditado: { $count } días de { $plan }. ¡Perdona la demora!
    }
plan-news-present =
    { $count ->
        [one] 🎁 { $name } te regaló un día de { $plan }.
       *[other] 🎁 { $name } te regaló { $count } días de { $plan }.
    }
plan-news-refunded = ↩️ Se devolvieron { $stars } Stars de { $plan }. El tiempo que pagaron salió del plan.
money-trouble = 🚨 <b>Pagos: algo te necesita</b>
money-trouble-unmatched = Llegó un pago que no corresponde a ninguna oferta. No acredité nada.
money-trouble-foreign = Las cuentas de Telegram tienen un pago que no es de ninguna oferta de aquí.
money-trouble-unconfirmed = Acredité un pago que las cuentas de Telegram no muestran.
money-trouble-other = Las cuentas de Telegram tienen un ingreso que no es pago de un plan.
money-trouble-refund-refused = Telegram rechazó una devolución. Sigo intentando.
support-title = 💬 <b>Ayuda con los pagos</b>
support-none = No pagaste nada en los últimos { $days } días.
support-paid = Lo que pagaste hace poco:
support-line = • { $at } · { $plan } · { $stars } Stars
support-line-asked = • { $at } · { $plan } · { $stars } Stars · devolución en camino
support-line-done = • { $at } · { $plan } · { $stars } Stars · devuelto
support-how = Hasta { $days } días después de pagar, un toque devuelve las Stars. El tiempo que pagaron sale del plan.
support-ours = Nosotros respondemos por estos pagos; el soporte de Telegram no puede ayudar con ellos.
support-contact = ¿Otra duda? Escribe a { $contact }.
refund-ask = ¿Devolver { $stars } Stars de { $plan }? El tiempo que pagaron sale del plan, y ya no se renueva.
refund-asked = Pedido hecho. Las Stars suelen volver en unos instantes; te aviso en cuanto Telegram lo confirme.
refund-there = Esta devolución ya fue pedida y está en camino. Te aviso cuando Telegram lo confirme.
refund-done = Este pago ya fue devuelto.
refund-late = Ya pasó el plazo para devolverlo por aquí.
refund-unknown = No encontré este pago entre los tuyos.
button-pay-renews = ⭐ { $stars } cada { $days } días
button-pay-once = ⭐ { $stars } una sola vez
button-present = { $plan } · { $days } días · ⭐ { $stars }
button-plan-wish = 🎁 Pedir de regalo
button-plan-resume = Volver a renovar
button-refund = ↩️ Devolver { $stars } Stars ({ $plan })
button-refund-now = Sí, devolver
help-paysupport = /paysupport – ayuda con pagos y devoluciones
command-paysupport = Ayuda con pagos y devoluciones
notify-paused = ⏸ Tu plan vigila { $count } avisos, los más antiguos. Los que están en pausa vuelven solos cuando quepan.

## Privacidad, términos y pausas

button-minor = Tengo menos de 18
minor-no = Gracias por decirlo. Este servicio es solo para mayores de 18 años, así que paro aquí.
minor-data = ¿Quieres que borre lo que guardé de esta conversación? Envía /delete.
terms-title = <b>Términos de uso</b>
terms-body =
    • Cuento lo que ya pasó y muestro los números. No es consejo, ni señal, ni invitación a operar.
    • Quien decide y opera eres tú, en tu cuenta, por tu cuenta y riesgo.
    • El servicio es para mayores de 18 años y para uso personal. Una persona, un registro.
    • La cuenta del bróker tiene que ser tuya. Solo leo: velas, saldo y nombre de la cuenta. Órdenes, nunca.
    • Pueden faltar velas o llegar mal del bróker. Cuando lo noto, lo digo y rehago la cuenta.
    • Los planes de pago, la renovación y la devolución están en /plan y /paysupport.
    • Quien intenta tumbar el servicio o usar la cuenta de otra persona pierde el acceso.
    • Puedes irte cuando quieras: /unlink desconecta, /delete borra todo.
privacy-title = <b>Lo que sé de ti</b>
privacy-kept =
    <b>Guardo</b>
    • Tu número y tu nombre en Telegram, idioma, zona horaria y colores.
    • Tus preguntas y respuestas, favoritos, predefinidos, avisos, lista del día y pausas.
    • El nombre de tus cuentas del bróker, desde dónde las conectaste (navegador y red, sin el final de la dirección) y la clave de la sesión, cifrada con una clave que es solo tuya.
    • Tu plan, pagos, invitaciones y cuándo aceptaste los términos.
privacy-not-kept = <b>No guardo</b> tu contraseña del bróker, datos de tarjeta ni tu ubicación. No vendo nada ni muestro anuncios. Tus datos pasan solo por Telegram, { -broker } y la máquina donde funciono.
privacy-how-long =
    <b>Por cuánto tiempo</b>
    • Lo que escribes aquí: 7 días. Mis mensajes: 30 días.
    • Preguntas y respuestas: 400 días. Páginas de conexión: 1 día.
    • Lo demás, mientras lo uses. Tras 2 años sin noticias tuyas, borro todo.
privacy-rights =
    <b>Es tuyo por derecho</b> (LGPD)
    • /export – una copia de todo, en un minuto como mucho
    • /delete – borro todo en 24 horas como mucho
    • /settings, /unlink – cambiar o desconectar
    • /daily, /notify y /pause – dejar de recibir mensajes
button-privacy = 🔒 Privacidad
button-export = 📦 Descargar mis datos
button-export-open = 📦 Abrir la página del archivo
button-erase = 🗑 Borrar todo
export-asked = 📦 Estoy reuniendo tus datos. En menos de un minuto envío el enlace aquí.
export-ready = 📦 Tu archivo está listo.
export-once = El enlace se abre una sola vez, hasta { $at }. No lo muestres a nadie.
erase-ask = <b>¿Borrar todo lo que sé de ti?</b> No se puede deshacer.
erase-what =
    • Al momento: salgo de tu cuenta en el bróker, y la clave de la sesión deja de existir.
    • En 24 horas como mucho: preguntas, respuestas, favoritos, avisos, plan y el tiempo que le quede.
    • Los mensajes que ya están en esta conversación solo puedes borrarlos tú.
erase-kept =
    <b>Lo que queda, porque la ley lo manda o para protegerte</b>
    • El registro de lo que se pagó, se devolvió y se regaló, con tu número de Telegram.
    • El registro de lo que nuestro equipo hizo en tu registro.
    • Códigos sin nombre: si ya se usó la prueba gratis, y hasta cuándo vale una pausa que pediste.
erase-plan = Si tienes una suscripción, la renovación se cancela también.
button-erase-now = 🗑 Sí, borrar todo
erase-begun = Hecho. Ya salí de tu cuenta en el bróker, y lo demás desaparece en 24 horas como mucho.
erase-last = Gracias por haber pasado por aquí. Este es el último mensaje; si un día quieres volver a empezar, envía /start.
care-title = <b>Cuidarte</b>
care-pause-how = <b>Pausa.</b> Me quedo en silencio el tiempo que elijas: sin catálogos, sin lista del día, sin avisos. No se puede volver antes del final.
care-cap-none = <b>Límite por día.</b> Ninguno tuyo: vale el del plan.
care-cap =
    { $count ->
        [one] <b>Límite por día.</b> Un catálogo.
       *[other] <b>Límite por día.</b> { $count } catálogos.
    }
care-cap-later =
    { $count ->
        [one] Desde { $at }: un catálogo.
       *[other] Desde { $at }: { $count } catálogos.
    }
care-cap-later-none = Desde { $at }: sin límite.
care-cap-how = Bajarlo vale al momento; subirlo, solo al día siguiente. Otro número: /limit 15
button-care = 🌿 Pausa y límite
button-pause-day = ⏸ 24 horas
button-pause-week = ⏸ 7 días
button-pause-month = ⏸ 30 días
button-pause-half-year = ⏸ 6 meses
button-pause-now = Sí, pausar: { $length }
button-cap = { $count } por día
button-cap-none = Quitar el límite
pause-ask = ¿Hacer una pausa hasta <b>{ $at }</b>?
pause-ask-what = Hasta entonces no respondo a comandos ni envío la lista del día ni avisos, aunque lo pidas. Siguen valiendo: /privacy, /export, /delete, /unlink y lo que sea de pagos.
pause-begun = ⏸ De acuerdo. Vuelvo a responder el { $at }. Cuídate.
pause-help = Si operar dejó de hacerte bien, hablar ayuda. En Brasil, el CVV atiende gratis, día y noche, en el 188.
pause-holds = ⏸ Pediste una pausa hasta { $at }, y la estoy cumpliendo.
pause-open = Tus datos siguen siendo tuyos: /privacy, /export, /delete, /unlink.
cap-reached =
    { $count ->
        [one] 🌿 Acordaste un catálogo por día, y el de hoy ya está. El próximo es después de las { $at }.
       *[other] 🌿 Acordaste { $count } catálogos por día, y los de hoy ya están. Hay más después de las { $at }.
    }
cap-problem = No entendí “{ $typed }”. Envía un número de 1 a 1000, como /limit 15, o /limit sin.
share-paused = En pausa, como pediste
pay-refused-paused = Pediste una pausa, y hasta que termine no recibo pagos. No se cobró nada.
help-care = /pause /limit – hacer una pausa, limitar los catálogos del día
help-privacy = /privacy /export /delete – lo que guardo, descargarlo y borrarlo
command-pause = Hacer una pausa
command-limit = Limitar los catálogos del día
command-privacy = Lo que guardo de ti
command-export = Descargar tus datos
command-delete = Borrar todo lo que guardo de ti

## Acceso suspendido

blocked-now = Nuestro equipo suspendió tu acceso a Catalogador, así que por ahora no respondo a comandos.
blocked-open = ¿Fue un error, o tienes un pago por resolver? /paysupport. Tus datos siguen siendo tuyos: /privacy, /export, /delete, /unlink.

## Devoluciones con límite, y regalos que vuelven

support-again = Una devolución con un toque cada 180 días. La tuya ya se usó; la próxima queda libre el { $at }.
support-ask = ¿Necesitas otra antes? Lo vemos contigo: busca a quien te presentó Catalogador.
support-ask-contact = ¿Necesitas otra antes? Escribe a { $contact } y lo vemos contigo.
refund-again = No la devolví: una devolución con un toque cada 180 días, y la tuya ya se usó.
plan-news-present-back =
    { $count ->
        [one] ↩️ El día de { $plan } que recibiste de regalo se devolvió a quien lo pagó, y salió de tu plan.
       *[other] ↩️ Los { $count } días de { $plan } que recibiste de regalo se devolvieron a quien los pagó, y salieron de tu plan.
    }
