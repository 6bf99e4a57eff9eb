/**
 * A network as a module of PyTorch, from its layers as data: its tensors keep the page's names and layouts, so that a run's state
 * goes in and out as it is. Items come in and go out channels last, as the page has them; inside, pictures lie channels first.
 */
import type { LayerChain, LayerSummary } from '../../../common/networks/layer-op.ts'
import { activated, everyLayer, placeOf, writtenLayer } from './layers.ts'
import { indented, lines } from './python.ts'

export interface NetworkText {
  /** `Generator`. */
  readonly name: string
  readonly about: string
  readonly layers: LayerChain
  /** Names of what comes in: `z`, or `x`. */
  readonly input: string
  /** The shape of one item coming in, channels last. */
  readonly inputShape: readonly number[]
  readonly classes: boolean
  /** True where the last hidden features are asked for by themselves. */
  readonly featured: boolean
}

export function networkClass(text: NetworkText): string {
  const { name, about, layers, input } = text
  const told = argumentsOf(text)
  const whole = `self, ${[input, ...told.map((word) => (word === 'remember' ? 'remember=None' : word))].join(', ')}`
  const start = { x: input, to: 'x', shape: text.inputShape, first: false }
  const flow = flowThrough(text.featured ? layers.slice(0, -1) : layers, start)
  const forward = text.featured
    ? lines(
        `def features(${whole}):`,
        '    """What goes into the last layer, [n, features]."""',
        indented([...flow.lines, `return ${flow.x}`].join('\n')),
        '',
        `def forward(${whole}):`,
        indented(lastOf(text, `self.features(${[input, ...told].join(', ')})`)),
      )
    : lines(`def forward(${whole}):`, indented([...flow.lines, `return ${channelsLast(flow)}`].join('\n')))
  return lines(
    `class ${name}(nn.Module):`,
    `    """${about}"""`,
    '',
    '    def __init__(self):',
    '        super().__init__()',
    indented(made(layers).join('\n') || 'pass', 2),
    '',
    indented(forward),
  )
}

/** What a network is told beside its items, in this order. */
export function argumentsOf({ layers, classes }: Pick<NetworkText, 'layers' | 'classes'>): string[] {
  const remembers = everyLayer(layers).some((layer) => writtenLayer(layer)?.told.remember === true)
  return [...(classes ? ['labels'] : []), ...(remembers ? ['remember'] : [])]
}

/** The layers that hold tensors; those that are parts of another stand in it by name. */
function made(layers: LayerChain): string[] {
  const grouped = new Map<string, string[]>()
  for (const layer of everyLayer(layers)) {
    const place = placeOf(layer.op)
    const written = writtenLayer(layer)
    if (place === null || written === null) continue
    const [owner = '', part] = place
    const before = grouped.get(owner) ?? []
    grouped.set(owner, [...before, part === undefined ? written.made : `"${part}": ${written.made}`])
  }
  return [...grouped].map(([owner, texts]) => {
    const [first = ''] = texts
    return first.startsWith('"')
      ? `self.${owner} = nn.ModuleDict({${texts.join(', ')}})`
      : `self.${owner} = ${first}`
  })
}

/** A value on its way. */
interface Flow {
  /** The variable that holds it now. */
  readonly x: string
  /** The variable that takes what comes next: a branch must leave what the others see alone. */
  readonly to: string
  readonly shape: readonly number[]
  /** Whether its channels come first. */
  readonly first: boolean
  readonly lines: readonly string[]
}

function flowThrough(layers: LayerChain, start: Omit<Flow, 'lines'>): Flow {
  return layers.reduce<Flow>((flow, layer) => through(layer, flow), { ...start, lines: [] })
}

