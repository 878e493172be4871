/**
 * What our own screens inside AdminJS share. Plain scripts on purpose: it brings React and its own parts as globals, so
 * nothing has to be bundled, neither at start nor before. The files of this folder are served as one.
 */
(() => {
  const { createElement: h, useState } = window.React;
  const { ApiClient, useTranslation } = window.AdminJS;
  const api = new ApiClient();

  /** Numbers that name something: a dot in them would be wrong. */
  const NAMES = ['telegramId', 'receiverId', 'invitedId', 'referrerId', 'id', 'seq', 'version', 'subject'];
  const PERCENTS = ['payoutRatio'];

  /** Words by their key, in the admin's language. */
  function useWords() {
    const { translateMessage, translateProperty, translateAction, translateLabel, i18n } = useTranslation();
    const say = (key) => translateMessage(key);
    const locale = i18n.language;
    const codeOf = (resourceId, name, value) => {
      const key = `resources.${resourceId}.labels.${name}.${value}`;
      return typeof value === 'string' && i18n.exists(key) ? i18n.t(key) : null;
    };
    return {
      say,
      locale,
      field: (name, resourceId) => translateProperty(name, resourceId),
      label: (name) => translateLabel(name),
      act: (name, resourceId) => translateAction(name, resourceId),
      value: (name) => i18n.t(`values.${name}`, { defaultValue: name }),
      /** What a code of the database is called; null: it is none. */
      codeOf,
      code: (resourceId, name, value) => codeOf(resourceId, name, value) ?? String(value),
      number: (value, options) => new Intl.NumberFormat(locale, options).format(value),
      percent: (ratio) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio),
      day: (text) => new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit' }).format(new Date(text)),
      moment: (text) =>
        text ? new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(text)) : '–',
      /** 3725000 → 1 h 2 min */
      duration(ms) {
        const seconds = Math.round(ms / 1_000);
        const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
        if (hours > 0) return `${hours} h ${minutes} min`;
        return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
      },
    };
  }

  /** Sends an act and answers its end; what went wrong is said, and whoever has to show a code is sent to do so. */
  function useAct({ action, record, resource }) {
    const words = useWords();
    const [isBusy, setBusy] = useState(false);
    const [problem, setProblem] = useState(null);
    async function send(data) {
      setBusy(true);
      setProblem(null);
      const target = { resourceId: resource.id, actionName: action.name, data };
      try {
        const answer = record
          ? await api.recordAction({ ...target, recordId: record.id })
          : await api.resourceAction(target);
        return answer.data;
      } catch (error) {
        const { kind, why } = error.response?.data ?? {};
        if (kind === 'prove') window.location.assign(`/confirm?to=${encodeURIComponent(window.location.pathname)}`);
        else setProblem(words.say(why ?? 'failed'));
        return null;
      } finally {
        setBusy(false);
      }
    }
    return { send, isBusy, problem };
  }

  const pathOf = (resource, record) =>
    record
      ? `/admin/resources/${resource.id}/records/${encodeURIComponent(record.id)}/show`
      : `/admin/resources/${resource.id}`;

  /** What belongs to a row beside its own fields. */
  async function readAbout(resource, record) {
    const { data } = await api.recordAction({
      resourceId: resource.id,
      recordId: record.id,
      actionName: 'about',
      method: 'get',
    });
    return data;
  }

  /** A figure with its name, and what belongs beside it. */
  function Figure({ label, value, beside }) {
    return h(
      'div',
      { className: 'figure' },
      h('dt', null, label),
      h('dd', null, h('strong', null, value), beside && h('small', null, beside)),
    );
  }

  /**
   * One bar a day, made of parts that stand on each other.
   * parts: `{ name, label, tone }`; each day has a number under each name.
   */
  function Bars({ title, days, parts, words, sum }) {
    const total = (day) => parts.reduce((all, { name }) => all + Math.max(0, day[name]), 0);
    const most = Math.max(1, ...days.map(total));
    const width = 280 / Math.max(1, days.length);
    const every = Math.ceil(days.length / 5);
    const said = (day) => parts.map(({ name, label }) => `${label ? `${label} ` : ''}${day[name]}`).join(', ');
    return h(
      'figure',
      { className: 'card bars' },
      h(
        'figcaption',
        null,
        h('span', null, title),
        h('strong', null, sum ?? words.number(days.reduce((all, day) => all + total(day), 0))),
      ),
      h(
        'svg',
        {
          viewBox: '0 0 280 84',
          role: 'img',
          'aria-label': `${title}: ${days.map((day) => `${day.day} ${said(day)}`).join('; ')}`,
        },
        h('line', { x1: 0, x2: 280, y1: 72.5, y2: 72.5, className: 'axis' }),
        days.map((day, at) => {
          let top = 72;
          return h(
            'g',
            { key: day.day },
            h('title', null, `${words.day(day.day)}: ${said(day)}`),
            parts.map(({ name, tone }) => {
              const height = (Math.max(0, day[name]) / most) * 64;
              top -= height;
              return h('rect', {
                ...{ key: name, x: at * width + width * 0.12, y: top, width: width * 0.76, height },
                className: tone ?? '',
              });
            }),
            at % every === 0 &&
              // Half a label from the edge at least, or it is cut there.
              h('text', { x: Math.max(14, at * width + width / 2), y: 82, textAnchor: 'middle' }, words.day(day.day)),
          );
        }),
      ),
      parts.length > 1 &&
        h(
          'ul',
          { className: 'legend' },
          parts.map(({ name, label, tone }) =>
            h(
              'li',
              { key: name, className: tone },
              `${label} ${words.number(days.reduce((all, day) => all + day[name], 0))}`,
            ),
          ),
        ),
    );
  }

  /** What this is, where it is one of many, and what can be done with it. */
  function Head({ record, resource, words }) {
    const acts = record.recordActions.filter(({ name, component }) => component && name !== 'show');
    const title = String(record.title ?? record.id);
    return h(
      'header',
      { className: 'head' },
      h('a', { href: `/admin/resources/${resource.id}` }, `← ${words.label(resource.id)}`),
      h('h1', null, words.codeOf(resource.id, resource.titleProperty?.name, title) ?? title),
      acts.length > 0 &&
        h(
          'nav',
          { 'aria-label': words.say('acts') },
          acts.map(({ name }) =>
            h(
              'a',
              {
                key: name,
                className: 'act',
                href: `/admin/resources/${resource.id}/records/${encodeURIComponent(record.id)}/${name}`,
              },
              words.act(name, resource.id),
            ),
          ),
        ),
    );
  }

  /** The fields of a row, but for those that its page says in another way. */
  function Facts({ record, resource, words, except = [] }) {
    return h(
      'dl',
      { className: 'card facts' },
      resource.showProperties
        .filter(({ name }) => !except.includes(name))
        .map(({ name, type }) =>
          h(
            'div',
            { key: name },
            h('dt', null, words.field(name, resource.id)),
            h('dd', null, shownValue(record.params[name], { name, type, resourceId: resource.id, words })),
          ),
        ),
    );
  }

  function Rows({ title, rows, words, resource, columns, link = true }) {
    const names = columns ?? [...new Set(rows.flatMap(Object.keys))].filter((name) => name !== 'id');
    return h(
      'section',
      { className: 'card' },
      h('h2', null, title),
      rows.length === 0
        ? h('p', null, words.say('nothing'))
        : h(
            'div',
            { className: 'wide', tabIndex: 0, role: 'region', 'aria-label': title },
            h(
              'table',
              null,
              h(
                'thead',
                null,
                h(
                  'tr',
                  null,
                  names.map((name) => h('th', { key: name, scope: 'col' }, words.field(name, resource))),
                ),
              ),
              h(
                'tbody',
                null,
                rows.map((row, at) =>
                  h(
                    'tr',
                    { key: at },
                    names.map((name, column) =>
                      h('td', { key: name }, cell(row, { name, isLink: link && column === 0, words, resource })),
                    ),
                  ),
                ),
              ),
            ),
          ),
    );
  }

  function cell(row, { name, isLink, words, resource }) {
    const text = shownValue(row[name], {
      ...{ name, words, resourceId: resource },
      type: /At$/.test(name) ? 'datetime' : 'string',
    });
    if (!isLink || resource === undefined || row.id === undefined) return text;
    return h('a', { href: `/admin/resources/${resource}/records/${encodeURIComponent(row.id)}/show` }, text);
  }

  /** A value as whoever reads wants it: no code, no bare JSON, times and numbers as in their country. */
  function shownValue(value, { name, type, resourceId, words }) {
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return words.say(value ? 'yes' : 'no');
    if (type === 'boolean') return words.say(String(value) === 'true' ? 'yes' : 'no');
    if (type === 'datetime') return words.moment(value);
    const code = words.codeOf(resourceId, name, value);
    if (code !== null) return code;
    if (PERCENTS.includes(name)) return words.percent(Number(value));
    if (typeof value === 'number' && !NAMES.includes(name)) return words.number(value, { maximumFractionDigits: 4 });
    const data = typeof value === 'object' ? value : type === 'textarea' ? parsed(value) : null;
    if (typeof data === 'object' && data !== null) return h(Data, { value: data, words });
    return String(value);
  }

  /** What lies deeper than one value, by the names of its parts. */
  function Data({ value, words }) {
    if (typeof value === 'boolean') return h('b', null, words.say(value ? 'yes' : 'no'));
    if (typeof value !== 'object' || value === null) return h('b', null, words.value(String(value ?? '–')));
    if (Array.isArray(value)) {
      const isPlain = value.every((one) => typeof one !== 'object' || one === null);
      return isPlain ? h('b', null, value.join(', ')) : h('pre', null, JSON.stringify(value, null, 2));
    }
    return h(
      'ul',
      { className: 'data' },
      Object.entries(value).map(([name, one]) =>
        h('li', { key: name }, `${words.field(name)}: `, h(Data, { value: one, words })),
      ),
    );
  }

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }

  /** One value in a list. */
  function Cell({ property, record, resource }) {
    const words = useWords();
    const { name, type } = property;
    const value = record.params[name];
    if (type === 'datetime' && !value) return '–';
    return h('span', { className: 'cell' }, shownValue(value, { name, type, resourceId: resource.id, words }));
  }

  /** What can only be one of a few is chosen where a list is filtered. */
  function Pick({ property, resource, filter, onChange }) {
    const words = useWords();
    const { name } = property;
    const values = property.availableValues?.map(({ value }) => value) ?? ['true', 'false'];
    return h(
      'label',
      { className: 'pick' },
      h('span', null, words.field(name, resource.id)),
      h(
        'select',
        { name: `filter-${name}`, value: filter[name] ?? '', onChange: (event) => onChange(name, event.target.value) },
        h('option', { value: '' }, words.say('everything')),
        values.map((value) => h('option', { key: value, value }, words.code(resource.id, name, value))),
      ),
    );
  }

  window.AdminJS.UserComponents ??= {};
  Object.assign(window.AdminJS.UserComponents, { Cell, Pick });
  window.Panel = { h, api, useWords, useAct, pathOf, readAbout, parsed, Figure, Bars, Head, Facts, Rows, shownValue };
})();
