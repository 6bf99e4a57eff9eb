/** Networks as modules of PyTorch: which layer is called on what, and where channels lie. That they compute the same: test/python. */
import { expect, test } from 'vitest'
import type { LayerChain, LayerSummary } from '../../../../src/common/networks/layer-op.ts'
import { layerClasses } from '../../../../src/worker/formats/train-script/layers.ts'
import { networkClass, type NetworkText } from '../../../../src/worker/formats/train-script/networks.ts'

const dense = (name: string, inputs: number, units: number, bias = true): LayerSummary => ({
  name,
  op: {
    type: 'dense',
    ...{ inputs, units, activation: 'relu', slope: 0, spectral: null },
    weights: { kernel: `n/${name}/kernel`, bias: bias ? `n/${name}/bias` : null },
  },
  outputShape: [units],
  parameters: 0,
})
const pointwise = (name: string, channels: number, side: number): LayerSummary => ({
  name,
  op: {
    type: 'convolution',
    ...{
      kernel: 1,
      stride: 1,
      inputs: channels,
      channels,
      activation: 'linear',
      slope: null,
      spectral: null,
    },
    weights: { kernel: `n/${name}/kernel`, bias: `n/${name}/bias` },
  },
  outputShape: [side, side, channels],
  parameters: 0,
})
const reshape = (name: string, outputShape: number[]): LayerSummary => ({
  name,
  op: { type: 'reshape' },
  outputShape,
  parameters: 0,
})

function written(layers: LayerChain, change: Partial<NetworkText> = {}): string {
  const text = { name: 'N', about: 'A network.', layers, input: 'x', classes: false, featured: false }
  return networkClass({ ...text, inputShape: [3], ...change })
}
/** Lines of forward, without their indents. */
const forward = (text: string): string[] =>
  (text.split('def forward')[1] ?? '')
    .split('\n')
    .slice(1)
    .map((line) => line.trim())

test('a chain: one line for each layer', () => {
  const text = written([dense('dense1', 3, 5, false), dense('output', 5, 1)], { input: 'z' })
  expect(text).toContain('self.dense1 = Dense(3, 5, bias=False)\n        self.output = Dense(5, 1)')
  expect(forward(text)).toEqual(['x = F.relu(self.dense1(z))', 'x = F.relu(self.output(x))', 'return x'])
})

test('pictures come and go channels last, and are flat in the order of the page', () => {
  const text = written([reshape('picture', [2, 2, 3]), pointwise('narrow', 3, 2), reshape('flat', [12])])
  expect(forward(text)).toEqual([
    'x = x.reshape(-1, 2, 2, 3)',
    'x = x.permute(0, 3, 1, 2)',
    'x = self.narrow(x)',
    'x = x.permute(0, 2, 3, 1)',
    'x = x.flatten(1)',
    'return x',
  ])
  const out = written([reshape('picture', [2, 2, 3]), pointwise('narrow', 3, 2)])
  expect(forward(out).at(-1)).toBe('return x.permute(0, 2, 3, 1)')
})

test('a branch leaves alone what the others see', () => {
  const inner = [pointwise('block1/in', 3, 2), pointwise('block1/out', 3, 2)]
  const block: LayerSummary = {
    name: 'block1',
    op: { type: 'residual', shortcut: [], inner, whole: true },
    outputShape: [2, 2, 3],
    parameters: 0,
  }
  const text = written([block], { inputShape: [2, 2, 3] })
  expect(text).toContain('self.block1 = nn.ModuleDict({"in": Pointwise(3, 3), "out": Pointwise(3, 3)})')
  expect(forward(text)).toEqual([
    'x = x.permute(0, 3, 1, 2)',
    'x2 = self.block1["in"](x)',
    'x2 = self.block1["out"](x2)',
    'x = x + x2',
    'return x.permute(0, 2, 3, 1)',
  ])
})

test('the last features are asked for by themselves where they are matched', () => {
  const text = written([dense('dense1', 3, 5), dense('output', 5, 1)], { featured: true })
  expect(text).toContain('def features(self, x):')
  expect(forward(text)).toEqual(['x = self.features(x)', 'x = F.relu(self.output(x))', 'return x'])
})

test('each class is written once, its base before it; with spectral norm where one layer has it', () => {
  const plain = layerClasses([dense('a', 1, 2), dense('b', 2, 3)], [pointwise('c', 1, 2)])
  expect(plain.map((source) => /^class (\w+)/mu.exec(source)?.[1])).toEqual(['Affine', 'Dense', 'Pointwise'])
  expect(plain[0]).not.toContain('direction')
  const one = dense('a', 1, 2)
  if (one.op.type !== 'dense') throw new Error('no dense layer')
  const normed = { ...one, op: { ...one.op, spectral: 'n/a/kernel:direction' } }
  expect(layerClasses([normed])[0]).toContain('direction')
  expect(written([normed])).toContain('self.a = Dense(1, 2, spectral=True)')
  expect(written([normed])).toContain('def forward(self, x, remember=None):')
})

test('what PyTorch is not taught is refused with another way', () => {
  const beside: LayerSummary = {
    name: 'beside',
    op: { type: 'beside', condition: 'source', channels: 3 },
    outputShape: [6],
    parameters: 0,
  }
  expect(() => written([beside])).toThrow(expect.objectContaining({ code: 'export-unsupported' }) as Error)
})
