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
start-accept-ask = Se você tem 18 anos ou mais e entendeu, toque no botão.
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
link-done = ✅ Conta conectada: <b>{ $account }</b>
link-practice = Saldo da conta de treino: { $amount }
link-done-next = Vamos ao primeiro catálogo?
link-already = Você já tem uma conta conectada: <b>{ $account }</b>
link-already-next = Para trocar de conta, desconecte esta primeiro.
link-session-over = A corretora encerrou a sua sessão. Acontece de vez em quando: conecte de novo e continue de onde parou.
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
figures-loss = Perdas: { $loss } · maior sequência de perdas: { $streak }
figures-doji = Blocos: { $cycles } · nulos por doji (vela sem cor): { $count }
figures-no-signal = sem sinal: { $count }
figures-void = devolvidos: { $count }
figures-none = Nenhuma entrada neste período, então não há taxa para mostrar.
figures-interval-note = Entre parênteses: onde a taxa real deve estar, com 95% de confiança.
figures-payout = Payout { $payout } · para empatar { $plan }: { $rate }
figures-payout-unknown = A corretora não informou o payout: sem ponto de equilíbrio.
figures-coin = Cara ou coroa daria { $rate }
figures-verdict = Veredito: <b>{ $verdict }</b>
figures-coverage = Velas: { $present } de { $expected }
figures-definition = Estratégia { $id }, versão { $version }
verdict-above = acima do equilíbrio
verdict-luck = igual à sorte
verdict-below = abaixo do equilíbrio
verdict-unknown = não dá para dizer
risk-line = Passado não é promessa. Só arrisque o que você pode perder.

## No gráfico

picture-sample = { $wins } de { $n } · entre { $low } e { $high }
picture-verdict = { $verdict } · cara ou coroa { $coin }
picture-shown = Últimos { $shown } de { $total } blocos
picture-whole = Todos os { $total } blocos, do mais antigo ao mais novo
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
    { $done ->
        [one] Só um ativo foi testado.
       *[other] Os melhores de { $done } testados: alguns brilham por sorte.
    }
top-without-candles =
    { $count ->
        [one] Um ativo ficou de fora: sem velas.
       *[other] { $count } ativos ficaram de fora: sem velas.
    }
top-range = de { $n } ({ $low } a { $high })
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

## Botões

button-accept = ✅ Tenho 18+ e entendi
button-link = 🔗 Conectar conta
button-link-page = 🔐 Abrir a página segura
button-unlink = Desconectar conta
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
help-top = /top – os cinco ativos abertos com mais acertos
help-link =
    /link – conectar a sua conta
    /unlink – desconectar
help-settings =
    /settings – idioma, fuso horário e cores dos gráficos
    /terms – o aviso de risco
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
command-top = Os cinco ativos com mais acertos
command-link = Conectar a sua conta
command-unlink = Desconectar a sua conta
command-settings = Idioma e fuso horário
command-help = Comandos, exemplos e como ler os números
command-terms = O aviso de risco
command-start = Começar de novo

## Cores dos gráficos

settings-theme-dark = Gráficos: escuros
settings-theme-light = Gráficos: claros
button-theme-dark = 🌙 Gráficos escuros
button-theme-light = ☀️ Gráficos claros
