# As palavras do bot em português do Brasil. Leia em voz alta antes de mudar.
# Quem escreve aqui: frases curtas, "você", nenhuma promessa, nenhum "entre agora".

-broker = Polarium

## Começo

start-hello = Oi, { $name }! 👋
start-hello-nameless = Oi! 👋
start-what = Eu conto como uma estratégia de cor de vela se saiu no passado. Você escolhe o ativo; eu mostro o gráfico, os números e o quanto dá para confiar neles.
risk-notice =
    <b>Antes de começar, leia com calma</b>
    • O serviço é só para maiores de 18 anos.
    • Operar tem risco alto: você pode perder todo o dinheiro que colocar.
    • Eu mostro o passado, e ele não garante nada sobre a próxima entrada.
    • Martingale (aumentar a entrada depois de perder) troca várias perdas pequenas por uma bem grande.
    • Eu nunca envio ordens, nunca mexo no seu dinheiro e nunca digo a hora de entrar.
start-accept-ask = Se você tem 18 anos ou mais, entendeu e concorda com os termos (/terms) e com o que eu guardo de você (/privacy), toque no botão.
start-first = Antes disso, falta um passo.
language-ask = Em que idioma vamos conversar?
zone-ask = Que horas são aí? Escolha o seu fuso, para os horários baterem com o seu relógio.
start-ready = Tudo certo! Os horários vão seguir o relógio de { $zone }.
start-next-link = Agora conecte a sua conta { -broker }, para eu ler as velas. A sua senha nunca passa por este chat.
start-next-catalog = A sua conta já está conectada. Vamos ver um ativo?
terms-version = Versão { $version } deste aviso.

## Fusos

zone-sao-paulo = Brasília
zone-manaus = Manaus
zone-rio-branco = Rio Branco
zone-noronha = Fernando de Noronha
zone-lisbon = Lisboa
zone-luanda = Luanda
zone-maputo = Maputo
zone-buenos-aires = Buenos Aires
zone-santiago = Santiago
zone-bogota = Bogotá
zone-mexico-city = Cidade do México
zone-madrid = Madri
zone-new-york = Nova York
zone-dubai = Dubai
zone-utc = UTC

## Conta na corretora

link-title = <b>Conectar a sua conta { -broker }</b>
link-how = O botão abre uma página segura, só sua. Ela vale por 10 minutos, até as { $until }, e funciona uma vez só.
link-password-care = 🔒 Digite a senha só naquela página, nunca aqui. Ela é usada uma vez, para entrar, e não fica guardada.
link-done = ✅ Conta conectada e em uso: <b>{ $account }</b>
link-done-next = Vamos ao primeiro catálogo?
link-session-over = A corretora encerrou a sua sessão na conta <b>{ $account }</b>. Acontece de vez em quando: conecte de novo e continue de onde parou.
link-missing = Para catalogar, conecte primeiro a sua conta. Leva um minuto.
unlink-done = Conta desconectada. Saí da sua sessão na corretora e apaguei o acesso que estava guardado.
unlink-nothing = Não há conta conectada, então não há o que desconectar.
password-deleted = 🛡 A sua mensagem parecia ter uma senha. Apaguei a mensagem e não guardei nada dela.
password-delete-it = 🛡 A sua mensagem parece ter uma senha. Não guardei nada dela, mas não consegui apagá-la: apague você, por favor.
password-change = Nunca escreva senhas em um chat. Para conectar, use a página segura. Se era mesmo a sua senha, troque-a na corretora: ela pode ter aparecido em uma notificação.

## Enquanto trabalha

stage-accepted = Recebi. Já vou começar…
stage-queued =
    { $ahead ->
        [0] Você é o próximo.
        [one] Há um pedido na sua frente.
       *[other] Há { $ahead } pedidos na sua frente.
    }
stage-candles = { $done } de { $total } velas
stage-evaluating = Contando os blocos…
stage-drawing = Desenhando o gráfico…
stage-assets = { $done } de { $total } ativos
stage-canceling = Parando…
work-canceled = Cancelado, como você pediu.
work-failed = Não consegui terminar. A falha foi nossa, não sua.
report-id = Se acontecer de novo, mande este código para o suporte: <code>{ $id }</code>

## Resultado

depth-none = sem gale
depth-up-to = até G{ $depth }
window-blocks =
    { $count ->
        [one] { $count } bloco
       *[other] { $count } blocos
    }
window-hours = { $count } h
window-days =
    { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }
age-minutes = { $count } min
age-hours = { $count } h
age-days =
    { $count ->
        [one] { $count } dia
       *[other] { $count } dias
    }
stored-age = Resposta guardada, de { $age } atrás.
figures-first = 1ª entrada: { $wins } de { $n } = <b>{ $rate }</b> ({ $low } a { $high })
figures-up-to = até G{ $level }: { $wins } de { $n } = <b>{ $rate }</b> ({ $low } a { $high })
figures-loss = Perdas: { $loss } · maior sequência: { $streak }
figures-doji = Blocos: { $cycles } · nulos por doji (vela sem cor): { $count }
figures-no-signal = sem sinal: { $count }
figures-void = devolvidos: { $count }
figures-none = Nenhuma entrada neste período, então não há taxa para mostrar.
figures-interval-note = Entre parênteses, a margem de erro: a taxa de verdade deve estar nessa faixa (95% de confiança).
figures-payout = Payout { $payout } · para empatar { $plan }: { $rate }
figures-payout-unknown = A corretora não informou o payout: sem ponto de equilíbrio.
figures-coin = Cara ou coroa daria { $rate }
figures-verdict = Veredito: <b>{ $verdict }</b>
figures-coverage = Velas: { $present } de { $expected }
figures-definition = Estratégia { $id }, versão { $version } · resultado <code>#{ $result }</code>
verdict-above = acima do equilíbrio
verdict-luck = igual à sorte
verdict-below = abaixo do equilíbrio
verdict-unknown = não dá para dizer
risk-line = Passado não é promessa. Só arrisque o que você pode perder.

## No gráfico

picture-sample = { $n } ciclos · { $low } a { $high }
picture-verdict = { $verdict } · cara ou coroa { $coin }
picture-shown = Últimos { $shown } de { $total } blocos
picture-whole = Todos os { $total } blocos, do mais antigo ao mais novo · maior sequência de perdas: { $streak }
picture-empty = Nenhum bloco completo neste período
legend-first = de 1ª
legend-gale = gale { $level }
legend-gales = nos gales
legend-loss = perda
legend-doji = nulo
legend-no-signal = sem sinal
legend-void = devolvido
legend-pending = em curso
legend-interval = faixa de 95%
legend-break-even = equilíbrio

## Top 5

top-title = Top 5
top-partial = Lista parcial: { $done } de { $total } ativos até você parar.
top-nothing = Nenhum ativo aberto com velas para contar agora. Tente daqui a pouco.
top-tried =
    Testei { $tried } combinações. { $passed ->
        [0] Nenhuma se separa da sorte.
        [one] Só uma se separa da sorte.
       *[other] { $passed } se separam da sorte.
    }
top-without-candles =
    { $count ->
        [one] Um ativo ficou de fora: sem velas.
       *[other] { $count } ativos ficaram de fora: sem velas.
    }
top-sample = { $wins } de { $n }
top-break-even = empata com { $rate }
top-payout-unknown = payout não informado

## Pedidos que não deram certo

