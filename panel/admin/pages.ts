import { html, Markup } from './html.ts';
import type { Visit } from './visit.ts';

type Asked = Pick<Visit, 'words' | 'token'>;

/** A page in front of the panel; nothing in it needs a script. */
function page({ words }: Pick<Visit, 'words'>, { title, body }: { title: string; body: Markup }): string {
  return html`<!doctype html>
<html lang="${words.locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title} · Catalogador</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/assets/door.css">
  </head>
  <body>
    <main>
      <p class="brand">Catalogador</p>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>
`.text;
}

const nothing = new Markup('');

function problemOf(text: string | null): Markup {
  return text === null ? nothing : html`<p class="problem" role="alert">${text}</p>`;
}

export function drawSignIn({ words, token }: Asked, { problem }: { problem: string | null }): string {
  const body = html`${problemOf(problem)}
      <form method="post" action="/login">
        <input type="hidden" name="token" value="${token}">
        <label>${words.login}<input name="login" autocomplete="username" autocapitalize="none" required maxlength="40" autofocus></label>
        <label>${words.password}<input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
        <label>${words.code}<input name="code" autocomplete="one-time-code" required maxlength="20" aria-describedby="code-hint"></label>
        <p class="hint" id="code-hint">${words.codeHint}</p>
        <button>${words.enter}</button>
      </form>
      <p><a href="/setup">${words.firstTime}</a></p>`;
  return page({ words }, { title: words.signIn, body });
}

export function drawSetup(
  { words, token }: Asked,
  { problem, login, least }: { problem: string | null; login: string; least: number },
): string {
  const body = html`<p>${words.setUpLead}</p>
      ${problemOf(problem)}
      <form method="post" action="/setup">
        <input type="hidden" name="token" value="${token}">
        <label>${words.login}<input name="login" value="${login}" autocomplete="username" autocapitalize="none" required maxlength="40"></label>
        <label>${words.setupWord}<input name="word" autocomplete="off" autocapitalize="characters" required maxlength="40"></label>
        <label>${words.newPassword}<input name="password" type="password" autocomplete="new-password" required minlength="${least}" maxlength="200" aria-describedby="password-hint"></label>
        <p class="hint" id="password-hint">${words.passwordHint(least)}</p>
        <button>${words.next}</button>
      </form>`;
  return page({ words }, { title: words.setUp, body });
}

export function drawAuthenticator(
  { words, token }: Asked,
  { problem, pending, totp }: { problem: string | null; pending: string; totp: { svg: string; typed: string } },
): string {
  const body = html`<p>${words.scanLead}</p>
      <div class="qr">${new Markup(totp.svg)}</div>
      <p>${words.typeInstead}<br><code>${totp.typed}</code></p>
      ${problemOf(problem)}
      <form method="post" action="/setup/code">
        <input type="hidden" name="token" value="${token}">
        <input type="hidden" name="pending" value="${pending}">
        <label>${words.sixDigits}<input name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="7" autofocus></label>
        <button>${words.finish}</button>
      </form>`;
  return page({ words }, { title: words.scan, body });
}

export function drawRecoveryCodes({ words }: Pick<Visit, 'words'>, codes: readonly string[]): string {
  const body = html`<p>${words.keepCodesLead}</p>
      <ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <p><a class="button" href="/admin">${words.iKeptThem}</a></p>`;
  return page({ words }, { title: words.keepCodes, body });
}

export function drawConfirm({ words, token }: Asked, { problem, to }: { problem: string | null; to: string }): string {
  const body = html`<p>${words.confirmLead}</p>
      ${problemOf(problem)}
      <form method="post" action="/confirm">
        <input type="hidden" name="token" value="${token}">
        <input type="hidden" name="to" value="${to}">
        <label>${words.code}<input name="code" autocomplete="one-time-code" required maxlength="20" autofocus></label>
        <button>${words.next}</button>
      </form>
      <p><a href="${to}">${words.back}</a></p>`;
  return page({ words }, { title: words.confirm, body });
}

export function drawLeave({ words, token }: Asked): string {
  const body = html`<p>${words.leaveLead}</p>
      <form method="post" action="/logout">
        <input type="hidden" name="token" value="${token}">
        <button>${words.leave}</button>
      </form>
      <p><a href="/admin">${words.back}</a></p>`;
  return page({ words }, { title: words.leave, body });
}

export function drawProblem({ words }: Pick<Visit, 'words'>, text: string): string {
  return page(
    { words },
    { title: words.stopped, body: html`${problemOf(text)}<p><a href="/admin">${words.back}</a></p>` },
  );
}
