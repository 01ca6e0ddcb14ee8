// Who may import whom (ARCHITECTURE.md, "Directions"). Two tables make all rules; test/boundaries.test.ts runs them,
// counts the files that were seen, and plants one bad import for each rule.

/**
 * A layer may import itself, the layers in `sees`, and the packages in `packages` ('any', or an expression).
 * `$1` is the part that `path` captures: an engine sees itself and no other engine.
 */
const LAYERS = [
  { name: 'engine', path: '^engines/([^/]+)/src/', sees: ['^engines/$1/src/'] },
  {
    name: 'contracts',
    path: '^contracts/src/',
    pathNot: '\\.test\\.ts$',
    sees: ['^contracts/src/'],
    packages: '(^|/)node_modules/@sinclair/typebox/',
  },
  { name: 'platform', path: '^server/src/platform/', sees: ['^server/src/platform/', 'CONTRACTS'], packages: 'any' },
  {
    name: 'module',
    path: '^server/src/modules/',
    sees: ['^server/src/(platform|modules)/', 'CONTRACTS', 'ENGINES', '^data/'],
    packages: 'any',
  },
  {
    name: 'app',
    path: '^server/src/(app|cli|main)',
    sees: ['^server/src/', 'CONTRACTS', 'ENGINES', '^data/'],
    packages: 'any',
  },
  { name: 'web', path: '^web/', sees: ['^web/', 'CONTRACTS', 'ENGINES'], packages: 'any' },
];

/** Modules in order: one may use the `index.ts` of those above it. A new folder takes its line here first. */
const MODULES = [
  'districts',
  'posts',
  'firms',
  'facilities',
  'teams',
  'areas',
  'servicePoints',
  'matters',
  'organizations',
  'network',
  'coverage',
  'schemes',
  'pool',
  'capital',
  'securitization',
  'platforms',
  'moments',
  'figures',
];

const PLACES = { CONTRACTS: '^contracts/src/', ENGINES: '^engines/[^/]+/src/index\\.ts$' };
const TESTS = '\\.test\\.tsx?$';

const layerRule = ({ name, path, pathNot = TESTS, sees, packages }) => ({
  name: `layer-${name}`,
  severity: 'error',
  comment: `${name} imports something outside ${sees.join(', ')}. Move the shared part to the left, or pass it in from app.`,
  from: { path, pathNot },
  to: {
    pathNot: [
      ...sees.map((place) => PLACES[place] ?? place),
      ...(packages === 'any' ? ['(^|/)node_modules/'] : packages ? [packages] : []),
    ],
    ...(packages === 'any' ? { dependencyTypesNot: ['core'] } : {}),
    couldNotResolve: false,
  },
});

const moduleRule = (name, index) => ({
  name: `module-${name}`,
  severity: 'error',
  comment: `${name} uses only the index.ts of modules before it: ${MODULES.slice(0, index).join(', ') || 'none'}. For a later one, publish a typed event and let app subscribe.`,
  from: { path: `^server/src/modules/${name}/` },
  to: {
    path: '^server/src/modules/',
    pathNot: [
      `^server/src/modules/${name}/`,
      ...(index === 0 ? [] : [`^server/src/modules/(${MODULES.slice(0, index).join('|')})/index\\.ts$`]),
    ],
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...LAYERS.map(layerRule),
    ...MODULES.map(moduleRule),
    {
      name: 'front-door',
      severity: 'error',
      comment: 'app and cli use a module through its index.ts, routes.ts or jobs.ts only.',
      from: { path: '^server/src/(app|cli|main)' },
      to: { path: '^server/src/modules/', pathNot: '^server/src/modules/[^/]+/(index|routes|jobs)\\.ts$' },
    },
    {
      name: 'module-unlisted',
      severity: 'error',
      comment: 'A module folder that the table MODULES does not name has no place in the order.',
      from: { path: '^server/src/modules/', pathNot: `^server/src/modules/(${MODULES.join('|')})/` },
      to: {},
    },
    {
      name: 'engine-front-door',
      severity: 'error',
      comment: 'An engine is used through its src/index.ts.',
      from: { pathNot: '^engines/' },
      to: { path: '^engines/[^/]+/(?!src/index\\.ts$)' },
    },
    {
      name: 'engine-bench-and-test',
      severity: 'error',
      comment: 'Tests and benches of an engine know that engine, the data folder and packages, nothing of the product.',
      from: { path: '^engines/([^/]+)/(test|bench)/' },
      to: { path: '^(server|web|contracts|engines)/', pathNot: '^engines/$1/' },
    },
    {
      name: 'production-knows-no-test',
      severity: 'error',
      comment: 'What runs in production imports neither tests nor what is made for them.',
      from: {
        path: '^(server|web|contracts|engines/[^/]+)/src/',
        pathNot: [TESTS, '[/-](fixture|oracle)\\.ts$'],
      },
      to: { path: [TESTS, '^server/test/', '^test/', '^engines/[^/]+/test/', '[/-](fixture|oracle)\\.ts$'] },
    },
    {
      name: 'web-without-node',
      severity: 'error',
      comment: 'Pages run in a browser, which has no modules of Node.',
      from: { path: '^web/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'declared-packages',
      severity: 'error',
      comment: 'A package that is imported stands in a package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import leads nowhere. Under an unsupported TypeScript everything would; that must not pass.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'A cycle, types included, means that two files are one thought in two places.',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)(dist|\\.banfei|\\.vite)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts', '.d.mts'],
    },
  },
};
