/** How each role looks on a chart. Colour is never alone: the dash and the marker's shape say the same. */
import type { Role } from './model/chart-spec.ts'

/** The page's role hues; in the dark the lighter ones with which the worker draws the stage. */
const COLOUR: Record<Role, string> = {
  generator: 'light-dark(#d55e00, #f0843a)',
  discriminator: 'light-dark(#0072b2, #4aa8e0)',
  real: 'light-dark(#009e73, #1fbf91)',
}

const INK: Record<Role, string> = {
  generator: 'var(--fake-ink)',
  discriminator: 'var(--detective-ink)',
  real: 'var(--real-ink)',
}

/** Dash of a line; empty is solid. */
export const DASH: Record<Role, string> = { generator: '', discriminator: '5 2.5', real: '1.5 2' }

/** For lines, fills and markers. */
export function roleColour(role: Role): string {
  return COLOUR[role]
}

/** For words. */
export function roleInk(role: Role): string {
  return INK[role]
}