refusal-unknown-asset = Não encontrei o ativo “{ $typed }”.
refusal-no-asset = Faltou dizer o ativo.
refusal-did-you-mean = Será um destes?
refusal-unknown-strategy = Não conheço a estratégia “{ $typed }” em { $timeframe }.
refusal-bad-timeframe = “{ $typed }” não é um tempo de vela daqui: use m1, m5 ou m15.
refusal-bad-depth = “{ $typed }” não serve: vai de g0 (sem gale) até g{ $max }.
refusal-bad-window = O período “{ $typed }” não serve: use até { $maxBlocks } blocos (100), horas (24h) ou até { $maxDays } dias (7d).
refusal-dates-reversed = Em “{ $typed }” o fim vem antes do começo.
refusal-too-long = Esse pedido é longo demais: cabem { $max } letras.
refusal-given-twice = “{ $typed }” veio a mais: diga cada coisa uma vez só.
refusal-unknown-word = Não entendi “{ $typed }”.
refusal-example = Assim funciona: <code>{ $example }</code>
broker-down = 🔌 A corretora não está respondendo agora.
broker-down-wait = Não é nada com você. Tente de novo em alguns minutos.
broker-down-stored = Tenho a resposta de { $age } atrás para este mesmo pedido. Quer ver?
asset-closed = 🔒 { $asset } está fechado agora.
asset-opens = Abre em { $at }.
no-candles = A corretora não tem velas de { $asset } neste período ({ $window }).
too-fast = 🐢 Calma! São muitos pedidos de uma vez. Espere alguns segundos e mande de novo.
menu-expired = Este botão é de um menu antigo. Vamos abrir um novo?
unknown-command = Não conheço o comando “{ $typed }”.
not-understood = Eu entendo comandos. Que tal um destes?
apology = Desculpe, algo deu errado do nosso lado.
toast-foreign = Este botão é de outra pessoa. Mande /catalog para ter o seu.
toast-expired = Este menu expirou. Mande /catalog para abrir um novo.
toast-canceling = Parando…
toast-saved = Salvo ✓
toast-already-running = Já estou trabalhando nesse pedido.
toast-just-answered = Acabei de responder a esse pedido: é a mensagem logo acima.

## Botões

button-accept = ✅ Tenho 18+ e entendi
button-link = 🔗 Conectar conta
button-link-page = 🔐 Abrir a página segura
button-catalog = 📊 Catalogar
button-menu = 📋 Escolher no menu
button-top = 🏆 Top 5
button-help = ❓ Ajuda
button-cancel = ✖️ Cancelar
button-try-again = 🔄 Tentar de novo
button-refresh = 🔄 Atualizar
button-change = ✏️ Mudar
button-run = ▶️ Catalogar
button-back = ↩️ Voltar
button-categories = 🗂 Categorias
button-other-asset = 💱 Outro ativo
button-stored = 🕰 Ver a de { $age } atrás
button-language = 🌐 Idioma
button-zone = 🕒 Fuso horário

## Menu do /catalog

menu-home = <b>O que vamos catalogar?</b>
menu-categories = <b>Que tipo de ativo?</b> O número diz quantos estão abertos.
menu-category = { $name } · { $count }
menu-no-assets = Ainda não tenho a lista de ativos. Tente daqui a pouco.
menu-search-hint = 🔎 Já sabe o nome? É só mandar aqui, por exemplo <code>eurusd otc</code>
menu-assets = Primeiro os abertos, com o payout de agora.
menu-closed = fechado
menu-strategies = <b>Que estratégia?</b> Estas são as de { $timeframe }.
menu-windows = <b>Quanto do passado?</b>
menu-windows-hint = Um bloco é um grupo de velas do relógio, como 14:00 a 14:04. Também pode digitar: <code>/catalog 300</code> ou <code>/catalog 12h</code>
menu-depths = <b>Quantos gales?</b>
menu-depths-note = Gale é repetir a entrada, com valor maior, na vela seguinte à perda. Cada gale a mais acerta mais vezes e perde mais quando erra.
menu-timeframes = <b>Que tempo de vela?</b>
menu-page = { $page } de { $pages }
category-forex = Moedas
category-crypto = Cripto
category-stocks = Ações
category-indices = Índices
category-commodities = Commodities

## Ajuda e ajustes

help-title = <b>O que eu sei fazer</b>
help-catalog = /catalog – como uma estratégia se saiu em um ativo. Sozinho, abre um menu; ou diga tudo de uma vez, em qualquer ordem:
help-examples =
    <code>/catalog EURUSD-OTC m1 minority g2 100</code>
    <code>/catalog EURUSD-OTC 24h</code>
    <code>/catalog EURUSD-OTC m5 mhi g1 7d</code>
    <code>/catalog EURUSD-OTC 01/10..05/10</code>
help-top = /top – os cinco melhores ativos abertos. Aceita filtros: <code>/top otc todas 24h 80%</code>
help-link =
    /link – conectar a sua conta
    /unlink – desconectar
help-settings =
    /settings – idioma, fuso horário e cores dos gráficos
    /terms – os termos e o aviso de risco
help-reading =
    <b>Para ler um resultado</b>
    • <b>W, G1, G2, H</b>: acertou na primeira entrada (W), no primeiro ou no segundo gale (a nova tentativa depois da perda), ou perdeu todas (H). “Até G2” soma tudo até ali.
    • <b>Nulo</b>: havia um doji, uma vela que fecha no preço em que abriu, e não houve entrada.
    • <b>Entre parênteses</b>: onde a taxa real deve estar, com 95% de confiança. Poucas entradas, faixa larga.
    • <b>Para empatar</b>, ou equilíbrio: a taxa com que você nem ganha nem perde, com o payout de agora.
    • <b>Cara ou coroa</b>: o que se acerta sem estratégia nenhuma. Com dois gales já dá 87,5%!
    • <b>Igual à sorte</b>: os números não bastam para separar a estratégia do acaso.
settings-title = <b>Ajustes</b>
settings-language = Idioma: { $language }
settings-zone = Fuso: { $zone }, agora são { $time }
settings-account = Conta: <b>{ $account }</b>
settings-no-account = Conta: nenhuma conectada

## Lista de comandos do Telegram

command-catalog = Como uma estratégia se saiu em um ativo
command-top = Os cinco melhores ativos abertos agora
command-link = Conectar a sua conta
command-unlink = Desconectar a sua conta
command-settings = Idioma e fuso horário
command-help = Comandos, exemplos e como ler os números
command-terms = Os termos e o aviso de risco
command-start = Começar de novo

## Cores dos gráficos

settings-theme-dark = Gráficos: escuros
settings-theme-light = Gráficos: claros
button-theme-dark = 🌙 Gráficos escuros
button-theme-light = ☀️ Gráficos claros

## O resultado, com todas as contas

figures-all-doji = Todas as velas deste período são dojis (fecharam no preço em que abriram): não houve entrada nem há taxa.
figures-history = O período pedido é mais longo que o histórico: as velas começam em { $from }.
figures-payout-zero = Este ativo está com payout de 0%: não há taxa que empate.
figures-runs = Sequências de perdas: { $runs }
figures-run =
    { $length ->
        [one] { $count } isoladas
       *[other] { $count } de { $length } seguidas
    }
figures-expected = Com { $stake } por entrada, cada uma daria em média { $mean } ({ $low } a { $high })
figures-expected-gales = Com { $stake } na 1ª entrada e { $gales }, cada ciclo daria em média { $mean } ({ $low } a { $high })
gales-target = gales que buscam o mesmo lucro
gales-recover = gales que só recuperam
gales-multiplier = gales × { $factor }
verdict-above-note = Acertou mais do que precisa para empatar, e só a sorte não explica. Mesmo assim, é passado.
verdict-luck-note = Com estes números não dá para separar a estratégia do acaso.
verdict-below-note = Acertou menos do que precisa para empatar.
picture-rates = 1ª { $first } · G{ $depth } { $rate }
picture-samples = { $n } ciclos · 1ª { $firstLow } a { $firstHigh } · G{ $depth } { $low } a { $high }
picture-expected = média por ciclo { $mean }
recheck-same = Confere: refiz a conta com as velas guardadas e deu o mesmo.
recheck-candles = Não confere: as velas guardadas mudaram desde então (a corretora corrige algumas). Com as de agora: { $wins } de { $n } = { $rate }.
recheck-strategy = A definição da estratégia mudou desde então. Estes são os números daquele dia, sem nova conta.
recheck-gone = As velas daquele período já não estão guardadas. Estes são os números daquele dia, sem nova conta.
recheck-figures = Não confere: com as mesmas velas, agora dá { $wins } de { $n } = { $rate }. A falha é nossa.
button-recheck = 🔎 Conferir a conta
result-title = Resultado #{ $id }
result-ask = Diga o código do resultado, as oito letras depois do #.
result-unknown = Não encontrei o resultado “{ $typed }”.
history-title = <b>Os seus resultados</b>
history-hint = Toque em um para abrir de novo, na hora.
history-empty = Você ainda não tem resultados.
help-history = /history – os seus resultados anteriores; /result refaz a conta de um deles, meses depois
button-history = 🗂 Meus resultados
command-result = Refazer a conta de um resultado antigo
command-history = Os seus resultados anteriores

