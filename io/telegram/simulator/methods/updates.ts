import { type Call, flagOf, type House, listOf, numberOf, textOf } from '../house.ts';
import { badRequest } from '../refusal.ts';

const DEFAULT_CONNECTIONS = 40;

export function getUpdates(house: House, call: Call) {
  return house.updates.poll({
    offset: numberOf(call, 'offset'),
    limit: numberOf(call, 'limit'),
    timeoutSeconds: numberOf(call, 'timeout'),
    allowedUpdates: listOf<string>(call, 'allowed_updates'),
    signal: call.signal,
  });
}

/** Unlike Telegram, plain http and this machine's own addresses are fine. */
export function setWebhook(house: House, call: Call): true {
  const url = textOf(call, 'url') ?? '';
  const secretToken = textOf(call, 'secret_token') ?? null;
  if (url !== '' && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw badRequest('bad webhook: invalid webhook URL specified');
  }
  if (secretToken !== null && !/^[\w-]{1,256}$/.test(secretToken)) {
    throw badRequest('secret token contains unallowed characters');
  }
  const allowed = listOf<string>(call, 'allowed_updates');
  if (allowed) house.state.allowedUpdates = allowed.length > 0 ? allowed : null;
  if (flagOf(call, 'drop_pending_updates')) house.updates.dropAll();
  if (url === '') {
    house.webhook.close();
    return true;
  }
  const asked = numberOf(call, 'max_connections') ?? DEFAULT_CONNECTIONS;
  const maxConnections = Math.min(100, Math.max(1, asked));
  house.webhook.set({ url, secretToken, maxConnections, lastError: null, goneSinceMs: null });
  return true;
}

export function deleteWebhook(house: House, call: Call): true {
  if (flagOf(call, 'drop_pending_updates')) house.updates.dropAll();
  house.webhook.close();
  return true;
}

export function getWebhookInfo(house: House) {
  const { webhook, allowedUpdates } = house.state;
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: house.updates.pending().length,
    last_error_date: webhook?.lastError ? Math.floor(webhook.lastError.atMs / 1000) : undefined,
    last_error_message: webhook?.lastError?.message,
    max_connections: webhook?.maxConnections,
    allowed_updates: allowedUpdates ?? undefined,
  };
}
