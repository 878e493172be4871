/** The broker's own login page, as plain as can be; the query travels along with the form. */
export function oauthPage(query: string, problem = ''): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Polarium simulator</title></head>
<body style="font:16px system-ui;max-width:22rem;margin:3rem auto;padding:0 1rem">
<h1>Polarium simulator</h1>
<p role="alert">${escapeHtml(problem)}</p>
<form method="post" action="?${escapeHtml(query)}">
<p><label>E-mail<br><input name="identifier" type="email" required autocomplete="username"></label></p>
<p><label>Password<br><input name="password" type="password" required autocomplete="current-password"></label></p>
<p><button>Log in</button></p>
</form>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