## Top 5, filtros e ordem

top-until = Velas até { $until }.
top-sparse =
    { $more ->
        [0] Com velas faltando, e por isso fora da ordem: { $names }
       *[other] Com velas faltando, e por isso fora da ordem: { $names } e mais { $more }
    }
top-per-cycle = ciclo { $low } a { $high }
top-first = 1ª { $rate }
top-order-honest = Na frente, quem se sai melhor por ciclo na escada padrão, até no lado ruim da margem.
top-order-predecessor = Na frente, a maior taxa de acerto.
top-nothing-left = Nada passou por estes filtros. Mude algum?
top-all-strategies = todas as estratégias
top-market-all = normal e OTC
top-market-normal = mercado normal
top-market-otc = OTC
top-category-all = todas as categorias
top-payout-any = qualquer payout
top-payout-min = payout de { $payout } ou mais
top-word-all = todas
top-menu = <b>Top 5: o que comparar?</b>
refusal-bad-payout = “{ $typed }” não serve como payout mínimo: vai de 1% a 100%, por exemplo 80%.
button-order-honest = 🛡 Pôr na frente o mais seguro
button-order-predecessor = 🎯 Pôr na frente a maior taxa
button-filters = 🎛 Filtros
button-show-top = 🏆 Ver o Top 5

## Plano de entradas

command-stakes = Quanto um plano de gales pode custar
stakes-title = Plano de entradas
stakes-menu = <b>Como você distribui as entradas?</b>
stakes-menu-hint = Um ciclo é a entrada com os seus gales. Também pode digitar banca, primeira entrada e plano: <code>/stakes 500 5 x2.2 g2 87%</code>
button-stakes = 🪜 Fazer as contas
stakes-bankroll = Banca: { $amount }
stakes-first = Primeira entrada: { $amount }
stakes-payout = payout { $payout }
stakes-multiplier = multiplica por { $factor }
stakes-target = recupera e lucra
stakes-recover = só recupera
stakes-soros = Soros nível { $level }
stakes-levels = Entradas: { $stakes }
stakes-worst = Um ciclo perdido, da entrada ao último gale, custa <b>{ $amount }</b>
stakes-worst-single = Um ciclo perdido custa <b>{ $amount }</b>
stakes-worst-soros = Um ciclo pede { $wins } acertos seguidos: completo, ganha { $gain }; perdido, custa <b>{ $amount }</b>
stakes-under = menos de { $rate }
stakes-over = mais de { $rate }
stakes-breaks = A banca não paga este plano: com { $amount } ele para no G{ $level }, faltam { $lack }.
stakes-breaks-first = A banca não paga nem a primeira entrada: tem { $amount }, faltam { $lack }.
stakes-break-even = Para empatar { $plan }: { $rate } dos ciclos
stakes-break-even-entry = Para empatar: { $rate } das entradas
stakes-source = Com a taxa contada, { $wins } de { $n } = { $rate } ({ $low } a { $high })
stakes-source-asset = Com o seu último resultado, { $asset }, { $wins } de { $n } = { $rate } ({ $low } a { $high })
stakes-source-coin = Sem um resultado seu para este plano, com cara ou coroa
stakes-expected = resultado médio de um ciclo: { $amount }
stakes-expected-low = resultado médio de um ciclo: { $amount }; na ponta baixa da faixa, { $low }
stakes-hit = perder ao menos um ciclo: { $twenty } em 20, { $hundred } em 100
stakes-ruin = ruína, a banca não pagar mais um ciclo: { $chance }
stakes-ruin-low = ruína, a banca não pagar mais um ciclo: { $chance }; na ponta baixa, { $low }
stakes-ruin-certain = certa, cedo ou tarde
stakes-safe = banca para 1% de ruína: { $amount }
stakes-safe-low = banca para 1% de ruína: { $amount }; na ponta baixa, { $low }
stakes-safe-none = nenhuma basta
stakes-fan = { $paths } simulações de { $cycles } ciclos · quebraram: { $broken } · terminaram com menos: { $below }
stakes-warning = <b>Antes de salvar um plano com gales</b>: { $plan }
stakes-warning-ruin = ruína com { $amount }, que pagam { $losses } ciclos perdidos: { $chance }
stakes-refusal-long = Esse pedido é longo demais.
stakes-refusal-amount = “{ $typed }” não serve como valor: vai de 0,01 a 10.000.000.
stakes-refusal-multiplier = “{ $typed }” não serve: o multiplicador vai de x1 a x10.
stakes-refusal-depth = “{ $typed }” não serve: vai de g0 (sem gale) até g9.
stakes-refusal-soros = “{ $typed }” não serve: o Soros vai de soros1 a soros9.
stakes-refusal-soros-gales = Soros não usa gale, então “{ $typed }” sobra.
stakes-refusal-payout = “{ $typed }” não serve como payout: vai de 1% a 200%.
fan-bankroll = Banca em R$ ao longo de { $cycles } ciclos
fan-drawdown = Queda em R$ desde o melhor momento
fan-outer = 9 de cada 10
fan-inner = metade
fan-middle = caminho do meio
fan-start = começo

## Conferir uma lista

help-stakes = /stakes – quanto um plano de gales pode custar: <code>/stakes 500 5 x2.2 g2 87%</code>
help-check = /check – como terminou uma lista de sinais; ou só cole a lista aqui
command-check = Conferir uma lista de sinais
check-title = Lista de sinais
stage-signals = { $done } de { $total } sinais
check-ask = <b>Cole a sua lista de sinais aqui</b>, um por linha, até { $max }. Eu digo como cada um terminou.
check-ask-how = Sem data, vale hoje (ou ontem, se o horário ainda não chegou), no fuso { $zone }. Na primeira linha você pode dizer o tempo e os gales, como <code>m5 g1</code>; com <code>doji</code>, os empates ficam à parte.
check-refusal = Não achei nenhum sinal nessa lista.
check-example = Assim funciona: <code>{ $example }</code>
check-summary = Sinais contados: { $played } · linhas lidas: { $lines }
check-apart =
    { $count ->
        [one] empate à parte: { $count }
       *[other] empates à parte: { $count }
    }
check-missing = sem vela: { $count }
check-pending = por vir: { $count }
check-unread =
    { $count ->
        [one] { $count } linha com erro
       *[other] { $count } linhas com erro
    }
check-left-out =
    { $count ->
        [one] Conferi as { $max } primeiras linhas; { $count } ficou de fora.
       *[other] Conferi as { $max } primeiras linhas; { $count } ficaram de fora.
    }
