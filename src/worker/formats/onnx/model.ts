/**
 * A generator or a discriminator as an ONNX file: inputs and outputs by contract, and what a user of it must know as
 * metadata. Knows no layer by name.
 */
import { kindEntry, shapeOf } from '../../../common/items/kinds.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import type { ExportedNetwork } from '../networks/exported-network.ts'
import { buildGraph, int, ints, type OnnxGraph, type Port } from './graph.ts'
import { onnxFile } from './proto.ts'
import { writeChain, type Signal, type Writing } from './layers.ts'

/** Any number of items. */
const ANY = 'N'

/** What travels with an exported network, as words: settings, prior, range, classes, step. */
export type ModelFacts = Readonly<Record<string, string>>

/**
 * Generator: `z` [N, latent] (and `label` [N], or of a table `condition` [N, choices]) → `image` [N, C, H, W], `point` [N, 2] or
 * `row` [N, width]. One of pictures from pictures: `source` [N, C, H, W] in place of `z`, and `direction` [N, 2] where there are two
 * ways. Discriminator: the item (and what was told of it) → `logit` [N, 1], the mean where it gives an item many.
 */
export function onnxModel(network: ExportedNetwork, facts: ModelFacts): Uint8Array<ArrayBuffer> {
  return onnxFile(network.role === 'generator' ? generatorGraph(network) : discriminatorGraph(network), facts)
}

function generatorGraph(network: ExportedNetwork): OnnxGraph {
  const graph = buildGraph()
  const to = { graph, network, told: TOLD }
  const shape = shapeOf(network.item)
  const { latent, source } = network
  const start = source === null ? { value: 'z', shape: [latent] } : { value: TOLD.source, shape: source }
  const made = writeChain(to, network.layers, start)
  return {
    name: 'generator',
    inputs: [
      ...(latent === 0 ? [] : [{ name: 'z', type: 'float', shape: [ANY, latent] } as const]),
      ...(source === null ? [] : [sourcePort(source)]),
      ...labelPort(network),
      ...conditionPort(network),
      ...directionPort(network),
    ],
    outputs: [{ name: portOf(network.item), type: 'float', shape: [ANY, ...channelsFirst(shape)] }],
    ...ending(to, made, portOf(network.item)),
  }
}

function discriminatorGraph(network: ExportedNetwork): OnnxGraph {
  const graph = buildGraph()
  const to = { graph, network, told: TOLD }
  const shape = shapeOf(network.item)
  const name = portOf(network.item)
  const logits = writeChain(to, network.layers, { value: name, shape })
  return {
    name: 'discriminator',
    inputs: [
      { name, type: 'float', shape: [ANY, ...channelsFirst(shape)] },
      ...(network.source !== null && hearsSource(network) ? [sourcePort(network.source)] : []),
      ...labelPort(network),
      ...conditionPort(network),
      ...directionPort(network),
    ],
    outputs: [{ name: 'logit', type: 'float', shape: [ANY, 1] }],
    ...ending(to, meanLogit(to, logits), 'logit'),
  }
}

/** An item of rows is called `row`: what is told of it has a name of its own. */
const TOLD = { label: 'label', source: 'source', row: 'condition', direction: 'direction' } as const

function labelPort({ classes }: ExportedNetwork): Port[] {
  return classes === 0 ? [] : [{ name: 'label', type: 'int64', shape: [ANY] }]
}

/** What a row was asked for, one-hot: the choices in the order of the metadata's `choices`. */
function conditionPort({ layers }: ExportedNetwork): Port[] {
  const told = layers.find(({ op }) => op.type === 'beside' && op.condition === 'row')
  if (told?.op.type !== 'beside') return []
  return [{ name: TOLD.row, type: 'float', shape: [ANY, told.op.channels] }]
}

function sourcePort(source: readonly number[]): Port {
  return { name: TOLD.source, type: 'float', shape: [ANY, ...channelsFirst(source)] }
}

/** Whether a discriminator judges an item beside what it was made from. */
function hearsSource({ layers }: ExportedNetwork): boolean {
  return layers.some(({ op }) => op.type === 'beside' && op.condition === 'source')
}

/** How much of each of the two ways an item goes, or of which of two classes it is judged as: [1, 0] is the first. */
function directionPort({ layers }: ExportedNetwork): Port[] {
  return layers.some(({ op }) => op.type === 'either')
    ? [{ name: TOLD.direction, type: 'float', shape: [ANY, 2] }]
    : []
}

/** One logit an item: the mean of its patches' (src/worker/gan/step/logits.ts). */
function meanLogit({ graph }: Writing, logits: Signal): Signal {
  if (logits.shape.length === 1 && logits.shape[0] === 1) return logits
  const row = graph.node('logit', 'Flatten', [logits.value], [int('axis', 1)])
  return {
    value: graph.node('logit', 'ReduceMean', [row], [ints('axes', [1]), int('keepdims', 1)]),
    shape: [1],
  }
}

/** The graph's nodes, the last one's value under the output's name. */
function ending({ graph }: Writing, last: Signal, name: string): Pick<OnnxGraph, 'nodes' | 'initializers'> {
  const named = { name: `${name}/out`, op: 'Identity', inputs: [last.value], output: name, attributes: [] }
  return { nodes: [...graph.nodes, named], initializers: graph.initializers }
}

function channelsFirst(shape: readonly number[]): readonly number[] {
  return [...shape.slice(-1), ...shape.slice(0, -1)]
}

function portOf({ kind }: ItemSpec): string {
  return kindEntry(kind).port
}
