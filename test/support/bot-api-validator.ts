import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Field {
  readonly name: string;
  /** Any of these will do: `Integer`, `Array of String`, or the name of a type. */
  readonly types: readonly string[];
  readonly required: boolean;
}

export interface BotApiSpec {
  readonly version: string;
  readonly methods: Readonly<Record<string, { readonly fields: readonly Field[] }>>;
  readonly types: Readonly<
    Record<string, { readonly fields: readonly Field[]; readonly subtypes?: readonly string[] }>
  >;
}

/** The whole Bot API as data, from the folder of test data. */
export function loadBotApiSpec(folder: string): BotApiSpec {
  return JSON.parse(readFileSync(join(folder, 'telegram-bot-api-10.1.json'), 'utf8')) as BotApiSpec;
}

/**
 * Everything that is wrong with a call, in words; empty for a clean one.
 * `params` are typed, as the simulator's log has them: an upload is a text `attach://field`.
 */
export function validateCall(spec: BotApiSpec, method: string, params: Readonly<Record<string, unknown>>): string[] {
  const known = spec.methods[method];
  if (!known) return [`${method}: no such method`];
  return checkFields(spec, known.fields, { value: params, path: method });
}

interface Place {
  readonly value: unknown;
  readonly path: string;
}

function checkFields(spec: BotApiSpec, fields: readonly Field[], { value, path }: Place): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: not an object`];
  const given = value as Readonly<Record<string, unknown>>;
  const names = new Set(fields.map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  const missing = fields.filter(({ name, required }) => required && given[name] === undefined);
  return [
    ...unknown.map((name) => `${path}.${name}: unknown`),
    ...missing.map(({ name }) => `${path}.${name}: missing`),
    ...fields.flatMap(({ name, types }) =>
      given[name] === undefined ? [] : checkAny(spec, types, { value: given[name], path: `${path}.${name}` }),
    ),
  ];
}

/** Of several types the best fitting one decides what is said. */
function checkAny(spec: BotApiSpec, types: readonly string[], place: Place): string[] {
  const outcomes = types.map((type) => checkType(spec, type, place)).sort((a, b) => a.length - b.length);
  return outcomes[0] ?? [];
}

function checkType(spec: BotApiSpec, type: string, place: Place): string[] {
  const { value, path } = place;
  const expect = (isRight: boolean) => (isRight ? [] : [`${path}: not ${type} but ${JSON.stringify(value)}`]);
  if (type.startsWith('Array of ')) {
    const inner = type.slice('Array of '.length);
    if (!Array.isArray(value)) return expect(false);
    return value.flatMap((item, index) => checkType(spec, inner, { value: item, path: `${path}[${index}]` }));
  }
  switch (type) {
    case 'Integer':
      return expect(Number.isSafeInteger(value));
    case 'Float':
      return expect(typeof value === 'number' && Number.isFinite(value));
    case 'String':
      return expect(typeof value === 'string');
    case 'Boolean':
      return expect(typeof value === 'boolean');
    case 'InputFile':
      return expect(typeof value === 'string' && value.startsWith('attach://'));
    default:
      return checkNamed(spec, type, place);
  }
}

function checkNamed(spec: BotApiSpec, name: string, place: Place): string[] {
  const type = spec.types[name];
  if (!type) return [`${place.path}: the specification has no type ${name}`];
  if (!type.subtypes) return checkFields(spec, type.fields, place);
  const kind = (place.value as { type?: unknown } | null)?.type;
  if (typeof kind !== 'string') return checkAny(spec, type.subtypes, place);
  const suffix = kind.replace(/(?:^|_)(\w)/g, (_whole, letter: string) => letter.toUpperCase());
  // Of what Telegram has already there is a form of its own, with the same word for its kind.
  const meant = [name + suffix, `${name}Cached${suffix}`].filter((subtype) => type.subtypes?.includes(subtype));
  return meant.length > 0 ? checkAny(spec, meant, place) : [`${place.path}.type: "${kind}" is no ${name}`];
}
