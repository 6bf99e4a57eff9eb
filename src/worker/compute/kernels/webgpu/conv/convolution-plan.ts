/** How the three convolutions are cut into tiles, parts and groups of threads. Plain arithmetic. */
import { distinct } from '../lib/choose.ts'
import type { Geometry } from './geometry.ts'
import { FOURS, foursHeights } from '../lib/fours.ts'
import { byLanes, splitSum } from '../lib/plan.ts'
import { GROUP } from '../lib/program.ts'
import type { Extras } from '../lib/traits.ts'
import { stagedTiles, worthStaging } from '../tiles/staged.ts'

/** Threads that keep a GPU busy, and a processor: there they are only wanted for its cores. */
const ENOUGH_THREADS = { gpu: 4096, processor: 256 }

/** Threads a GPU wants for a filter's gradient, whose results are few and whose sums are long. */
const FILTER_THREADS = { gpu: 8192, processor: 512 }

/** Positions that one thread of a filter's gradient adds up, at least and at most: long chains lose digits. */
const FEWEST_POSITIONS = 128
const MOST_POSITIONS = 8192

/** Terms that a thread of a staged tile adds up at most. */
const LONGEST_STAGED = 8192

export type HeightPlan = {
  /** 1: by way of shared memory, in tiles of their own size; 0: straight into registers. */
  readonly staged: number
  /** 1: in half precision; only by way of shared memory. */
  readonly half: number
  /** 1: by subgroups of four that pass on what they read. */
  readonly fours: number
  /** Quadruples of pixels a thread takes. */
  readonly height: number
}

/** What a height takes; 0 where it is not possible, or wastes work. */
export interface ByHeight {
  readonly threads: (height: number) => number
  /** Of subgroups of four. */
  readonly fours: (height: number) => number
}

/**
 * Heights worth trying, the sensible one first: tall tiles read less, as long as threads abound.
 * @param columns of the result, and how many terms each of its numbers has
 */
export function heightPlans(
  { threads, fours }: ByHeight,
  { columns, terms }: { readonly columns: number; readonly terms: number },
  { onProcessor, extras }: { readonly onProcessor: boolean; readonly extras: Extras },
): HeightPlan[] {
  const enough = onProcessor ? ENOUGH_THREADS.processor : 4 * ENOUGH_THREADS.gpu
  const sensible = [4, 2].find((height) => threads(height) >= enough) ?? 1
  const possible = [1, 2, 4].filter((height) => height === 1 || threads(height) > 0)
  const direct = distinct([sensible, ...possible].map((height) => ({ ...STRAIGHT, height })))
  if (extras.fours)
    return [...foursHeights(fours).map((height) => ({ ...STRAIGHT, fours: 1, height })), ...direct]
  // Barriers are very dear on a processor.
  const stage = !onProcessor && worthStaging(columns) && terms <= LONGEST_STAGED
  if (!stage) return direct
  return [...direct, STAGED, ...(extras.half ? [{ ...STAGED, half: 1 }] : [])]
}

const STRAIGHT = { staged: 0, half: 0, fours: 0 } as const
const STAGED: HeightPlan = { ...STRAIGHT, staged: 1, height: 1 }

export type FilterPlan = {
  /** 1: by way of shared memory, in tiles of their own size, which nobody shares; 0: straight into registers. */
  readonly staged: number
  /** 1: in half precision; only by way of shared memory. */
  readonly half: number
  /** 1: by subgroups of four that pass on what they read; unshared. */
  readonly fours: number
  /** Quadruples of the filter's rows in a thread's tile. */
  readonly height: number
  /** Threads of a group that share a tile. */
  readonly shared: number
  /** 1: those threads add up within their subgroups; 0: in shared memory. */
  readonly lanes: number
  /** Parts that separate groups add up and memory puts together. */
  readonly parts: number
  /** Lines of dy in a part. */
  readonly span: number
}

/** Tiles of a filter's gradient. */
export function filterTiles({ uniforms }: Geometry, height: number): number {
  return Math.ceil(filterRows(uniforms) / (4 * height)) * Math.ceil(uniforms.out / 4)
}

