/**
 * How long a generator has to train until its pictures are recognisable, as the study found: so many pictures that it must have
 * been trained on, steps times batch, by side and colour. One table; between its sides both are read on logarithmic scales. Knows
 * no device and no time.
 */
import type { RunConfig } from '../config/run-config.ts'
import type { ItemSpec } from '../items/item-spec.ts'

type Row = readonly [side: number, pictures: number]

/** Ascending sides. 32 from the sheets in docs/own-pictures.md; the others scaled from there, until they are measured. */
const TRAINED_ON: Readonly<Record<1 | 3, readonly Row[]>> = {
  1: [
    [16, 30_000],
    [28, 30_000],
  ],
  3: [
    [32, 60_000],
    [48, 90_000],
    [64, 130_000],
    [96, 260_000],
    [128, 400_000],
  ],
}

/** The networks that the study trained: of others it knows nothing. */
const STUDIED: readonly RunConfig['model'][] = ['dcgan', 'residual']

/** Pictures that the generator must have been trained on; null where the study has no figure. */
export function recognisableAfter(item: ItemSpec, { model }: Pick<RunConfig, 'model'>): number | null {
  if (item.kind !== 'picture' || !STUDIED.includes(model)) return null
  const rows = TRAINED_ON[item.channels]
  const colour = TRAINED_ON[3]
  const [side = item.size, pictures = 0] = rows.at(-1) ?? []
  if (item.size <= side || item.channels === 3) return between(rows, item.size)
  // Beyond the last gray side the need grows as that of colour does.
  return (pictures * between(colour, item.size)) / between(colour, side)
}

/** Generator updates in which so many pictures are made. */
export function stepsFor(pictures: number, { batch }: Pick<RunConfig, 'batch'>): number {
  return Math.ceil(pictures / batch)
}

/** Outside of the table its nearest row holds. */
function between(rows: readonly Row[], side: number): number {
  const above = rows.findIndex(([at]) => at >= side)
  const [right, most] = rows[above] ?? rows.at(-1) ?? [side, 0]
  const [left, least] = rows[above - 1] ?? [right, most]
  if (right === left || side >= right) return most
  const share = Math.log(side / left) / Math.log(right / left)
  return least * (most / least) ** share
}
