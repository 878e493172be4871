import { globSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '#bot/i18n/index.ts';

const ROOT = new URL('../../../', import.meta.url);

/** Key → its variables, in the order of the alphabet. */
function messagesOf(language: Language): Map<string, string[]> {
  const { body } = new FluentResource(readFileSync(new URL(`bot/i18n/${language}.ftl`, ROOT), 'utf8'));
  return new Map(body.map((entry) => [entry.id, variablesOf(entry.value)]));
}

function variablesOf(node: unknown): string[] {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('type' in part && part.type === 'var' && 'name' in part) found.add(String(part.name));
    for (const child of Object.values(part)) walk(child);
  };
  walk(node);
  return [...found].sort();
}

/** Keys as they stand in a file, to notice entries that the parser silently left out. */
function writtenKeys(language: Language): string[] {
  const source = readFileSync(new URL(`bot/i18n/${language}.ftl`, ROOT), 'utf8');
  return [...source.matchAll(/^(-?[a-z][a-z0-9-]*) *=/gm)].map((match) => match[1]!);
}

const SOURCES = globSync('{bot,jobs,io,engine,panel,ops}/**/*.ts', { cwd: ROOT }).map((path) => ({
  path,
  text: readFileSync(new URL(path, ROOT), 'utf8'),
}));

test.each(LANGUAGES)('every entry of %s is read, once, and says something', (language) => {
  const written = writtenKeys(language);
  expect(written).toEqual([...new Set(written)]);
  expect([...messagesOf(language).keys()]).toEqual(written);
  const { body } = new FluentResource(readFileSync(new URL(`bot/i18n/${language}.ftl`, ROOT), 'utf8'));
  for (const { id, value } of body) expect(typeof value === 'string' ? value.trim() : value, id).not.toBe('');
});

test.each(['en', 'es'] as const)('%s has the keys and the variables of pt', (language) => {
  expect(Object.fromEntries(messagesOf(language))).toEqual(Object.fromEntries(messagesOf('pt')));
});

test('every key that is asked for exists', () => {
  const known = messagesOf('pt');
  const asked = SOURCES.flatMap(({ path, text }) => {
    const calls = [...text.matchAll(/\b(?:say|html)\(([^,)]*)/g), ...text.matchAll(/\bsay: ([^,\n]*)/g)];
    const keys = calls.flatMap(([, first = '']) => [...first.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)]);
    return keys.map((match) => `${match[1]} (${path})`);
  });
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((ask) => !known.has(ask.split(' ')[0]!))).toEqual([]);
});

test('every key is used somewhere', () => {
  const code = SOURCES.map(({ text }) => text).join('\n');
  const unused = [...messagesOf('pt').keys()].filter((key) => !key.startsWith('-') && !code.includes(`'${key}'`));
  expect(unused).toEqual([]);
});

test('nobody is ever told to enter', () => {
  for (const language of LANGUAGES) {
    const said = readFileSync(new URL(`bot/i18n/${language}.ftl`, ROOT), 'utf8').replace(/^#.*$/gm, '');
    expect(said).not.toMatch(/entre agora|entra ahora|enter now|lucro certo|garantid|garantizad|sure win/i);
  }
});
