/** Where the reals come from, in Python: a list that lies beside the script, or a formula. */
import type { ComputedSetId } from '../../../common/catalog/datasets.ts'
import curve from './python/data/curve.py?raw'
import mixture from './python/data/mixture.py?raw'
import painted from './python/data/painted.py?raw'
import type { ScriptFacts } from './facts.ts'
import { parts } from './python.ts'

const RING = `def centres():
    """[K, 2], at angles 2πk/K."""
    angles = 2 * math.pi * np.arange(S.modes) / S.modes
    return (S.radius * np.stack([np.cos(angles), np.sin(angles)], 1)).astype(np.float32)`

const GRID = `def centres():
    """[side², 2], centred on the origin."""
    at = np.arange(S.side * S.side)
    return (np.stack([at % S.side, at // S.side], 1) * S.gap - (S.side - 1) * S.gap / 2).astype(np.float32)`

const LINES = `def curve(t, branch):
    """Two level lines."""
    return 2 * t - 1, np.where(branch == 0, 0.5, -0.5)`

const SPIRAL = `def curve(t, branch):
    """One arm, in two turns."""
    radius = np.sqrt(t)
    return radius * np.cos(4 * math.pi * radius), radius * np.sin(4 * math.pi * radius)`

const MOONS = `def curve(t, branch):
    """Two half circles, one within the other."""
    x, y = np.cos(math.pi * t), np.sin(math.pi * t)
    return np.where(branch == 0, x - 0.5, 0.5 - x), np.where(branch == 0, y - 0.25, 0.25 - y)`

const along = (formula: string, branches: number): string =>
  parts(formula, curve.replace('BRANCHES', String(branches)))

/** Half the side of the square that a painting covers: src/worker/data/builtin/drawn.ts. */
const PAINTED_EXTENT = '1.5'

const FORMULAS: { readonly [Id in ComputedSetId<'point'>]: string } = {
  ring: parts(RING, mixture),
  grid: parts(GRID, mixture),
  lines: along(LINES, 2),
  spiral: along(SPIRAL, 1),
  moons: along(MOONS, 2),
  drawn: painted.replaceAll('EXTENT', PAINTED_EXTENT),
}

/** The source of reals: its class, where it has one of its own, and how it is made. */
export function dataText({ config, listed }: ScriptFacts): {
  readonly source: string | null
  readonly made: string
} {
  if (listed) return { source: null, made: 'Rows(run)' }
  const { dataset } = config
  if (!isComputed(dataset)) throw new Error(`${dataset} is no formula.`)
  return { source: FORMULAS[dataset], made: 'Data()' }
}

function isComputed(dataset: string): dataset is ComputedSetId<'point'> {
  return Object.hasOwn(FORMULAS, dataset)
}
