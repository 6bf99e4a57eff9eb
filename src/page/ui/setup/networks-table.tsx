/** Both networks, layer by layer, parts under what holds them: what comes out of each, and how many numbers it learns. */
import { toldParts } from '../../../common/networks/layer-facts.ts'
import { layerLabel } from '../../../common/networks/layer-label.ts'
import type { LayerSummary } from '../../../common/networks/layer-op.ts'
import type { NetworkSummary } from '../../../common/protocol/report.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { wholeNumber } from '../kit/number-words.ts'

const selectNetworks = (state: PageState) => state.sides.run.networks

export function NetworksTable() {
  const networks = useGanvas(selectNetworks)
  if (networks === null)
    return <p className="field-note">The layers are listed here once the networks are built.</p>
  return (
    <div className="networks">
      <Network name="Generator" role="fake" network={networks.generator} />
      <Network name="Discriminator" role="discriminator" network={networks.discriminator} />
    </div>
  )
}

interface NetworkProps {
  name: string
  role: 'fake' | 'discriminator'
  network: NetworkSummary
}

function Network({ name, role, network }: NetworkProps) {
  return (
    <table className="layers" data-role={role}>
      <caption>
        <span>{name}</span> {wholeNumber(network.parameters)} parameters
      </caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">Output</th>
          <th scope="col">Parameters</th>
        </tr>
      </thead>
      <tbody>
        {network.layers.map((layer) => (
          <LayerRows key={layer.name} layer={layer} depth={0} />
        ))}
      </tbody>
    </table>
  )
}

/** A layer, and under it the parts that its label does not tell of. */
function LayerRows({ layer, depth }: { layer: LayerSummary; depth: number }) {
  const { name, op, outputShape, parameters } = layer
  return (
    <>
      <tr>
        <td title={name} style={depth === 0 ? undefined : { paddingLeft: `${depth}em` }}>
          {layerLabel(op)}
        </td>
        <td>{outputShape.join(' × ')}</td>
        <td>{parameters === 0 ? '–' : wholeNumber(parameters)}</td>
      </tr>
      {toldParts(op).map((part) => (
        <LayerRows key={part.name} layer={part} depth={depth + 1} />
      ))}
    </>
  )
}