check-nothing = Nenhum sinal contado, então não há taxa para mostrar.
check-break-even = Para empatar { $plan }: { $rate }, pelos payouts de { $at } (não os da hora de cada sinal)
check-no-payout = A corretora não informou todos os payouts: sem ponto de equilíbrio.
check-line = Linha { $number }: { $problem }
check-tie = empate
check-no-candle = sem vela
check-to-come = por vir
check-problem-time = falta um horário que exista
check-problem-date = a data não existe
check-problem-ticker = falta o ativo
check-problem-direction = falta a direção (CALL ou PUT)
check-problem-timeframe = o tempo da vela não é M1, M5 ou M15
check-problem-off-grid = nenhuma vela desse tempo abre nesse minuto
check-problem-twice = repete uma linha de cima
check-problem-too-old = é antes dos { $days } dias que guardo
check-problem-too-far = é no futuro; confira o ano
check-problem-asset = não conheço { $asset }
check-problem-asset-near = não conheço { $asset }; seria { $near }?
check-gone = Esta lista não está mais guardada. Cole de novo, por favor.

## Por hora, entradas e horários

command-hours = Em que horas e dias a estratégia se saiu melhor
command-entries = Todas as entradas, uma a uma, e a planilha
command-times = Horários do dia em que uma cor veio mais vezes
button-hours = 🕐 Por hora
button-entries = 📋 Entradas
button-csv = 📄 Baixar planilha (CSV)
button-signals = 📄 Baixar a lista
button-page-before = ⬅️ Anterior
button-page-after = Próxima ➡️
hours-best = 🔵 <b>Onde se saiu melhor</b>
hours-worst = 🟠 <b>Onde se saiu pior</b>
hours-row = { $day } { $hour }h: { $rate } de { $n } ({ $low } a { $high })
hours-flat = As horas não diferem mais do que o acaso faria: aqui não há hora boa nem ruim.
hours-tried =
    { $beat ->
        [0] { $tried } horários comparados; nenhum passa do equilíbrio quando se desconta a sorte.
        [one] { $tried } horários comparados; um passa do equilíbrio quando se desconta a sorte.
       *[other] { $tried } horários comparados; { $beat } passam do equilíbrio quando se desconta a sorte.
    }
hours-tried-unknown = { $tried } horários comparados: entre tantos, alguns brilham só por sorte.
hours-shrunk = No mapa, o número é o que aconteceu; a cor, o que sobra quando se desconta a sorte.
help-lists =
    /hours – em que horas e dias se saiu melhor ou pior
    /entries – as entradas uma a uma, e a planilha
    /times – horários do dia: <code>/times EURUSD-OTC m1 20d 90%</code>
summary-definition = Estratégia { $id }, versão { $version }
hours-key = taxa em % · entradas
hours-worse = 10 pontos abaixo da média
hours-better = 10 pontos acima da média
weekday-sun = dom
weekday-mon = seg
weekday-tue = ter
weekday-wed = qua
weekday-thu = qui
weekday-fri = sex
weekday-sat = sáb
entries-page =
    { $count ->
        [one] <b>A única entrada</b>
       *[other] <b>{ $count } entradas</b>, as mais novas primeiro · página { $page } de { $pages }
    }
entries-legend = W: acertou na 1ª · G1, G2…: acertou no gale · H: perdeu · V: devolvida
entries-file = entradas
entries-file-caption =
    { $count ->
        [one] Uma entrada de { $asset }, no horário de { $zone }. Abre em qualquer planilha.
       *[other] { $count } entradas de { $asset }, no horário de { $zone }. Abre em qualquer planilha.
    }
csv-date = data
csv-time = hora ({ $zone })
csv-asset = ativo
csv-timeframe = vela
csv-strategy = estratégia
csv-direction = direção
csv-result = resultado
times-title = por horário
times-share = { $share } ou mais
times-how = Metade dos dias (um sim, um não) escolhe os horários e a direção; a outra metade mede. Assim, nenhum dia julga a si mesmo.
times-found =
    { $count ->
        [0] Nenhum dos { $tried } horários chegou a { $share } nos dias que escolhem. Por puro acaso seriam { $chance }.
        [one] Um dos { $tried } horários chegou a { $share } nos dias que escolhem. Por puro acaso seriam { $chance }.
       *[other] { $count } dos { $tried } horários chegaram a { $share } nos dias que escolhem. Por puro acaso seriam { $chance }.
    }
times-under-one = menos de 1
times-together = Nos outros dias, todos eles juntos:
times-beat =
    { $count ->
        [0] Um por um, nenhum passa do equilíbrio quando se desconta que { $tried } foram testados.
        [one] Um por um, só o marcado com ✔️ passa do equilíbrio, já descontados os { $tried } testados.
       *[other] Um por um, { $count } (com ✔️) passam do equilíbrio, já descontados os { $tried } testados.
    }
times-page =
    { $pages ->
        [one] <b>Horário · nos dias que escolhem → nos que medem</b>
       *[other] <b>Horário · nos dias que escolhem → nos que medem</b> · página { $page } de { $pages }
    }
times-file = horarios
times-file-caption =
    { $count ->
        [one] Um horário de { $asset }, no relógio de { $zone }. É um registro do passado, não um sinal.
       *[other] { $count } horários de { $asset }, no relógio de { $zone }. É um registro do passado, não um sinal.
    }
refusal-bad-days = “{ $typed }” não serve aqui: diga os dias, de { $min }d a { $max }d.
refusal-bad-share = “{ $typed }” não serve: vai de 50% a 100%.
refusal-no-strategy = Aqui não entra estratégia (“{ $typed }”): os horários são contados só pela cor da vela.

## Favoritos

favourites-title = Favoritos
favourites-none = Você ainda não tem favoritos. Toque na ⭐ em um resultado ou no menu, ou diga o nome do ativo.
favourites-how = Toque no ativo para catalogar com o seu último plano, ou no ✖️ para tirar da lista.
favourites-added = ⭐ { $asset } agora é um favorito.
favourites-there = ⭐ { $asset } já é um favorito.
favourites-full = A lista de favoritos está cheia. Tire um antes de pôr outro.
button-choose-asset = 💱 Escolher no menu
button-favourites = ⭐ Favoritos
command-favourites = Os ativos que você marcou com ⭐

## Presets

presets-title = Presets
presets-none = Um preset é um pedido guardado com um nome, para repetir com um toque. Você ainda não tem nenhum. Faça um catálogo e depois guarde:
presets-how = ▶️ roda agora; ⚙️ renomeia, compartilha ou apaga.
presets-word-save = salvar
presets-word-rename = renomear
presets-new-name = nome novo
presets-kept = Salvo.
presets-confirm-ask = Leu com calma? Você decide se quer guardar este plano assim mesmo.
presets-forgotten = Certo, não guardei nada.
presets-rename-how = Para trocar o nome, copie, mude o final e mande:
presets-share-how = Mande este link a quem você quiser. A pessoa vê o pedido e pode guardar uma cópia; o seu nome não aparece.
presets-shared = Alguém compartilhou com você o preset <b>{ $name }</b>.
presets-delete-ask =
    { $notices ->
        [0] Apagar este preset?
        [one] Apagar este preset e o aviso que depende dele?
       *[other] Apagar este preset e os { $notices } avisos que dependem dele?
    }
presets-deleted = Apaguei o preset <b>{ $name }</b>.
presets-name-missing = Faltou o nome do preset.
presets-name-long = O nome pode ter até { $max } letras, e este tem { $letters }.
presets-name-taken = Você já tem um preset chamado “{ $name }”.
presets-full = Você já tem { $most } presets, o máximo. Apague um antes de guardar outro.
presets-nothing-asked = Ainda não há pedido para guardar: faça um catálogo primeiro.
presets-unknown = Você não tem um preset chamado “{ $name }”. Para guardar o seu último pedido com esse nome:
presets-link-over = Este link não vale mais: quem compartilhou apagou o preset, ou o link veio incompleto.
presets-notice-hint = Para saber quando a taxa passar de uma linha: <code>{ $example }</code>
button-keep = 📌 Salvar preset
button-presets = 📌 Presets
button-rename = ✏️ Renomear
button-share = 🔗 Compartilhar
button-delete = 🗑 Apagar
button-delete-now = 🗑 Sim, apagar
button-keep-anyway = Guardar assim mesmo
button-forget = Não guardar
button-copy = 📌 Guardar uma cópia
help-presets =
    /favourites – os seus ativos com ⭐
    /presets – pedidos guardados com nome, para repetir ou compartilhar
    /notify – um aviso quando uma taxa cruzar uma linha
    /daily – a lista do dia, na hora que você quiser
