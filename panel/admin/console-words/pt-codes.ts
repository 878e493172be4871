const language = { pt: 'Português', en: 'Inglês', es: 'Espanhol' };
const plan = { free: 'Grátis', premium: 'Premium', pro: 'Pro', operator: 'Operador' };
const currency = { XTR: 'Estrelas', BRL: 'Reais', USD: 'Dólares' };
const entry = {
  ...{ payment: 'Pagamento', refund: 'Devolução', grant: 'Dias devidos', gift: 'Presente', coupon: 'Cupom' },
  ...{ referral: 'Indicação', trial: 'Teste' },
};
const subscription = {
  ...{ trialing: 'Em teste', active: 'Em dia', past_due: 'Aguardando pagamento', canceled: 'Não renova' },
  ...{ expired: 'Terminou', refunded: 'Devolvida' },
};
const link = { active: 'Vinculada', over: 'Encerrada', ending: 'Sendo encerrada' };

/** What the codes in the database are called: by resource, field and code. A test asks the database whether one is missing. */
export const ptCodes = {
  people: {
    language,
    linkState: link,
    plan,
    planState: subscription,
    linkedBy: { password: 'Senha', oauth: 'Corretora' },
  },
  requests: {
    kind: {
      ...{ catalog: 'Catálogo', top: 'Top 5', result: 'Resultado antigo', notify: 'Alerta', hours: 'Por horário' },
      ...{ entries: 'Entradas', times: 'Por hora do dia', stakes: 'Apostas e risco', check: 'Lista de sinais' },
      record: 'Histórico das listas',
    },
    state: {
      ...{ accepted: 'Na fila', running: 'Em andamento', done: 'Respondido', failed: 'Falhou', canceled: 'Cancelado' },
      quarantined: 'Posto de lado',
    },
  },
  privacy: { kind: { export: 'Cópia dos dados', erasure: 'Apagar tudo' } },
  subscriptions: {
    ...{ state: subscription, plan, nextPlan: plan },
    source: { ...entry, cancel: 'Cancelamento', resume: 'Retomada' },
  },
  plans: { code: plan },
  payments: { provider: { stars: 'Estrelas do Telegram' }, currency, plan },
  money: {
    ...{ kind: entry, currency, plan },
    source: {
      ...{ stars: 'Estrelas do Telegram', 'stars refund': 'Devolução de Estrelas', grant: 'Equipe', coupon: 'Cupom' },
      ...{ referral: 'Indicação', trial: 'Teste' },
    },
  },
  coupons: { plan },
  broadcasts: {
    kind: { daily: 'Lista diária', news: 'Aviso' },
    state: {
      ...{ draft: 'Rascunho', scheduled: 'Agendado', running: 'Saindo', paused: 'Pausado', done: 'Concluído' },
      aborted: 'Cancelado',
    },
  },
  assets: {
    category: { forex: 'Moedas', crypto: 'Cripto', stocks: 'Ações', indices: 'Índices', commodities: 'Commodities' },
  },
  lists: {
    ...{
      kind: { top: 'Top 5 da hora', daily: 'Lista diária' },
      horizon: { day: 'Dia seguinte', window: 'Mesmo prazo' },
    },
    scoreState: { scored: 'Conferida', no_candles: 'Sem velas' },
    verdict: {
      above: 'Acima do necessário',
      luck: 'Pode ser sorte',
      below: 'Abaixo do necessário',
      unknown: 'Sem medida',
    },
  },
  outbox: {
    state: {
      ...{ queued: 'Na fila', sending: 'Saindo', sent: 'Enviada', failed: 'Falhou', unknown: 'Sem resposta' },
      dropped: 'Dispensada',
    },
    method: {
      ...{ sendMessage: 'Texto', sendPhoto: 'Imagem', sendDocument: 'Arquivo', editMessageText: 'Texto mudado' },
      ...{ editMessageMedia: 'Texto virou imagem', editMessageCaption: 'Legenda mudada', deleteMessage: 'Apagada' },
      ...{ editMessageReplyMarkup: 'Botões mudados', answerCallbackQuery: 'Aviso no botão' },
    },
  },
  admins: { role: { owner: 'Dono', admin: 'Administrador', support: 'Atendimento', viewer: 'Só leitura' } },
  settings: {
    id: {
      ...{ 'support-contact': 'Contato de atendimento', 'trial-plan': 'Plano do teste', 'trial-days': 'Dias de teste' },
      ...{
        'referral-days': 'Dias por indicação',
        'refund-days': 'Dias para devolução',
        'daily-hour': 'Hora da lista do dia',
      },
      'notice-pause-minutes': 'Silêncio depois de um aviso (minutos)',
    },
  },
  audit: {
    act: {
      change: 'Mudou',
      ...{ login: 'Entrou', logout: 'Saiu', 'login refused': 'Entrada recusada', 'login locked': 'Entrada travada' },
      ...{
        'code refused': 'Código recusado',
        'set up': 'Criou o acesso',
        export: 'Exportou',
        rotate: 'Trocou as chaves',
      },
      ...{ 'impersonation preview': 'Viu como a pessoa vê', abandon: 'Abandonou chaves', grant: 'Deu dias de plano' },
      ...{
        note: 'Anotou',
        block: 'Bloqueou',
        unblock: 'Desbloqueou',
        resetQuota: 'Zerou o uso',
        unlink: 'Encerrou vínculo',
      },
      ...{ sendData: 'Enviou os dados', forget: 'Apagou a pessoa', retry: 'Refez o pedido', refund: 'Devolveu' },
      ...{
        publish: 'Publicou versão',
        create: 'Criou',
        end: 'Encerrou',
        compose: 'Escreveu aviso',
        test: 'Enviou teste',
      },
      ...{ schedule: 'Agendou', pause: 'Pausou', resume: 'Retomou', abort: 'Cancelou de vez', invite: 'Convidou' },
      ...{ changeRole: 'Mudou papel', reset: 'Refez acesso', disable: 'Desativou', preview: 'Ver como a pessoa vê' },
      ...{ list: 'Listar', show: 'Ver' },
    },
  },
} as const;

/** Said before an act that was tried and not allowed. */
export const ptRefused = 'Recusado';
