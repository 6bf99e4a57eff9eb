/** The card of a column in words, and where keys lead. Pure. */
import type { Box } from '../../../../common/items/tile-layout.ts'
import type { ColumnReport } from '../../../../common/protocol/rows.ts'

/** Labels told in the card. */
const MOST = 6

export function likenessWords({ alike }: Pick<ColumnReport, 'alike'>): string {
  return alike === null ? 'How alike both are cannot be told.' : `${Math.round(100 * alike)} % alike`
}

/** Shares of labels, the largest among reals first. */
export function barWords({
  bins,
  labels,
  real,
  fake,
}: Pick<ColumnReport, 'bins' | 'labels' | 'real' | 'fake'>): { label: string; real: string; fake: string }[] {
  return labels
    .map((label, i) => ({ label, real: real[bins + i] ?? 0, fake: fake[bins + i] ?? 0 }))
    .sort((a, b) => b.real - a.real)
    .slice(0, MOST)
    .map((one) => ({ ...one, real: percent(one.real), fake: percent(one.fake) }))
}

function percent(share: number): string {
  const value = 100 * share
  return `${value > 0 && value < 1 ? '< 1' : Math.round(value)} %`
}

/** The column that a key leads to; null: away from all; undefined: nothing to this key. @param boxes where they stand */
export function nextColumn(
  key: string,
  at: number | null,
  count: number,
  boxes: readonly Box[],
): number | null | undefined {
  const first = boxes[0]?.y
  const across = Math.max(1, boxes.filter(({ y }) => y === first).length)
  const within = (to: number) => (to < 0 || to >= count ? (at ?? 0) : to)
  switch (key) {
    case 'ArrowRight':
      return at === null ? 0 : within(at + 1)
    case 'ArrowLeft':
      return at === null ? 0 : within(at - 1)
    case 'ArrowDown':
      return at === null ? 0 : within(at + across)
    case 'ArrowUp':
      return at === null ? 0 : within(at - across)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Escape':
      return null
    default:
      return undefined
  }
}
