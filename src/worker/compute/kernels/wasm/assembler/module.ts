/**
 * Builds a WebAssembly module that works on somebody else's memory: functions in, binary out. Must not know what the
 * functions do.
 */
import { type Code, sequence, text, unsigned, vector } from './bytes.ts'
import { I32, localAt, type Local, type ValueType } from './instructions.ts'

/** Hands out a function's variables. */
export interface Scope {
  /** A new variable, zero at the start. */
  local(type: ValueType): Local
}

export interface FunctionSource {
  readonly name: string
  /** Types of the parameters; there is no result. */
  readonly parameters: readonly ValueType[]
  /** @param parameters variables in the order of their types */
  readonly body: (scope: Scope, parameters: readonly Local[]) => readonly Code[]
}

/** A function of integer parameters, whose names the body gets as variables. */
export function integerFunction<P extends string>(
  name: string,
  parameters: readonly P[],
  body: (variables: Readonly<Record<P, Local>>, scope: Scope) => readonly Code[],
): FunctionSource {
  return {
    name,
    parameters: parameters.map(() => I32),
    body: (scope, locals) => {
      const named = Object.fromEntries(parameters.map((parameter, i) => [parameter, locals[i]]))
      return body(named as Record<P, Local>, scope)
    },
  }
}

const FUNCTION_TYPE = 0x60
const END = 0x0b
/** 4 GiB. */
const MOST_PAGES = 65_536

/** @param shared whether the memory it will be given is shared between threads */
export function assemble(functions: readonly FunctionSource[], shared: boolean): Uint8Array<ArrayBuffer> {
  const limits: Code = shared ? [0x03, 0, ...unsigned(MOST_PAGES)] : [0x00, 0]
  const types = functions.map(({ parameters }) => [
    FUNCTION_TYPE,
    ...vector(parameters.map((type) => [type])),
    0,
  ])
  const exported = functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)])
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([[...text('env'), ...text('memory'), 0x02, ...limits]])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(exported)),
    ...section(10, vector(functions.map(functionCode))),
  ])
}

function section(id: number, content: Code): Code {
  return [id, ...unsigned(content.length), ...content]
}

function functionCode({ parameters, body }: FunctionSource): Code {
  const locals: ValueType[] = []
  const scope: Scope = {
    local: (type) => localAt(parameters.length + locals.push(type) - 1),
  }
  const code = sequence(
    body(
      scope,
      parameters.map((_, i) => localAt(i)),
    ),
  )
  const declared = vector(locals.map((type) => [1, type]))
  return [...unsigned(declared.length + code.length + 1), ...declared, ...code, END]
}
