/** A TensorFlow.js layers model while it is put together: stock layers, where each takes its inputs from, and their weights. */
import type { NamedTensor } from '../../../common/protocol/report.ts'

/** A layer as `model.json` names it. */
export interface StockLayer {
  readonly class_name: string
  readonly name: string
  readonly config: Readonly<Record<string, unknown>>
  readonly inbound_nodes: readonly unknown[]
}

export interface Topology {
  /** An input [null, …shape]. */
  input(name: string, shape: readonly number[]): string
  /**
   * Adds a layer; returns its name.
   * @param called `dense1`; a second of that name gets a number
   * @param held weights by their part's name, in the order in which the layer reads them
   */
  layer(
    called: string,
    className: string,
    from: readonly string[],
    config?: Readonly<Record<string, unknown>>,
    held?: readonly (readonly [part: string, tensor: NamedTensor])[],
  ): string
  readonly layers: readonly StockLayer[]
  readonly inputs: readonly string[]
  readonly weights: readonly NamedTensor[]
}

export function createTopology(): Topology {
  const layers: StockLayer[] = []
  const inputs: string[] = []
  const weights: NamedTensor[] = []
  const taken = new Map<string, number>()
  const free = (called: string): string => {
    // Slashes part a weight's layer from its part.
    const base = called.replaceAll('/', '_')
    const times = (taken.get(base) ?? 0) + 1
    taken.set(base, times)
    return times === 1 ? base : `${base}_${times}`
  }
  return {
    input: (called, shape) => {
      const name = free(called)
      const config = { batch_input_shape: [null, ...shape], dtype: 'float32', sparse: false, name }
      layers.push({ class_name: 'InputLayer', name, config, inbound_nodes: [] })
      inputs.push(name)
      return name
    },
    layer: (called, className, from, config = {}, held = []) => {
      const name = free(called)
      const inbound = from.map((source) => [source, 0, 0, {}])
      layers.push({
        class_name: className,
        name,
        config: { name, trainable: true, dtype: 'float32', ...config },
        inbound_nodes: [inbound],
      })
      weights.push(...held.map(([part, tensor]) => ({ ...tensor, name: `${name}/${part}` })))
      return name
    },
    layers,
    inputs,
    weights,
  }
}