command-presets = Os seus pedidos guardados com nome

## Avisos

notify-title = Avisos
notify-none = Você não tem avisos. Um aviso chega quando a taxa de um preset passa de uma linha que você escolheu.
notify-above = <b>{ $name }</b> acima de { $line }
notify-below = <b>{ $name }</b> abaixo de { $line }
notify-word-above = acima
notify-word-quiet = silencio
notify-quiet = 🌙 Silêncio das { $from } às { $to }, no seu fuso. Para mudar: <code>{ $example }</code>
notify-quiet-off = 🌙 Sem horas de silêncio. Para ter: <code>{ $example }</code>
notify-set = Aviso ligado. Testei nas últimas 24 horas.
notify-there = Este aviso já estava ligado. Testei de novo nas últimas 24 horas.
notify-crossings =
    { $count ->
        [0] Nas últimas 24 horas a taxa não cruzou esta linha nenhuma vez.
        [one] Nas últimas 24 horas a taxa cruzou esta linha uma vez.
       *[other] Nas últimas 24 horas a taxa cruzou esta linha { $count } vezes.
    }
notify-beyond = Ela já está desse lado: o aviso vem quando voltar e cruzar de novo.
notify-only-past = É só a conta do passado que mudou; ela não diz o que vem depois.
notify-ended = Aviso desligado.
notify-how = Diga o preset, o lado e a linha.
notify-unknown-preset = Você não tem um preset chamado “{ $name }”.
notify-bad-line = “{ $typed }” não serve como linha: use uma taxa entre 0,1% e 99,9%.
notify-bad-hours = “{ $typed }” não serve como horas de silêncio: diga de que hora a que hora.
notify-dates = Este preset olha para datas fixas, e por isso a taxa dele não muda mais. Use um período que anda, como 100 blocos ou 24h.
notify-full = Você já tem { $most } avisos, o máximo. Desligue um antes de criar outro.
notify-always =
    { $count ->
        [one] Em um só bloco das últimas 24 horas a taxa já ficou desse lado. O aviso viria a cada bloco.
       *[other] Nos { $count } blocos das últimas 24 horas a taxa ficou sempre desse lado. O aviso viria a cada bloco.
    }
notify-often = Nas últimas 24 horas a taxa cruzou esta linha { $count } vezes: seria aviso quase o tempo todo.
notify-choose-other = Por isso não liguei. Escolha uma linha mais longe ou um preset com mais blocos.
notify-untested = Não há velas bastantes das últimas 24 horas para testar este aviso. Por isso não liguei.
button-notices = 🔔 Avisos
button-end-notice = 🔕 Desligar este aviso
command-notify = Avisar quando uma taxa cruzar uma linha

## Lista do dia

daily-title = Lista do dia
daily-list-title = A lista do dia
daily-on-today = Ligada: chega todo dia às { $at } ({ $zone }), a próxima ainda hoje.
daily-on-tomorrow = Ligada: chega todo dia às { $at } ({ $zone }), a próxima amanhã.
daily-off = Desligada.
daily-what = O que ela olha: { $question }
daily-how = Também dá para digitar a hora e os filtros: <code>{ $example }</code>
daily-not-understood = Não entendi “{ $typed }” para a lista do dia.
daily-no-candles = Hoje não há lista: não tenho velas recentes para contar.
daily-nothing = Nada passou pelos seus filtros hoje.
daily-recorded = Esta lista ficou registrada e vai ser conferida com as velas que vierem depois.
button-daily = ☀️ Ajustar a lista do dia
button-daily-on = ☀️ Ligar
button-daily-off = Desligar
command-daily = A lista do dia: ligar, hora e filtros

## Compartilhar em outro chat

share-open = Abrir o bot e fazer um catálogo
share-start = Começar no bot
share-none = Nenhum resultado seu com essas palavras
share-card = 1ª { $first } ({ $firstLow } a { $firstHigh }) · até G{ $depth } { $rate } ({ $low } a { $high }) de { $n } · { $verdict }
share-card-none = sem entradas neste período
button-share-open = 📊 Fazer o meu

## O que se confirmou: /record

record-title = <b>O que eu mostrei se confirmou?</b>
record-how = Guardo o Top 5 de cada hora como foi mostrado e confiro um dia depois. O que está guardado não muda.
record-yesterday = Ontem
record-week = Últimos 7 dias
record-month = Últimos 30 dias
record-lists =
    { $count ->
        [0] nenhuma lista
        [one] { $judged } de uma lista conferida
       *[other] { $judged } de { $count } listas conferidas
    }
record-came = Mostrei { $told }, veio <b>{ $came }</b> em { $n } ciclos ({ $low } a { $high }). Cara ou coroa: { $coin }
record-above = Acima do equilíbrio: { $count } de { $of } linhas
record-marked = das marcadas: { $count } de { $of }
record-error = Erro { $brier }, de cara ou coroa { $coin }
record-error-note = Erro: quanto menor, melhor. Cada ciclo conta uma vez só.
record-window = Em períodos do tamanho que a lista contou: mostrei { $told }, veio { $came } em { $n } ciclos.
record-verdict-better = ➜ Em 30 dias, as listas erraram menos que cara ou coroa.
record-verdict-worse = ➜ Em 30 dias, cara ou coroa errou menos que as listas: muito do brilho era sorte.
record-verdict-even = ➜ Em 30 dias, as listas erraram tanto quanto cara ou coroa.
record-seal = 🔏 Selo da lista { $seq }: <code>{ $hash }</code>
record-seal-note = Anote o selo: se alguém mudar o passado, ele deixa de bater.
record-nothing =
    { $count ->
        [0] Ainda não guardei nenhuma lista. A primeira conferência sai um dia depois da primeira lista.
        [one] Já guardei uma lista; a primeira conferência sai um dia depois dela.
       *[other] Já guardei { $count } listas; a primeira conferência sai um dia depois da primeira.
    }
record-picture-title = O que mostrei e o que veio
record-picture-lists =
    { $count ->
        [one] Uma lista, conferida um dia depois
       *[other] { $count } listas, conferidas um dia depois
    }
record-picture-told = Para a direita: a taxa que mostrei
record-picture-came = Para cima: a taxa que veio depois
record-picture-equal = mostrei = veio
record-picture-point = o que veio
record-picture-error = Erro { $brier }, de cara ou coroa { $coin } (quanto menor, melhor)
record-picture-empty = Ainda há poucos ciclos para desenhar
help-record = /record – se o que eu mostrei se confirmou depois
command-record = Se o que eu mostrei se confirmou

## Limites e fila

too-soon = 🐢 Foram muitos pedidos em pouco tempo. Você pode mandar o próximo em { $wait }.
too-soon-pressed = 🐢 Há muita gente pedindo agora, então está mais devagar para todos. Você pode mandar o próximo em { $wait }.
wait-seconds = { $count } s
wait-minutes = { $count } min
stage-wait = Deve levar uns { $wait }.
stage-own = Começo assim que terminar outro pedido seu.

## O cartão inteiro, em toda parte