/** Tiles of subgroups of four; 0 where rows of one would not be at one place of the kernel. */
export function filterFours({ uniforms }: Geometry, height: number): number {
  const { channels, out } = uniforms
  const rows = FOURS.rows * height
  if (channels % rows > 0 || out % 4 > 0 || out < FOURS.columns) return 0
  return (filterRows(uniforms) / rows) * Math.ceil(out / FOURS.columns)
}

export function filterRows({ kernelHeight, kernelWidth, channels }: Geometry['uniforms']): number {
  return kernelHeight * kernelWidth * channels
}

/** Sensible without measuring. */
export function planFilter(geometry: Geometry, onProcessor: boolean): FilterPlan {
  const enough = onProcessor ? FILTER_THREADS.processor : FILTER_THREADS.gpu
  const { channels } = geometry.uniforms
  const height =
    [4, 2].find(
      (h) => channels % (4 * h) === 0 && filterTiles(geometry, h) >= (onProcessor ? 128 : enough),
    ) ?? 1
  return filterWithShared(geometry, height, Math.ceil(enough / filterTiles(geometry, height)))
}

/** All that may be worth trying, the sensible one first; on a processor only what leaves every sum in its order. */
export function filterPlans(
  geometry: Geometry,
  { onProcessor, extras }: { readonly onProcessor: boolean; readonly extras: Extras },
): FilterPlan[] {
  const sensible = planFilter(geometry, onProcessor)
  const { channels } = geometry.uniforms
  const heights = [1, 2, 4].filter((height) => height === 1 || channels % (4 * height) === 0)
  if (onProcessor) {
    if (sensible.shared > 1) return [sensible]
    const fours = extras.fours ? foursHeights((height) => sensible.parts * filterFours(geometry, height)) : []
    return distinct([
      ...fours.map((height) => ({ ...sensible, fours: 1, height })),
      ...[sensible.height, ...heights].map((height) => ({ ...sensible, height })),
    ])
  }
  const wanted = Math.ceil(FILTER_THREADS.gpu / filterTiles(geometry, 1))
  const shared = [0.25, 1, 4].map((more) => filterWithShared(geometry, 1, Math.ceil(more * wanted)))
  const direct = [sensible, ...heights.map((height) => filterWithShared(geometry, height, 1)), ...shared]
  const stages = stagedFilters(geometry)
  return distinct([
    ...direct,
    ...(extras.subgroups ? direct.filter((plan) => plan.shared > 1).map(byLanes) : []),
    ...stages,
    ...(extras.half ? stages.map((plan) => ({ ...plan, half: 1 })) : []),
  ])
}

/** Few long parts, and more of them where that is something else. */
export function stagedFilters({ batch, uniforms }: Geometry): FilterPlan[] {
  const { rows, columns, out } = uniforms
  if (!worthStaging(out)) return []
  const lines = batch * rows
  const tiles = stagedTiles(filterRows(uniforms), out)
  const longest = Math.max(1, Math.floor(LONGEST_STAGED / columns))
  return [1, 4].map((more) => ({
    ...{ ...STRAIGHT, staged: 1, height: 1, shared: 1, lanes: 0 },
    ...splitSum({
      wanted: Math.ceil((more * FILTER_THREADS.gpu) / GROUP / tiles),
      ...{ terms: lines, unit: 1, shortest: Math.ceil(FEWEST_POSITIONS / columns), longest },
    }),
  }))
}

/** A plan in which `wanted` threads share a tile, in groups of their own as far as a group reaches. */
export function filterWithShared({ batch, uniforms }: Geometry, height: number, wanted: number): FilterPlan {
  const { rows, columns } = uniforms
  const lines = batch * rows
  const shareable = Math.max(1, Math.min(wanted, Math.floor((lines * columns) / FEWEST_POSITIONS), lines))
  // Where tiles are tall there are threads enough.
  const worthwhile = height > 1 ? 1 : shareable
  const shared = 2 ** Math.floor(Math.log2(Math.min(GROUP, worthwhile)))
  const split = splitSum({
    wanted: Math.ceil(worthwhile / shared),
    terms: lines,
    unit: 1,
    shortest: Math.ceil((shared * FEWEST_POSITIONS) / columns),
    longest: Math.max(1, Math.floor((shared * MOST_POSITIONS) / columns)),
  })
  return { ...STRAIGHT, height, shared, lanes: 0, ...split }
}
