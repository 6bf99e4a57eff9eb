/** Both networks, layer by layer: what comes out of each, and how many numbers it learns. */
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
          <tr key={layer.name}>
            <td title={layer.name}>{layer.kind}</td>
            <td>{layer.outputShape.join(' × ')}</td>
            <td>{layer.parameters === 0 ? '–' : wholeNumber(layer.parameters)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
