/** The keys of the 2-D stage. Pure. */
import type { Inspection, InspectTarget, PointKind } from '../../../common/protocol/inspection.ts'

export type PlaneKey =
  | { act: 'pan'; right: number; up: number }
  | { act: 'zoom'; factor: number }
  | { act: 'whole' }
  | { act: 'away' }
  | { act: 'walk'; by: number }
  | { act: 'end'; of: 'first' | 'last' }
  | { act: 'kind' }

const PAN = 0.1
const ZOOM = 1.25

/** What a key means here; null: nothing. */
export function planeKey(key: string, shift: boolean): PlaneKey | null {
  switch (key) {
    case 'ArrowRight':
      return shift ? { act: 'pan', right: -PAN, up: 0 } : { act: 'walk', by: 1 }
    case 'ArrowLeft':
      return shift ? { act: 'pan', right: PAN, up: 0 } : { act: 'walk', by: -1 }
    case 'ArrowDown':
      return shift ? { act: 'pan', right: 0, up: PAN } : { act: 'walk', by: 1 }
    case 'ArrowUp':
      return shift ? { act: 'pan', right: 0, up: -PAN } : { act: 'walk', by: -1 }
    case 'PageDown':
      return { act: 'walk', by: 10 }
    case 'PageUp':
      return { act: 'walk', by: -10 }
    case 'Home':
      return { act: 'end', of: 'first' }
    case 'End':
      return { act: 'end', of: 'last' }
    case '+':
    case '=':
      return { act: 'zoom', factor: ZOOM }
    case '-':
      return { act: 'zoom', factor: 1 / ZOOM }
    case '0':
      return { act: 'whole' }
    case 'Escape':
      return { act: 'away' }
    case 'm':
    case 'M':
      return { act: 'kind' }
    default:
      return null
  }
}

/** The next point of a walk, round and round; the first one where none is looked at. */
export function walkTo(
  from: Pick<Inspection, 'kind' | 'index' | 'count'> | null,
  kinds: readonly PointKind[],
  key: PlaneKey,
): InspectTarget | null {
  const first = kinds[0]
  if (first === undefined) return null
  const kind = from !== null && kinds.includes(from.kind) ? from.kind : first
  if (from === null) return { by: 'index', kind, index: 0 }
  const { index, count } = from
  if (key.act === 'walk') return { by: 'index', kind, index: (index + key.by + count) % count }
  if (key.act === 'end') return { by: 'index', kind, index: key.of === 'first' ? 0 : count - 1 }
  const other = kinds[(kinds.indexOf(kind) + 1) % kinds.length] ?? kind
  return { by: 'index', kind: other, index }
}
