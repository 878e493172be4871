/** Messages as Telegram shows them. */
(() => {
  const { h } = window.Panel;

  /** shown: as io/telegram/as-shown.ts says; nothing in it is markup any more. */
  function Bubble({ shown, buttons = [], picture, above, below }) {
    return h(
      'div',
      { className: 'bubble' },
      above,
      picture && h('img', { src: picture, alt: '' }),
      shown.kind === 'refused' ? h('p', { className: 'problem', role: 'alert' }, shown.why) : h(Words, shown),
      below,
      buttons.map((line, at) =>
        h(
          'div',
          { key: at, className: 'keys' },
          line.map((text, place) => h('span', { key: place }, text)),
        ),
      ),
    );
  }

  function Words({ blocks }) {
    return blocks.map(({ isQuote, runs }, at) =>
      h(
        isQuote ? 'blockquote' : 'div',
        { key: at, className: 'words' },
        runs.map(({ text, marks, url }, place) =>
          h('span', { key: place, className: marks.map((mark) => `tg-${mark}`).join(' '), title: url }, text),
        ),
      ),
    );
  }

  Object.assign(window.Panel, { Bubble });
})();