figures-closed = Fechado agora: as velas vão até { $until }.
times-definition = Contagem por horário, versão { $version } · resultado <code>#{ $result }</code>
top-rate = { $rate } de { $n } ({ $low } a { $high })
top-rate-only = { $rate } ({ $low } a { $high })
top-coin = Cara ou coroa: { $coin }.
top-covered = Velas presentes: { $coverage } ou mais.
top-only-sparse = Ainda faltam velas demais para pôr alguém em ordem.
top-coin-range = { $low } a { $high }
top-details-title = Linha por linha
top-result = Resultado <code>#{ $result }</code>: com este nome, /result refaz a conta.
recheck-rows = Não confere: as velas guardadas mudaram desde então (a corretora corrige algumas). Com as de agora, { $same } de { $of } linhas dão o mesmo.
share-card-entry = { $rate } ({ $low } a { $high }) de { $n } · { $verdict }
button-details = 🔎 Linha por linha

## Planos: /plan

plan-name-free = Grátis
plan-name-premium = Premium
plan-name-pro = Pro
plan-name-operator = Operador
plan-name-own = <b>{ $plan }</b> (o seu)
plan-title = ⭐ <b>Seu plano: { $plan }</b>
plan-renews = Renova sozinho em { $until }.
plan-ends = Vale até { $until }. Depois disso, volta ao Grátis.
plan-trialing = É um teste: vale até { $until } e acaba sozinho, sem cobrança.
plan-past-due = ⚠️ O pagamento não entrou. O plano continua até { $until }; se não entrar até lá, volta ao Grátis.
plan-next = Depois dele começa o { $plan }.
plan-left-today = <b>O que ainda tem hoje</b>
plan-left-catalogs = • Catálogos: { $left } de { $most }
plan-left-tops = • Top 5: { $left } de { $most }
plan-left-assets = • Ativos diferentes: { $left } de { $most }
plan-left-pictures = • Imagens em uma hora: { $left } de { $most }
plan-more-at = Renova em { $at }.
plan-more-in = Dá para pedir de novo em { $wait }.
plan-reach = • Até { $depth } gales, { $blocks } blocos ou { $days } dias por pedido, { $history } dias para trás
plan-keeps = • { $presets } presets e { $notices } avisos
plan-turn-usual = • Na fila, a sua vez vem depois de quem assina
plan-turn-first = • Na fila, a sua vez vem primeiro
plan-compare-title = ⭐ <b>Os planos</b>
plan-price = ⭐ { $stars } a cada { $days } dias
plan-a-day = • Por dia: { $catalogs } catálogos, { $tops } Top 5, { $assets } ativos
plan-time-kept = Nenhum dia se perde: ao subir de plano, os dias que sobram viram dias do novo; ao descer, o novo começa quando o atual termina.
plan-cancel-ask = Cancelar a renovação do { $plan }? Ele continua valendo até { $until } e não é cobrado de novo.
plan-canceled = Pronto: o { $plan } não renova mais. Ele vale até { $until }.
plan-nothing-renews = O seu plano não renova sozinho, então não há o que cancelar.
plan-got =
    { $count ->
        [one] ⭐ Você tem mais um dia de { $plan }.
       *[other] ⭐ Você tem mais { $count } dias de { $plan }.
    }
plan-trial-taken = O teste é um só por pessoa e por conta na corretora, e já foi usado.
plan-trial-link-first = Para testar, conecte primeiro a sua conta: /link
plan-trial-has-plan = Você já tem um plano. O teste fica guardado para quando ele acabar.
plan-coupon-how = Mande o cupom depois do comando, assim: <code>/plan CUPOM</code>
plan-coupon-unknown = Não conheço esse cupom. Confira as letras e mande de novo.
plan-coupon-over = Esse cupom não vale mais.
plan-coupon-used = Você já usou esse cupom.
plan-invite-title = 🤝 <b>Convide um amigo</b>
plan-invite-how =
    { $count ->
        [one] Quando ele conectar a conta dele pela primeira vez, cada um ganha um dia de { $plan }. O seu link:
       *[other] Quando ele conectar a conta dele pela primeira vez, cada um ganha { $count } dias de { $plan }. O seu link:
    }
plan-invite-count = Vieram pelo seu link: { $brought }. Já valeram dias: { $rewarded }.
plan-beyond-depth =
    { $count ->
        [0] O plano { $plan } conta sem gales.
        [one] O plano { $plan } vai até um gale.
       *[other] O plano { $plan } vai até { $count } gales.
    }
plan-beyond-blocks = O plano { $plan } conta até { $count } blocos de uma vez.
plan-beyond-days = O plano { $plan } conta até { $count } dias de uma vez.
plan-beyond-history = O plano { $plan } olha até { $count } dias para trás.
plan-spent-catalogs = Os { $count } catálogos de hoje do plano { $plan } acabaram.
plan-spent-tops = Os { $count } Top 5 de hoje do plano { $plan } acabaram.
plan-spent-assets = O plano { $plan } conta { $count } ativos diferentes por dia. Os que você já pediu hoje continuam valendo.
plan-spent-pictures = O plano { $plan } faz { $count } imagens por hora.
plan-news-reason = Motivo: { $reason }
plan-news-gift =
    { $count ->
        [one] 🎁 Um presente para você: um dia de { $plan }.
       *[other] 🎁 Um presente para você: { $count } dias de { $plan }.
    }
plan-news-friend =
    { $count ->
        [one] 🤝 Você veio pelo convite de um amigo: ganhou um dia de { $plan }.
       *[other] 🤝 Você veio pelo convite de um amigo: ganhou { $count } dias de { $plan }.
    }
plan-news-thanks =
    { $count ->
        [one] 🤝 Um amigo que você convidou conectou a conta. Obrigado! Você ganhou um dia de { $plan }.
       *[other] 🤝 Um amigo que você convidou conectou a conta. Obrigado! Você ganhou { $count } dias de { $plan }.
    }
plan-soon-renews =
    { $count ->
        [one] O seu { $plan } renova em um dia, em { $at }.
       *[other] O seu { $plan } renova em { $count } dias, em { $at }.
    }
plan-soon-ends =
    { $count ->
        [one] O seu { $plan } acaba em um dia, em { $at }. Depois você fica com o Grátis.
       *[other] O seu { $plan } acaba em { $count } dias, em { $at }. Depois você fica com o Grátis.
    }
plan-late =
    { $count ->
        [one] O pagamento do { $plan } não entrou há um dia. Ele continua valendo por enquanto.
       *[other] O pagamento do { $plan } não entrou há { $count } dias.
    }
plan-ended =
    { $count ->
        [one] O seu { $plan } acabou há um dia. Você está no Grátis.
       *[other] O seu { $plan } acabou há { $count } dias. Você está no Grátis.
    }
button-plan = ⭐ Meu plano
button-plan-again = ▶️ Até onde o plano vai
button-plan-compare = Comparar os planos
button-plan-trial = Testar o { $plan }
button-plan-coupon = 🎟 Tenho um cupom
button-plan-invite = 🤝 Convidar
button-plan-cancel = Cancelar a renovação
button-plan-cancel-now = Sim, cancelar
button-plan-buy = { $plan } · ⭐ { $stars }
help-plan = /plan – o seu plano, o que ainda tem hoje, cupons e convites
command-plan = O seu plano e o que ainda tem hoje

## A corretora pede uma pausa

broker-down-until = Não é nada com você. Tente de novo às { $at }.
broker-limited = ⏳ A corretora pediu uma pausa na sua conta: foram muitas consultas seguidas.
broker-limited-until = Tente de novo às { $at }.

## Listas de sinais e escadas, o cartão inteiro

check-coverage = Sinais com todas as velas: { $present } de { $ended }
check-definition = Conferência de listas, versão { $version } · resultado <code>#{ $result }</code>
check-count =
    { $count ->
        [one] um sinal
       *[other] { $count } sinais
    }
