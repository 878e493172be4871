import { describe, expect, test } from 'vitest';
import { formatText } from '#io/telegram/simulator/text/formatted-text.ts';

const format = (text: string, parseMode: string | null) => formatText({ text, parseMode, entities: null });
const html = (text: string) => format(text, 'HTML');
const markdown = (text: string) => format(text, 'MarkdownV2');
/** Entities as `type:the words they cover`. */
const covered = ({ text, entities }: ReturnType<typeof formatText>) =>
  entities.map(({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`);

describe('HTML', () => {
  test.each([
    ['<b>a</b> <i>b</i> <u>c</u> <s>d</s>', 'a b c d', ['bold:a', 'italic:b', 'underline:c', 'strikethrough:d']],
    ['<b>a <i>b</i></b>', 'a b', ['bold:a b', 'italic:b']],
    ['1 &lt; 2 &amp; &quot;3&quot; &#233; &unknown;', '1 < 2 & "3" é &unknown;', []],
    ['<a href="https://e.com/?a=1&amp;b=2">here</a>', 'here', ['text_link:here']],
    ['<a href="javascript:alert(1)">here</a>', 'here', []],
    ['<tg-spoiler>x</tg-spoiler><span class="tg-spoiler">y</span>', 'xy', ['spoiler:x', 'spoiler:y']],
    ['<pre><code class="language-ts">let a</code></pre>', 'let a', ['pre:let a']],
    ['<blockquote expandable>q</blockquote>', 'q', ['expandable_blockquote:q']],
    ['<b>🦜é</b>!', '🦜é!', ['bold:🦜é']],
    ['  <b> a </b> ', 'a', ['bold:a']],
    ['<b></b>x', 'x', []],
  ])('%s', (source, text, entities) => {
    const formatted = html(source);
    expect(formatted.text).toBe(text);
    expect(covered(formatted)).toEqual(entities);
  });

  test('the language of a block of code stands on its pre', () => {
    expect(html('<pre><code class="language-ts">a</code></pre>').entities).toEqual([
      { type: 'pre', language: 'ts', offset: 0, length: 1 },
    ]);
  });

  test.each([
    ['<b>a', `Can't find end tag corresponding to start tag "b" at byte offset 0`],
    ['é <x>a</x>', 'Unsupported start tag "x" at byte offset 3'],
    ['1 < 2', 'Unsupported start tag "" at byte offset 2'],
    ['a </b>', 'Unexpected end tag at byte offset 2'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['a <b', 'Unclosed start tag at byte offset 2'],
  ])('%s is refused', (source, reason) => {
    expect(() => html(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe('MarkdownV2', () => {
  test.each([
    ['*a* _b_ __c__ ~d~ ||e||', 'a b c d e', ['bold:a', 'italic:b', 'underline:c', 'strikethrough:d', 'spoiler:e']],
    ['*a _b_*', 'a b', ['bold:a b', 'italic:b']],
    ['87\\.5% \\(coin\\)', '87.5% (coin)', []],
    ['[here](https://e.com/a\\)b)', 'here', ['text_link:here']],
    ['`a_b*` ', 'a_b*', ['code:a_b*']],
    ['```ts\nlet a\n```', 'let a', ['pre:let a']],
    ['>one\n>two\nthree', 'one\ntwo\nthree', ['blockquote:one\ntwo']],
    ['>one\n>two||', 'one\ntwo', ['expandable_blockquote:one\ntwo']],
  ])('%s', (source, text, entities) => {
    const formatted = markdown(source);
    expect(formatted.text).toBe(text);
    expect(covered(formatted)).toEqual(entities);
  });

  test.each([
    ['87.5', "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ['a-b', "Character '-' is reserved and must be escaped with the preceding '\\'"],
    ['é *a', "Can't find end of Bold entity at byte offset 3"],
    ['_a', "Can't find end of Italic entity at byte offset 0"],
    ['[a](b', "Can't find end of a URL"],
  ])('%s is refused', (source, reason) => {
    expect(() => markdown(source)).toThrow(`Bad Request: can't parse entities: ${reason}`);
  });
});

describe('plain text', () => {
  test.each([
    ['/catalog@my_bot now', ['bot_command:/catalog@my_bot']],
    ['a/b and 1/2 and http://e.com/x/y.', ['url:http://e.com/x/y']],
    ['@ana_souza and me@e.com #tag1 #1', ['mention:@ana_souza', 'email:me@e.com', 'hashtag:#tag1']],
  ])('%s', (source, entities) => {
    expect(covered(format(source, null))).toEqual(entities);
  });

  test('nothing is looked for inside code', () => {
    expect(covered(html('<code>/top</code> /top'))).toEqual(['code:/top', 'bot_command:/top']);
  });

  test('explicit entities are kept, cut at the end of the text, and refused when unknown', () => {
    const entity = (type: string) => [{ type, offset: 1, length: 99 }];
    const cut = formatText({ text: 'abc', parseMode: null, entities: entity('bold') });
    expect(cut.entities).toEqual([{ type: 'bold', offset: 1, length: 2 }]);
    expect(() => formatText({ text: 'abc', parseMode: null, entities: entity('sparkling') })).toThrow(
      'unsupported type "sparkling" specified',
    );
  });
});
