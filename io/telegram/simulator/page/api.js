/** The simulator behind this page. Every call rejects with the simulator's own reason. */
async function call(method, path, body, headers = { 'content-type': 'application/json' }) {
  const response = await fetch(`/sim/${path}`, {
    method,
    ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body), headers }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const loadState = () => call('GET', 'state');
export const loadChat = (id) => call('GET', `people/${id}`);
export const loadField = (id) => call('GET', `people/${id}/field`);
export const createPerson = (person) => call('POST', 'people', person);
export const sendText = (id, message) => call('POST', `people/${id}/messages`, message);
export const editText = (id, edit) => call('POST', `people/${id}/edits`, edit);
export const pressButton = (id, press) => call('POST', `people/${id}/presses`, press);
export const askInline = (id, query) => call('POST', `people/${id}/inline-queries`, { query });
export const chooseInline = (id, choice) => call('POST', `people/${id}/inline-choices`, choice);
export const loadInvoice = (id, url) => call('GET', `people/${id}/invoice?url=${encodeURIComponent(url)}`);
export const payInvoice = (id, url) => call('POST', `people/${id}/payments`, { url });
export const setBlocked = (id, isBlocked) => call('POST', `people/${id}/${isBlocked ? 'block' : 'unblock'}`);
export const markRead = (id) => call('POST', `people/${id}/read`);
export const sendFile = (id, file) =>
  call('POST', `people/${id}/uploads?name=${encodeURIComponent(file.name)}`, file, {
    'content-type': file.type || 'application/octet-stream',
  });

/** Live changes; `onOpen` also after every reconnection, when something may have been missed. */
export function listen({ onChange, onOpen, onLost }) {
  const source = new EventSource('/sim/events');
  source.onopen = onOpen;
  source.onerror = onLost;
  source.onmessage = ({ data }) => onChange(JSON.parse(data));
}
