import { readFileSync } from 'node:fs';
import type { ExportWords } from './export-words.ts';
import type { Words } from './words.ts';

/** The page before its script has opened the link; knows nobody yet. */
export function drawLinkPage(words: Words): string {
  return fill(LINK_HTML, { lang: words.locale, ...words.page });
}

/** A page that only says how something ended. The tone is its colour and its sign. */
export function drawResultPage(
  words: Words,
  result: { title: string; lines: readonly string[]; tone: 'good' | 'bad' },
): string {
  const lines = result.lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n      ');
  return fill(RESULT_HTML, {
    lang: words.locale,
    title: result.title,
    tone: result.tone,
    sign: result.tone === 'good' ? '✓' : '!',
  }).replace('<!-- lines -->', () => lines);
}

/** Served as they are. */
export const STATIC_FILES = [
  { path: '/link/page.css', type: 'text/css; charset=utf-8', body: read('page.css') },
  { path: '/link/link.js', type: 'text/javascript; charset=utf-8', body: read('link.js') },
] as const;

/** The page where people fetch their data, before its script has opened the link. */
export function drawExportPage(locale: string, words: ExportWords): string {
  return fill(EXPORT_HTML, { lang: locale, ...words });
}

const EXPORT_HTML = read('export.html');
export const EXPORT_SCRIPT = read('export.js');

const LINK_HTML = read('link.html');
const RESULT_HTML = read('result.html');

function read(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
}

/** `{{name}}` becomes the escaped value. A name without a value is a mistake of ours, so it stays visible. */
function fill(template: string, { lang, ...values }: Readonly<Record<string, string>>): string {
  return template
    .replace('lang="pt-BR"', `lang="${lang}"`)
    .replace(/\{\{(\w+)\}\}/g, (mark, name: string) => escapeHtml(values[name] ?? mark));
}

/** For text and attribute values alike. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
