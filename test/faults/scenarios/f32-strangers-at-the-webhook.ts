import { once } from 'node:events';
import { connect } from 'node:net';
import type { Scenario } from '../scenario.ts';
import { bringUpdates, WEBHOOK_SECRET } from '../webhook-bot.ts';

const MOST_SECONDS = 10;

export const strangersAtTheWebhook: Scenario = {
  id: 'F32',
  title: 'strangers, giants and snails call the webhook',
  needs: { roles: ['bot'], isAlone: true },
  recoverSeconds: null,
  isInSuite: true,
  async run(stage) {
    const { house } = stage;
    const { url, bot } = await bringUpdates(house);
    await bot();
    const body = JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, text: 'hello' } });
    const post = async (secret: string | null, content = body) => {
      const headers = secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret };
      const request = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: content };
      return (await fetch(url, request)).status;
    };
    stage.check('without the secret: 401', (await post(null)) === 401);
    stage.check('with a wrong one: 401', (await post('guessed')) === 401);
    stage.check('two megabytes: 413', (await post(WEBHOOK_SECRET, `"${'x'.repeat(2_000_000)}"`)) === 413);
    stage.check('no JSON: 400', (await post(WEBHOOK_SECRET, '{')) === 400);

    const startMs = performance.now();
    const snail = connect(Number(new URL(url).port), '127.0.0.1');
    snail.on('error', () => undefined);
    snail.resume();
    snail.write('POST /telegram HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n');
    await once(snail, 'close');
    const seconds = (performance.now() - startMs) / 1_000;
    stage.check(`a snail is cut off within ${MOST_SECONDS} s`, seconds <= MOST_SECONDS);
    stage.note(`the snail was cut off after ${seconds.toFixed(1)} s`);

    const { rows } = await house.sql('select from telegram_update');
    stage.check('none of it left a trace', rows.length === 0);
    for (const person of await stage.people(5)) stage.say(person);
    await stage.settled();
  },
};