function through(layer: LayerSummary, flow: Flow): Flow {
  const { op, outputShape } = layer
  const written = writtenLayer(layer)
  if (written !== null) {
    // A pack lies its items side by side on the last axis; all else with channels wants them first.
    const first = outputShape.length === 3 && op.type !== 'pack'
    const before = laid(flow, first)
    const called = `${moduleAt(layer)}(${[before.x, ...toldOf(written.told)].join(', ')})`
    return assigned(before, activated(op, called), outputShape, first)
  }
  switch (op.type) {
    case 'reshape': {
      const flat = laid(flow, false)
      const shape = outputShape.length === 1 ? 'flatten(1)' : `reshape(-1, ${outputShape.join(', ')})`
      return assigned(flat, `${flat.x}.${shape}`, outputShape, false)
    }
    case 'activation':
      return assigned(flow, activated(op, flow.x), outputShape, flow.first)
    case 'resample': {
      const before = laid(flow, true)
      const resampled =
        op.factor === 2 ? `F.interpolate(${before.x}, scale_factor=2)` : `F.avg_pool2d(${before.x}, 2)`
      return assigned(before, resampled, outputShape, true)
    }
    case 'sum':
      return joined(op.branches, layer, flow, (made) => made.join(' + '))
    case 'residual':
      return joined([op.shortcut, op.inner], layer, flow, (made) => made.join(' + '))
    case 'concatenate':
      return joined(op.branches, layer, flow, beside)
    case 'skip':
      return joined([[], [...op.down, ...op.inner, ...op.up]], layer, flow, beside)
    case 'dense':
    case 'maxout':
    case 'convolution':
    case 'transposed-convolution':
    case 'batch-norm':
    case 'layer-norm':
    case 'fourier':
    case 'pack':
    case 'minibatch-stddev':
    case 'minibatch-discrimination':
    case 'class-embedding':
    case 'class-projection':
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'shades':
    case 'either':
      throw new Error(`A ${op.type} is written as a module.`)
  }
}

function beside(made: readonly string[]): string {
  return `torch.cat([${made.join(', ')}], 1)`
}

/** Branches that see the same input, each written to a variable of its own. */
function joined(
  branches: readonly LayerChain[],
  { outputShape }: LayerSummary,
  flow: Flow,
  join: (made: readonly string[]) => string,
): Flow {
  const first = outputShape.length === 3
  const before = laid(flow, first)
  const made = branches.map((branch, i) =>
    laid(flowThrough(branch, { ...before, to: `${flow.to}${i + 1}` }), first),
  )
  const written = [...before.lines, ...made.flatMap(({ lines: own }) => own)]
  return assigned({ ...before, lines: written }, join(made.map(({ x }) => x)), outputShape, first)
}

function assigned(flow: Flow, text: string, shape: readonly number[], first: boolean): Flow {
  const { to } = flow
  return { x: to, to, shape, first, lines: [...flow.lines, `${to} = ${text}`] }
}

/** The value with its channels where they are wanted; rows have none. */
function laid(flow: Flow, first: boolean): Flow {
  if (flow.shape.length !== 3 || flow.first === first) return { ...flow, first }
  const order = first ? '0, 3, 1, 2' : '0, 2, 3, 1'
  return assigned(flow, `${flow.x}.permute(${order})`, flow.shape, first)
}

function channelsLast(flow: Flow): string {
  return flow.shape.length === 3 && flow.first ? `${flow.x}.permute(0, 2, 3, 1)` : flow.x
}

/** The last layer alone, on features. */
function lastOf(text: NetworkText, features: string): string {
  const last = text.layers.slice(-1)
  const shape = text.layers.at(-2)?.outputShape ?? text.inputShape
  const flow = flowThrough(last, { x: 'x', to: 'x', shape, first: shape.length === 3 })
  return lines(`x = ${features}`, ...flow.lines, `return ${flow.x}`)
}

function toldOf(told: { readonly labels?: true; readonly remember?: true }): string[] {
  return [...(told.labels === true ? ['labels'] : []), ...(told.remember === true ? ['remember'] : [])]
}

function moduleAt({ op }: LayerSummary): string {
  const [owner = '', part] = placeOf(op) ?? []
  return part === undefined ? `self.${owner}` : `self.${owner}["${part}"]`
}