stakes-sample = { $present } de { $expected } velas, resultado <code>#{ $result }</code>
stakes-source-picture = { $asset }: { $wins } de { $n } = { $rate } ({ $low } a { $high }) · #{ $result }
top-ladder = Ciclo: com a sua escada, { $stakes }.
top-ladder-default = Ciclo: com { $stake } na 1ª entrada e a escada padrão.
top-ladder-set = A sua escada você põe em /stakes; por enquanto vale a padrão.
top-ladder-entry = { $stake } por entrada
top-ladder-gales = { $stake } e { $gales }
recheck-list-tried = A contagem de combinações é a daquele dia: guardei, não refiz.

## Contas na corretora e as suas sessões

balance-practice = Treino: { $amount }
balance-real = Real: { $amount }
accounts-title = <b>As suas contas { -broker }</b>
accounts-current = ▸ <b>{ $account }</b> · em uso
accounts-other = • <b>{ $account }</b>
accounts-over = ⚠️ A corretora encerrou esta sessão: conecte de novo.
accounts-no-balances = Saldos: a corretora não respondeu agora.
accounts-by-password = Conectada em { $when }, com senha
accounts-by-oauth = Conectada em { $when }, pelo site da { -broker }
accounts-from = De onde: { $from }
accounts-used = Último uso: { $when }
accounts-unused = Ainda não foi usada
accounts-care = Não reconhece alguma? Desconecte-a aqui e troque a senha na corretora.
accounts-dropped = Conta { $account } desconectada. Saí dessa sessão na corretora e apaguei o acesso que estava guardado.
accounts-full =
    { $count ->
        [one] Cabe uma conta aqui. Desconecte-a para conectar outra.
       *[other] Cabem { $count } contas aqui, e todas já estão conectadas. Desconecte uma para conectar outra.
    }
button-accounts = 👤 Contas e sessões
button-account-use = Usar { $account }
button-account-unlink = Desconectar { $account }
button-account-again = 🔗 Conectar de novo { $account }
button-account-add = ➕ Conectar outra conta
toast-account-in-use = Em uso agora

## Pagamentos com Stars

pay-title = { $plan } · { $days } dias
pay-description = Mais catálogos por dia e janelas maiores, por { $days } dias. O plano amplia o que você consulta; não melhora resultados nem garante ganho.
pay-for-oneself = ⭐ <b>{ $plan }</b>: { $stars } Stars por { $days } dias
pay-for-another = 🎁 <b>{ $plan }</b> para { $name }: { $stars } Stars por { $days } dias
pay-how-renews = • <b>Renovar sozinho</b>: as Stars saem a cada { $days } dias, até você cancelar em /plan
pay-how-once = • <b>Pagar uma vez</b>: vale { $days } dias e acaba, sem outra cobrança
pay-renews-already = O seu { $plan } já renova sozinho. Pagar uma vez soma { $days } dias.
pay-honest = O plano amplia o que você pode consultar. Ele não melhora os resultados.
pay-refund-note =
    { $days ->
        [one] Mudou de ideia? Em até um dia você pede as Stars de volta em /paysupport (uma devolução a cada 180 dias).
       *[other] Mudou de ideia? Em até { $days } dias você pede as Stars de volta em /paysupport (uma devolução a cada 180 dias).
    }
pay-unavailable = Não consegui preparar o pagamento agora. Tente de novo daqui a um minuto; nada foi cobrado.
pay-unmatched = ⚠️ Recebi um pagamento que não corresponde a nenhuma oferta minha. Nada foi creditado, e quem cuida do bot já foi avisado. Veja /paysupport
pay-refused-forged = Este pagamento não é o que ofereci a você. Abra /plan e comece de novo. Nada foi cobrado.
pay-refused-changed = O plano ou o preço mudou. Abra /plan e veja como está agora. Nada foi cobrado.
pay-refused-renewed = Este plano já renova sozinho. Nada foi cobrado.
pay-refused-gone = Quem ia receber não está mais aqui. Nada foi cobrado.
paid-done = ✅ Pagamento recebido: { $stars } Stars.
paid-support = Algo errado com o pagamento? /paysupport
present-given =
    { $count ->
        [one] 🎁 { $name } ganhou um dia de { $plan }. Já avisei.
       *[other] 🎁 { $name } ganhou { $count } dias de { $plan }. Já avisei.
    }
present-title = 🎁 <b>Um plano de presente</b>
present-how = Mande este link a quem quer lhe dar um plano. A pessoa escolhe qual, paga com as Stars dela, e o tempo vem para você:
present-for = 🎁 <b>Um plano para { $name }</b>
present-choose = Escolha o que dar. Paga-se uma vez, sem renovação, e eu aviso quem recebe.
present-own = Este link é o seu: mande-o a quem quer lhe dar um plano.
present-gone = Quem mandou este link não está mais aqui.
plan-resumed = Pronto: o { $plan } volta a renovar sozinho em { $until }.
plan-nothing-resumes = Não há renovação parada para retomar. Em /plan você vê o que tem.
plan-news-late =
    { $count ->
        [one] ⭐ Encontrei um pagamento que não tinha chegado até mim. Está creditado: um dia de { $plan }. Desculpe a demora!
       *[other] ⭐ Encontrei um pagamento que não tinha chegado até mim. Está creditado: { $count } dias de { $plan }. Desculpe a demora!
    }
plan-news-present =
    { $count ->
        [one] 🎁 { $name } deu a você um dia de { $plan }.
       *[other] 🎁 { $name } deu a você { $count } dias de { $plan }.
    }
plan-news-refunded = ↩️ { $stars } Stars do { $plan } foram devolvidas. O tempo que elas pagaram saiu do plano.
money-trouble = 🚨 <b>Pagamentos: algo precisa de você</b>
money-trouble-unmatched = Chegou um pagamento que não corresponde a nenhuma oferta. Não creditei nada.
money-trouble-foreign = As contas do Telegram têm um pagamento que não é de nenhuma oferta daqui.
money-trouble-unconfirmed = Creditei um pagamento que as contas do Telegram não mostram.
money-trouble-other = As contas do Telegram têm uma entrada que não é pagamento de plano.
money-trouble-refund-refused = O Telegram recusou uma devolução. Continuo tentando.
support-title = 💬 <b>Ajuda com pagamentos</b>
support-none = Você não pagou nada nos últimos { $days } dias.
support-paid = O que você pagou há pouco:
support-line = • { $at } · { $plan } · { $stars } Stars
support-line-asked = • { $at } · { $plan } · { $stars } Stars · devolução a caminho
support-line-done = • { $at } · { $plan } · { $stars } Stars · devolvido
support-how = Até { $days } dias depois de pagar, um toque devolve as Stars. O tempo que elas pagaram sai do plano.
support-ours = Quem responde por estes pagamentos somos nós; o suporte do Telegram não consegue ajudar com eles.
support-contact = Outra dúvida? Escreva para { $contact }.
refund-ask = Devolver { $stars } Stars do { $plan }? O tempo que elas pagaram sai do plano, e ele não renova mais.
refund-asked = Pedido feito. As Stars costumam voltar em instantes; aviso assim que o Telegram confirmar.
refund-there = Esta devolução já foi pedida e está a caminho. Aviso quando o Telegram confirmar.
refund-done = Este pagamento já foi devolvido.
refund-late = Já passou o prazo para devolver por aqui.
refund-unknown = Não encontrei este pagamento entre os seus.
button-pay-renews = ⭐ { $stars } a cada { $days } dias
button-pay-once = ⭐ { $stars } uma vez só
button-present = { $plan } · { $days } dias · ⭐ { $stars }
button-plan-wish = 🎁 Pedir de presente
button-plan-resume = Voltar a renovar
button-refund = ↩️ Devolver { $stars } Stars ({ $plan })
button-refund-now = Sim, devolver
help-paysupport = /paysupport – ajuda com pagamentos e devoluções
command-paysupport = Ajuda com pagamentos e devoluções
notify-paused = ⏸ O seu plano vigia { $count } avisos, os mais antigos. Os pausados voltam sozinhos quando couberem.

## Privacidade, termos e pausas

