/**
 * An ONNX graph as plain data, and a builder that names its values. Operators of opset 15, IR 8: what readers as old as 2021
 * open. Knows neither bytes (proto.ts) nor layers (layers.ts).
 */

export const OPSET = 15
export const IR = 8

export type Attribute =
  | { readonly name: string; readonly type: 'float'; readonly value: number }
  | { readonly name: string; readonly type: 'int'; readonly value: number }
  | { readonly name: string; readonly type: 'ints'; readonly value: readonly number[] }
  | { readonly name: string; readonly type: 'string'; readonly value: string }

export interface OnnxNode {
  readonly name: string
  readonly op: string
  /** Names of values; '': an optional one left out. */
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes: readonly Attribute[]
}

export type Initializer =
  | { readonly name: string; readonly shape: readonly number[]; readonly floats: Float32Array }
  | { readonly name: string; readonly shape: readonly number[]; readonly wholes: readonly number[] }

/** A graph's input or output; a side is a number, or the name of one that may be any. */
export interface Port {
  readonly name: string
  readonly type: 'float' | 'int64'
  readonly shape: readonly (number | string)[]
}

export interface OnnxGraph {
  readonly name: string
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly Initializer[]
}

export interface GraphBuilder {
  /** Adds a node; returns its output's name. @param called the layer's name: what a viewer shows */
  node(called: string, op: string, inputs: readonly string[], attributes?: readonly Attribute[]): string
  /** A constant of floats. */
  floats(name: string, shape: readonly number[], values: Float32Array): string
  /** A constant row of whole numbers. */
  wholes(name: string, values: readonly number[]): string
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly Initializer[]
}

export function buildGraph(): GraphBuilder {
  const nodes: OnnxNode[] = []
  const constants = new Map<string, Initializer>()
  const taken = new Map<string, number>()
  /** `dense1`, and `dense1/2` for the next of that name. */
  const free = (called: string): string => {
    const times = (taken.get(called) ?? 0) + 1
    taken.set(called, times)
    return times === 1 ? called : `${called}/${times}`
  }
  const constant = (initializer: Initializer): string => {
    constants.set(initializer.name, initializer)
    return initializer.name
  }
  return {
    node: (called, op, inputs, attributes = []) => {
      const name = free(called)
      const output = `${name}:out`
      nodes.push({ name, op, inputs, output, attributes })
      return output
    },
    floats: (name, shape, floats) => constant({ name, shape, floats }),
    wholes: (name, wholes) => constant({ name, shape: [wholes.length], wholes }),
    nodes,
    get initializers() {
      return [...constants.values()]
    },
  }
}

export const ints = (name: string, value: readonly number[]): Attribute => ({ name, type: 'ints', value })
export const int = (name: string, value: number): Attribute => ({ name, type: 'int', value })
export const real = (name: string, value: number): Attribute => ({ name, type: 'float', value })
export const word = (name: string, value: string): Attribute => ({ name, type: 'string', value })
