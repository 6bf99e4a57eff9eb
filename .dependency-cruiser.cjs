// The import rules of the project: who may import whom, and no cycle. Run by `npm run check`, beside scripts/check-rooms.mjs.

/** Worlds: the page and the worker meet in `common` alone, which knows neither. */
const WORLDS = { common: ['common'], worker: ['worker', 'common'], page: ['page', 'common'] }
const worldRules = Object.entries(WORLDS).map(([world, allowed]) => ({
  name: `${world}-imports`,
  severity: 'error',
  comment: `src/${world} may import only: ${allowed.join(', ')}`,
  from: { path: `^src/${world}/` },
  // The worker's entry is named by its address alone (spawn.ts): nothing of it enters the page.
  to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/|^src/worker\\.ts` },
}))

/** Inside the worker each folder imports only those before it; only `session` and the entry see what stands after `draw`. */
const FLOORS = ['data', 'gan', 'probe', 'evaluation', 'compute', 'draw', 'kinds', 'formats', 'session']
const floorRules = FLOORS.map((floor, at) => ({
  name: `${floor}-imports-what-stands-below`,
  severity: 'error',
  comment: `src/worker/${floor} may import only: ${['common', ...FLOORS.slice(0, at + 1)].join(', ')}`,
  from: { path: `^src/worker/${floor}/` },
  to: { path: `^src/worker/(${FLOORS.slice(at + 1).join('|') || 'nothing'})/` },
}))
const never = (name, from, to, pathNot) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(pathNot === undefined ? {} : { pathNot }) },
})
/** `from` may only use another folder's types: nothing of it may reach the bundle through this edge. */
const typesOnly = (from, to) => ({
  name: `${from}-takes-only-types-of-${to}`,
  severity: 'error',
  from: { path: `^src/worker/${from}/` },
  to: { path: `^src/worker/${to}/`, dependencyTypesNot: ['type-only'] },
})
const onlyIn = (pkg, folders) => ({
  name: `${pkg}-only-in-${folders.join('-')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${folders.join('|')})` },
  to: { path: `node_modules/${pkg}(/|$)` },
})
module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...worldRules,
    ...floorRules,
    typesOnly('gan', 'data'),
    never('evaluation-knows-no-networks', '^src/worker/evaluation/', '^src/worker/(gan|probe)/'),
    never(
      'compute-knows-kernel-contracts-alone',
      '^src/worker/compute/',
      '^src/worker/(gan|probe|evaluation|data)/',
      '^src/worker/gan/kernels/',
    ),
    never('formats-know-plain-data-alone', '^src/worker/formats/', '^src/worker/(?!formats/)'),
    never(
      'a-kind-knows-no-other',
      '^src/worker/kinds/([^/]+)/',
      '^src/worker/kinds/[^/]+/',
      '^src/worker/kinds/$1/',
    ),
    never('state-knows-no-ui', '^src/page/(state|client)/', '^src/page/(ui|kinds)/'),
    never('client-knows-no-state', '^src/page/client/', '^src/page/state/'),
    onlyIn('@tensorflow', [
      'worker/gan/',
      'worker/probe/',
      'worker/compute/',
      'worker/draw/',
      'worker/kinds/[a-z]+/networks',
    ]),
    onlyIn('zustand', ['page/state/']),
    onlyIn('recharts', ['page/ui/charts/']),
    onlyIn('react', ['page/ui/', 'page/state/', 'page/kinds/', 'main.tsx']),
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$|worker\\.ts$|main\\.tsx$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
