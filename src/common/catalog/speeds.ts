/** How hard the machine may work. What each means in milliseconds stands in src/worker/session/schedule/speed.ts. */
import type { Entry } from './entry.ts'

export const SPEEDS = [
  {
    id: 'gentle',
    label: 'Gentle',
    meaning:
      'Works a quarter of the time, an eighth while the machine runs on its battery (where the browser tells): cool and quiet.',
    source: 'own: a duty cycle of 25 %, on battery 12.5 %',
  },
  {
    id: 'smooth',
    label: 'Smooth',
    meaning: 'As fast as goes while the page keeps the display’s rate.',
    source: 'own: rests only when frames come late',
  },
  {
    id: 'fast',
    label: 'Fast',
    meaning: 'All it can; the stage is drawn less often and the page may stutter.',
    source: 'own',
  },
] as const satisfies readonly Entry[]

export type SpeedId = (typeof SPEEDS)[number]['id']
