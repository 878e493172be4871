import { loadInvoice, payInvoice } from './api.js';
import { say } from './words.js';

const byId = (id) => document.getElementById(id);

/** The sheet on which a person pays with Stars. */
export function createInvoiceSheet({ person, tell }) {
  const sheet = byId('invoice');
  const pay = byId('invoice-pay');
  let url = null;

  byId('invoice-cancel').addEventListener('click', () => sheet.close());
  byId('invoice-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    pay.disabled = true;
    try {
      const { kind, words } = await payInvoice(person(), url);
      sheet.close();
      if (kind === 'refused') tell(words);
      else if (kind === 'unanswered') tell(say('unanswered'));
      else if (kind === 'too_poor') tell(say('tooPoor'));
    } catch (error) {
      sheet.close();
      tell(error.message);
    }
    pay.disabled = false;
  });

  return {
    async open(address) {
      url = address;
      try {
        const { title, description, amount, isSubscription, purse } = await loadInvoice(person(), url);
        byId('invoice-title').textContent = title;
        byId('invoice-text').textContent = description;
        byId('invoice-purse').textContent = purse;
        pay.textContent = `${say('pay')} ⭐ ${amount}${isSubscription ? ` ${say('everyMonth')}` : ''}`;
        sheet.showModal();
      } catch (error) {
        tell(error.message);
      }
    },
  };
}
