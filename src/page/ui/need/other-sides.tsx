/** What other sides of the person's own pictures would need, here and on a GPU: a small table on a click. */
import { Popover } from 'radix-ui'
import { needAt, type SideFigures } from '../../../common/need/need.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button } from '../kit/button.tsx'
import { rounded, sideWords, UNREALISTIC } from './need-words.ts'

const selectNeed = ({ need }: PageState) => need
const selectAny = ({ need }: PageState) => (need?.sides.length ?? 0) > 0

export function OtherSides() {
  const any = useGanvas(selectAny)
  if (!any) return null
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button look="outline" className="need-more">
          Other sizes
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          side="top"
          sideOffset={8}
          collisionPadding={8}
          aria-label="What other sizes need"
        >
          <Sides />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function Sides() {
  const need = useGanvas(selectNeed)
  if (need === null) return null
  const { sides, gflops } = needAt(need, 0)
  return (
    <>
      <h2 className="popover-title">What other sizes need</h2>
      <p>Until pictures are recognisable, with these settings; as a study of small sets found.</p>
      <table className="need-sides">
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col">Steps</th>
            <th scope="col">Here</th>
            <th scope="col">Good GPU</th>
          </tr>
        </thead>
        <tbody>
          {sides.map((side) => (
            <Side key={side.side} {...side} />
          ))}
        </tbody>
      </table>
      <p className="need-note">
        {gflops === null
          ? 'This device was not measured yet.'
          : `This device makes ${rounded(gflops)} GFLOP/s of the present size.`}{' '}
        A good GPU: 5 TFLOP/s that are really done. What takes {UNREALISTIC} is not for this device.
      </p>
    </>
  )
}

function Side(figures: SideFigures) {
  const { here, gpu } = sideWords(figures)
  return (
    <tr data-realistic={figures.realistic}>
      <th scope="row">{figures.side} px</th>
      <td>{rounded(figures.steps)}</td>
      <td>{here}</td>
      <td>{gpu}</td>
    </tr>
  )
}
