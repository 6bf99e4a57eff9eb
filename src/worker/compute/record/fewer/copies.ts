/**
 * Copies that memory makes needless: where a whole and its parts hold the same numbers, the parts are laid out as stretches of
 * the whole, and nothing is moved. And results that nobody reads. Plain arithmetic.
 */
import type { Trace, TracedBinding, TracedCommand } from '../trace.ts'
import { ambiguous, type Known } from './hazards.ts'

/** Where a binding may start. */
const ALIGNMENT = 256

/** Tells which of a command's memory is written. */
export type Knowing = (command: TracedCommand) => Known

/** The trace without commands whose results nobody reads. */
export function withoutUnread(trace: Trace, knowing: Knowing): Trace {
  const wanted = new Set([trace.result])
  const isWanted = (memory: number | object) => typeof memory !== 'number' || wanted.has(memory)
  const kept = trace.commands.toReversed().filter((command) => {
    const { touches } = knowing(command)
    const keeps = touches.some(({ memory, written }) => written && isWanted(memory))
    if (keeps) touches.forEach(({ memory }) => typeof memory === 'number' && wanted.add(memory))
    return keeps
  })
  return { ...trace, commands: kept.toReversed() }
}

/** The trace without the copies that can be left out. */
export function withoutCopies(trace: Trace, knowing: Knowing): Trace {
  let shorter = trace
  for (let at = trace.commands.length - 1; at >= 0; at--) {
    if (trace.commands[at]?.copy !== undefined) shorter = without(shorter, at, knowing) ?? shorter
  }
  return shorter
}

/** The trace without the copy at a place; null where it cannot be left out. */
function without(trace: Trace, at: number, knowing: Knowing): Trace | null {
  const found = trace.commands[at]
  const laid = found === undefined ? null : stretches(trace, found)
  if (found === undefined || laid === null || laid.has(trace.result)) return null
  const [before, after] = [trace.commands.slice(0, at), trace.commands.slice(at + 1)]
  const made = knowing(found).touches.flatMap(({ memory, written }) => (written ? [memory] : []))
  const touched = before.some((command) =>
    knowing(command).touches.some(({ memory }) => made.includes(memory)),
  )
  const changed = after.some((command) =>
    knowing(command).touches.some(({ memory, written }) => written && laid.has(Number(memory))),
  )
  if (touched || changed) return null
  const shorter = stretched({ ...trace, commands: [...before, ...after] }, laid)
  return shorter.commands.some((command) => ambiguous(knowing(command).touches)) ? null : shorter
}

/** The trace with scratch buffers as stretches of others. */
export function stretched(trace: Trace, laid: Stretches): Trace {
  return { ...trace, commands: trace.commands.map((command) => movedTo(command, laid)) }
}

/** What a scratch buffer has become: a stretch of a whole. */
export type Stretches = ReadonlyMap<number, { readonly id: number; readonly offset: number }>

/** Where whole and parts will lie; null where they cannot lie so. */
function stretches({ scratch }: Trace, { copy, bindings }: TracedCommand): Stretches | null {
  const entire = (number: number | undefined): { id: number; size: number } | null => {
    const bound = bindings.find(({ binding }) => binding === number)
    if (bound?.source.kind !== 'scratch' || bound.size !== scratch[bound.source.id]) return null
    return { id: bound.source.id, size: bound.size }
  }
  const whole = entire(copy?.whole)
  if (whole === null) return null
  const laid = new Map([[whole.id, { id: whole.id, offset: 0 }]])
  let offset = 0
  for (const number of copy?.parts ?? []) {
    const part = entire(number)
    if (part === null || laid.has(part.id) || offset % ALIGNMENT !== 0) return null
    laid.set(part.id, { id: whole.id, offset })
    offset += part.size
  }
  return offset === whole.size ? laid : null
}

function movedTo(command: TracedCommand, laid: Stretches): TracedCommand {
  const bindings = command.bindings.map((bound): TracedBinding => {
    const stretch = bound.source.kind === 'scratch' ? laid.get(bound.source.id) : undefined
    if (stretch === undefined) return bound
    return {
      ...bound,
      source: { kind: 'scratch', id: stretch.id },
      offset: bound.offset + stretch.offset,
    }
  })
  return bindings.every((bound, i) => bound === command.bindings[i]) ? command : { ...command, bindings }
}
