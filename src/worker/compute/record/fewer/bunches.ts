/**
 * Puts commands together that can run in one dispatch: side by side where neither needs what the other gives, and one after
 * the other where each is a single group of threads. Plain arithmetic; must not know a device or what commands compute.
 */
import { conflict, type Known } from './hazards.ts'

/** Commands that one group of threads runs in turn; or one command, by as many groups as it has. */
export type Lane = readonly Known[]

/** Lanes of one dispatch. */
export type Bunch = readonly Lane[]

/** Whether a device can run such a bunch in one dispatch. */
export type Fits = (bunch: Bunch) => boolean

/** @param reach bunches that a command may go ahead, or back, at most */
export function bunched(commands: readonly Known[], fits: Fits, reach: number): Bunch[] {
  return later(ahead(commands, fits, reach), fits, reach)
}

/** Every command goes as far ahead as it may: to the first bunch after all it has to wait for that has room. */
function ahead(commands: readonly Known[], fits: Fits, reach: number): Bunch[] {
  const bunches: Bunch[] = []
  for (const command of commands) {
    const last = bunches.findLastIndex((bunch) => bunch.some((lane) => waitsFor(command, lane)))
    const behind = last < 0 ? null : behindIn(bunches[last] ?? [], command)
    const from = Math.max(last + 1, bunches.length - reach)
    const tries: readonly (readonly [number, Bunch])[] = [
      ...(behind === null ? [] : [[last, behind] as const]),
      ...bunches.slice(from).map((bunch, i) => [from + i, [...bunch, [command]]] as const),
    ]
    const [at, bunch] = tries.find(([, tried]) => fits(tried)) ?? [bunches.length, [[command]]]
    bunches[at] = bunch
  }
  return bunches
}

/** What is still alone goes back to the next bunch that has room, unless one on the way waits for it. */
function later(bunches: readonly Bunch[], fits: Fits, reach: number): Bunch[] {
  const left = [...bunches]
  for (let at = left.length - 2; at >= 0; at--) {
    const [lane, ...others] = left[at] ?? []
    const [command, ...rest] = lane ?? []
    if (lane === undefined || command === undefined || others.length + rest.length > 0) continue
    const after = left.slice(at + 1, at + 1 + reach)
    const barred = after.findIndex((bunch) => bunch.some((other) => waitsFor(command, other)))
    const open = barred < 0 ? after : after.slice(0, barred)
    const found = open.findIndex((bunch) => fits([...bunch, lane]))
    if (found < 0) continue
    left[at + 1 + found] = [...(open[found] ?? []), lane]
    left.splice(at, 1)
  }
  return left
}

function waitsFor(command: Known, lane: Lane): boolean {
  return lane.some((other) => conflict(command, other))
}

/** The bunch with the command at the end of the one lane that it waits for; null where that cannot be. */
function behindIn(bunch: Bunch, command: Known): Bunch | null {
  const waited = bunch.filter((lane) => waitsFor(command, lane))
  const [lane] = waited
  if (lane === undefined || waited.length > 1 || ![...lane, command].every(isSingle)) return null
  return bunch.map((other) => (other === lane ? [...lane, command] : other))
}

function isSingle({ command }: Known): boolean {
  return command.groups.every((count) => count === 1)
}
