/** Who may know whom. The rooms and their manners are drawn in the README's map. */
import swcVisitor from '@swc/core/Visitor.js';

// The visitor that reads our files does not know `using` yet: to it, it is one more variable.
const { prototype } = swcVisitor.Visitor;
const { visitStatement } = prototype;
prototype.visitStatement = function (statement) {
  if (statement.type !== 'UsingDeclaration') return visitStatement.call(this, statement);
  return this.visitVariableDeclaration({ ...statement, declarations: statement.decls });
};

const rooms = ['engine', 'io', 'bot', 'panel', 'jobs', 'ops', 'migrations', 'test'];
const allRoomsBut = (...kept) => `^(${rooms.filter((room) => !kept.includes(room)).join('|')})/`;
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

export default {
  forbidden: [
    rule(
      'engine-is-alone',
      'The engine only thinks: same input, same output. Whatever it needs is handed to it.',
      { path: '^engine/' },
      { pathNot: '^engine/|(^|/)node_modules/@stdlib/' },
    ),
    rule(
      'engine-has-one-door',
      'Whoever is outside imports engine/index.ts, so the inside can be moved around freely.',
      { path: allRoomsBut('engine', 'test') },
      { path: '^engine/', pathNot: '^engine/index\\.ts$' },
    ),
    rule(
      'io-knows-no-room-above',
      'io is the floor the doors stand on; it cannot know who stands there.',
      { path: '^io/' },
      { path: allRoomsBut('io', 'engine', 'migrations') },
    ),
    rule(
      'io-context-is-for-doors',
      'The context sees everything; a part of io that took it would depend on all of io.',
      { path: '^io/', pathNot: '^io/(context|run-role)\\.ts$' },
      { path: '^io/context\\.ts$' },
    ),
    rule(
      'bot-knows-io-and-engine',
      'The bot reaches jobs through the queue and the panel through a link.',
      { path: '^bot/' },
      { path: allRoomsBut('bot', 'io', 'engine') },
    ),
    rule(
      'words-know-only-the-engine',
      'Views and texts are pure: figures in, words out. So jobs may use them, and tests need nothing around them.',
      { path: '^bot/(views|i18n)/' },
      { path: allRoomsBut('engine'), pathNot: '^bot/(views/|i18n/|seal-message\\.ts$)' },
    ),
    rule(
      'panel-knows-io-and-engine',
      'The panel shows what io knows; it never calls into the bot or the jobs.',
      { path: '^panel/' },
      { path: allRoomsBut('panel', 'io', 'engine') },
    ),
    rule(
      'jobs-know-io-engine-and-words',
      'Jobs finish what the bot promised in the same words, and know nothing else of the bot.',
      { path: '^jobs/' },
      { path: allRoomsBut('jobs', 'io', 'engine'), pathNot: '^bot/(views/|i18n/|seal-message\\.ts$)' },
    ),
    rule(
      'ops-starts-processes',
      'The CLI starts the doors as processes; importing one would run it.',
      { path: '^ops/' },
      { path: allRoomsBut('ops', 'io', 'engine') },
    ),
    rule(
      'migrations-know-only-kysely',
      'A migration must do next year what it does today, whatever became of our code.',
      { path: '^migrations/' },
      { pathNot: '(^|/)node_modules/kysely/' },
    ),
    rule(
      'test-is-seen-by-nobody',
      'What the product needs does not live among its tests.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
    rule(
      'broker-by-its-contract',
      'Only io/broker and the context name a broker or its simulator; all others speak to the contract.',
      { pathNot: '^(io/broker/|io/context\\.ts$|ops/commands/simulators\\.ts$|test/)' },
      { path: '^io/broker/(polarium|simulator)/' },
    ),
    rule('no-circles', 'Two files that need each other are one idea in two places.', {}, { circular: true }),
    rule(
      'nothing-missing',
      'An import that cannot be found fails at run time, not here.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'packages-are-listed',
      'A package of ours that only comes along with another disappears when that one changes.',
      { pathNot: '^test/|\\.config\\.ts$' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^io/charts/canvas-shim/' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
