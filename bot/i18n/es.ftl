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
start-accept-ask = Si tienes 18 años o más y lo entiendes, toca el botón.
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
link-done = ✅ Cuenta conectada: <b>{ $account }</b>
link-practice = Saldo de la cuenta de práctica: { $amount }
link-done-next = ¿Vamos al primer catálogo?
link-already = Ya tienes una cuenta conectada: <b>{ $account }</b>
link-already-next = Para cambiar de cuenta, desconecta primero esta.
link-session-over = El bróker cerró tu sesión. Pasa de vez en cuando: conecta de nuevo y sigue donde estabas.
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
figures-loss = Pérdidas: { $loss } · racha más larga de pérdidas: { $streak }
figures-doji = Bloques: { $cycles } · nulos por doji (vela sin color): { $count }
figures-no-signal = sin señal: { $count }
figures-void = devueltos: { $count }
figures-none = Ninguna entrada en este período, así que no hay tasa que mostrar.
figures-interval-note = Entre paréntesis: dónde debe estar la tasa real, con 95 % de confianza.
figures-payout = Payout { $payout } · para empatar { $plan }: { $rate }
figures-payout-unknown = El bróker no informó el payout: sin punto de equilibrio.
figures-coin = Cara o cruz daría { $rate }
figures-verdict = Veredicto: <b>{ $verdict }</b>
figures-coverage = Velas: { $present } de { $expected }
figures-definition = Estrategia { $id }, versión { $version }
verdict-above = por encima del equilibrio
verdict-luck = igual que el azar
verdict-below = por debajo del equilibrio
verdict-unknown = no se puede decir
risk-line = El pasado no es una promesa. Arriesga solo lo que puedas perder.

## En el gráfico

picture-sample = { $wins } de { $n } · entre { $low } y { $high }
picture-verdict = { $verdict } · cara o cruz { $coin }
picture-shown = Últimos { $shown } de { $total } bloques
picture-whole = Los { $total } bloques, del más antiguo al más nuevo
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
    { $done ->
        [one] Solo se probó un activo.
       *[other] Los mejores de { $done } probados: algunos brillan por suerte.
    }
top-without-candles =
    { $count ->
        [one] Un activo quedó fuera: sin velas.
       *[other] { $count } activos quedaron fuera: sin velas.
    }
top-range = de { $n } ({ $low } a { $high })
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

## Botones

button-accept = ✅ Tengo 18+ y lo entiendo
button-link = 🔗 Conectar cuenta
button-link-page = 🔐 Abrir la página segura
button-unlink = Desconectar cuenta
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
help-top = /top – los cinco activos abiertos con más aciertos
help-link =
    /link – conectar tu cuenta
    /unlink – desconectarla
help-settings =
    /settings – idioma, zona horaria y colores de los gráficos
    /terms – el aviso de riesgo
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
command-top = Los cinco activos con más aciertos
command-link = Conectar tu cuenta
command-unlink = Desconectar tu cuenta
command-settings = Idioma y zona horaria
command-help = Comandos, ejemplos y cómo leer los números
command-terms = El aviso de riesgo
command-start = Empezar de nuevo

## Colores de los gráficos

settings-theme-dark = Gráficos: oscuros
settings-theme-light = Gráficos: claros
button-theme-dark = 🌙 Gráficos oscuros
button-theme-light = ☀️ Gráficos claros