button-minor = Tenho menos de 18
minor-no = Obrigado por dizer. Este serviço é só para maiores de 18 anos, então eu paro por aqui.
minor-data = Quer que eu apague o que guardei desta conversa? Mande /delete.
terms-title = <b>Termos de uso</b>
terms-body =
    • Eu conto o que já aconteceu e mostro os números. Não é conselho, nem sinal, nem convite para operar.
    • Quem decide e opera é você, na sua conta, por sua conta e risco.
    • O serviço é para maiores de 18 anos e para uso pessoal. Uma pessoa, um cadastro.
    • A conta da corretora tem que ser sua. Eu só leio: velas, saldo e nome da conta. Ordens, nunca.
    • Velas podem faltar ou vir erradas da corretora. Quando eu percebo, digo e refaço a conta.
    • Os planos pagos, a renovação e a devolução estão em /plan e /paysupport.
    • Quem tenta derrubar o serviço ou usar a conta de outra pessoa perde o acesso.
    • Você pode sair quando quiser: /unlink desconecta, /delete apaga tudo.
privacy-title = <b>O que eu sei de você</b>
privacy-kept =
    <b>Guardo</b>
    • O seu número e o seu primeiro nome no Telegram, idioma, fuso horário e cores.
    • As suas perguntas e respostas, favoritos, predefinidos, avisos, lista do dia e pausas.
    • O nome das suas contas na corretora, de onde você as conectou (navegador e rede, sem o fim do endereço) e a chave da sessão, cifrada com uma chave que é só sua.
    • O seu plano, pagamentos, convites e quando você aceitou os termos.
privacy-not-kept = <b>Não guardo</b> a sua senha da corretora, dados de cartão nem a sua localização. Não vendo nada e não mostro anúncios. Os seus dados passam só pelo Telegram, pela { -broker } e pela máquina onde eu rodo.
privacy-how-long =
    <b>Por quanto tempo</b>
    • O que você escreve aqui: 7 dias. As minhas mensagens: 30 dias.
    • Perguntas e respostas: 400 dias. Páginas de conexão: 1 dia.
    • O resto, enquanto você usar. Depois de 2 anos sem aparecer, eu apago tudo.
privacy-rights =
    <b>É seu por direito</b> (LGPD)
    • /export – uma cópia de tudo, em até um minuto
    • /delete – apago tudo em até 24 horas
    • /settings, /unlink – mudar ou desconectar
    • /daily, /notify e /pause – parar de receber mensagens
button-privacy = 🔒 Privacidade
button-export = 📦 Baixar os meus dados
button-export-open = 📦 Abrir a página do arquivo
button-erase = 🗑 Apagar tudo
export-asked = 📦 Estou juntando os seus dados. Em menos de um minuto mando o link aqui.
export-ready = 📦 O seu arquivo está pronto.
export-once = O link abre uma vez só, até { $at }. Não mostre a ninguém.
erase-ask = <b>Apagar tudo o que eu sei de você?</b> Não dá para desfazer.
erase-what =
    • Na hora: saio da sua conta na corretora, e a chave da sessão deixa de existir.
    • Em até 24 horas: perguntas, respostas, favoritos, avisos, plano e o tempo de plano que sobrar.
    • As mensagens que já estão aqui na conversa só você pode apagar.
erase-kept =
    <b>O que fica, porque a lei manda ou para proteger você</b>
    • O registro do que foi pago, devolvido e presenteado, com o seu número do Telegram.
    • O registro do que a nossa equipe fez no seu cadastro.
    • Códigos sem nome: se o teste grátis já foi usado, e até quando vale uma pausa que você pediu.
erase-plan = Se você tem uma assinatura, a renovação é cancelada junto.
button-erase-now = 🗑 Sim, apagar tudo
erase-begun = Feito. Já saí da sua conta na corretora, e o resto some em até 24 horas.
erase-last = Obrigado por ter passado por aqui. Esta é a última mensagem; se um dia quiser recomeçar, mande /start.
care-title = <b>Cuidar de você</b>
care-pause-how = <b>Pausa.</b> Eu fico em silêncio pelo tempo que você escolher: sem catálogos, sem lista do dia, sem avisos. Não dá para voltar antes do fim.
care-cap-none = <b>Limite por dia.</b> Sem limite seu: vale o do plano.
care-cap =
    { $count ->
        [one] <b>Limite por dia.</b> Um catálogo.
       *[other] <b>Limite por dia.</b> { $count } catálogos.
    }
care-cap-later =
    { $count ->
        [one] A partir de { $at }: um catálogo.
       *[other] A partir de { $at }: { $count } catálogos.
    }
care-cap-later-none = A partir de { $at }: sem limite.
care-cap-how = Diminuir vale na hora; aumentar, só no dia seguinte. Outro número: /limit 15
button-care = 🌿 Pausa e limite
button-pause-day = ⏸ 24 horas
button-pause-week = ⏸ 7 dias
button-pause-month = ⏸ 30 dias
button-pause-half-year = ⏸ 6 meses
button-pause-now = Sim, pausar: { $length }
button-cap = { $count } por dia
button-cap-none = Tirar o limite
pause-ask = Fazer uma pausa até <b>{ $at }</b>?
pause-ask-what = Antes disso eu não respondo a comandos e não mando a lista do dia nem avisos, mesmo que você peça. Continuam valendo: /privacy, /export, /delete, /unlink e o que for de pagamento.
pause-begun = ⏸ Combinado. Volto a responder em { $at }. Cuide-se.
pause-help = Se operar deixou de fazer bem, conversar ajuda. No Brasil, o CVV atende de graça, dia e noite, no 188.
pause-holds = ⏸ Você pediu uma pausa até { $at }, e eu estou cumprindo.
pause-open = Seus dados continuam seus: /privacy, /export, /delete, /unlink.
cap-reached =
    { $count ->
        [one] 🌿 Você combinou um catálogo por dia, e o de hoje já foi. O próximo é depois das { $at }.
       *[other] 🌿 Você combinou { $count } catálogos por dia, e os de hoje já foram. Tem mais depois das { $at }.
    }
cap-problem = Não entendi “{ $typed }”. Mande um número de 1 a 1000, como /limit 15, ou /limit sem.
share-paused = Em pausa, como você pediu
pay-refused-paused = Você pediu uma pausa, e até o fim dela eu não recebo pagamentos. Nada foi cobrado.
help-care = /pause /limit – fazer uma pausa, limitar os catálogos do dia
help-privacy = /privacy /export /delete – o que eu guardo, baixar e apagar
command-pause = Fazer uma pausa
command-limit = Limitar os catálogos do dia
command-privacy = O que eu guardo de você
command-export = Baixar os seus dados
command-delete = Apagar tudo o que guardo de você

## Acesso suspenso

blocked-now = O seu acesso ao Catalogador foi suspenso pela nossa equipe, então não respondo a comandos por enquanto.
blocked-open = Acha que foi engano, ou tem um pagamento para resolver? /paysupport. Seus dados continuam seus: /privacy, /export, /delete, /unlink.

## Devoluções com limite, e presentes que voltam

support-again = Uma devolução por um toque vale a cada 180 dias. A sua já foi usada; a próxima fica livre em { $at }.
support-ask = Precisa de outra antes disso? A gente vê o caso com você: procure quem apresentou o Catalogador a você.
support-ask-contact = Precisa de outra antes disso? Escreva para { $contact } e a gente vê o caso com você.
refund-again = Não devolvi: uma devolução por um toque vale a cada 180 dias, e a sua já foi usada.
plan-news-present-back =
    { $count ->
        [one] ↩️ O dia de { $plan } que você ganhou de presente foi devolvido a quem pagou, e saiu do seu plano.
       *[other] ↩️ Os { $count } dias de { $plan } que você ganhou de presente foram devolvidos a quem pagou, e saíram do seu plano.
    }
