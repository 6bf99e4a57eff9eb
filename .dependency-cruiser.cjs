// The folder rules of the project: who may import whom, and no cycle. Run by `npm run check`.
const allowed = {
  shared: [],
  catalog: [],
  config: ['catalog'],
  protocol: ['config'],
  data: ['config', 'catalog'],
  gan: ['config', 'catalog', 'data'],
  compute: ['gan'],
  session: ['gan', 'compute', 'data', 'protocol', 'config'],
  storage: ['config'],
  client: ['protocol', 'config', 'storage'],
  state: ['client', 'config', 'catalog'],
  ui: ['state', 'config', 'catalog'],
}
const folderRules = Object.entries(allowed).map(([folder, targets]) => ({
  name: `${folder}-imports`,
  severity: 'error',
  comment: `src/${folder} may import only: ${[...targets, 'shared'].join(', ')}`,
  from: { path: `^src/${folder}/` },
  // The worker's entry is named by its address alone (spawn.ts): nothing of it enters the page.
  to: { path: '^src/', pathNot: `^src/(${[folder, 'shared', ...targets].join('|')})/|^src/worker\\.ts` },
}))
/** `from` may only use another folder's types: nothing of it may reach the bundle through this edge. */
const typesOnly = (from, to) => ({
  name: `${from}-takes-only-types-of-${to}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: `^src/${to}/`, dependencyTypesNot: ['type-only'] },
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
    ...folderRules,
    typesOnly('gan', 'data'),
    typesOnly('protocol', 'data'),
    typesOnly('client', 'data'),
    onlyIn('@tensorflow', ['gan/', 'compute/']),
    onlyIn('zustand', ['state/']),
    onlyIn('recharts', ['ui/charts/']),
    onlyIn('react', ['ui/', 'state/', 'main.tsx']),
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
