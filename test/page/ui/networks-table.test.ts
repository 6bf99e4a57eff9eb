// @vitest-environment happy-dom
/** The table of both networks: a row for each layer, and rows for the parts that a layer's label does not tell of. */
import { act, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { expect, test } from 'vitest'
import type { LayerOp, LayerSummary } from '../../../src/common/networks/layer-op.ts'
import { NetworksTable } from '../../../src/page/ui/setup/networks-table.tsx'
import { renderPage } from '../../helpers/page/render-page.tsx'

const dense = (name: string, inputs: number, units: number): LayerSummary => ({
  name,
  op: {
    type: 'dense',
    inputs,
    units,
    activation: 'relu',
    slope: 0,
    spectral: null,
    weights: { kernel: `${name}/kernel`, bias: `${name}/bias` },
  },
  outputShape: [units],
  parameters: inputs * units + units,
})
const holding = (name: string, op: LayerOp, parameters: number, channels: number): LayerSummary => ({
  name,
  op,
  outputShape: [channels],
  parameters,
})

const [a, b, c] = [dense('level/a', 4, 2), dense('level/b', 2, 2), dense('level/c', 2, 3)]
const level = holding('level', { type: 'skip', down: [a], inner: [b], up: [c] }, 25, 7)
const whole = holding(
  'block',
  { type: 'residual', shortcut: [], inner: [dense('block/in', 7, 7)], whole: true },
  56,
  7,
)

function rows() {
  const { emit } = renderPage(createElement(NetworksTable))
  const network = { layers: [dense('dense1', 2, 4), level, whole], parameters: 93 }
  act(() =>
    emit({
      type: 'networks',
      side: 'run',
      networks: { generator: network, discriminator: { layers: [], parameters: 0 }, latent: 2 },
    }),
  )
  const table = screen.getByRole('table', { name: /Generator/ })
  return within(table).getAllByRole('row').slice(1)
}

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)

test('lists parts under what holds them, and a whole block in one row', () => {
  expect(rows().map(cells)).toEqual([
    ['Dense, ReLU', '4', '12'],
    ['Skip connection', '7', '25'],
    ['Dense, ReLU', '2', '10'],
    ['Dense, ReLU', '2', '6'],
    ['Dense, ReLU', '3', '9'],
    ['Residual block', '7', '56'],
  ])
})

test('sets parts in, and only them', () => {
  const set = rows().map((row) => within(row).getAllByRole('cell')[0]?.style.paddingLeft)
  expect(set).toEqual(['', '', '1em', '1em', '1em', ''])
})
