/** “Is it worth anything?”: asks what is needed, begins, shows how far it is and what was found. */
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import type { WorthOptions, WorthReport } from '../../../common/protocol/worth.ts'
import { pageKind } from '../../kinds/kinds.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { isMeasuring } from '../../state/worth/worth-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { WorthFindings } from './worth-report.tsx'
import { earlyWords, leftWords, minutesWords, shareOf } from './worth-words.ts'
import './worth.css'

const selectWorth = (state: PageState) => state.worth
const selectMeasuring = (state: PageState) => isMeasuring(state)
const selectRefused = (state: PageState) => state.worthRefused
const selectDataset = (state: PageState) => state.dataset
const selectConfig = (state: PageState) => state.sides.run.config
const selectEarly = ({ need, sides }: PageState) => earlyWords(need, sides.run.step)

export function WorthDialog({ onClose }: { onClose: () => void }) {
  const worth = useGanvas(selectWorth)
  const measuring = useGanvas(selectMeasuring)
  const dataset = useGanvas(selectDataset)
  // Kept while it is measured: what was asked is what can be asked again.
  const [options, setOptions] = useState<WorthOptions>({})
  const noun = dataset === null ? 'items' : pageKind(dataset.item.kind).worth?.noun
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog worth-dialog" aria-describedby="worth-help">
          <div className="dialog-head">
            <Dialog.Title>Is it worth anything?</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body" tabIndex={0}>
            <p id="worth-help">
              A learner that has nothing to do with the GAN is taught on real {noun}, on fakes, and on both,
              and then asked about real {noun} that neither it nor the GAN has ever seen.
            </p>
            {measuring ? (
              <Progress report={worth} />
            ) : (
              <Beginning again={worth !== null} options={options} onOptions={setOptions} />
            )}
            {worth !== null && <WorthFindings report={worth} />}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface BeginningProps {
  again: boolean
  options: WorthOptions
  onOptions: (options: WorthOptions) => void
}

function Beginning({ again, options, onOptions }: BeginningProps) {
  const dataset = useGanvas(selectDataset)
  const config = useGanvas(selectConfig)
  const refused = useGanvas(selectRefused)
  const early = useGanvas(selectEarly)
  const actions = useActions()
  const asking = dataset === null ? null : pageKind(dataset.item.kind).worth
  if (dataset === null || asking === null) return null
  const { Choices } = asking
  const missing = asking.missing(dataset, config)
  return (
    <section className="worth-beginning" aria-label="Begin">
      <Choices options={options} onChange={(change) => onOptions({ ...options, ...change })} />
      {missing === null && early !== null && (
        <p className="worth-early">{early} Train on first, or measure what there is.</p>
      )}
      {missing === null && (
        <div className="worth-start">
          <Button look="primary" onClick={() => actions.measureWorth(asking.asked(dataset, options))}>
            {again ? 'Measure again' : 'Measure'}
          </Button>
          <span>
            Takes {minutesWords(asking.minutes(dataset, options))}; training can go on meanwhile, slower.
          </span>
        </div>
      )}
      {refused !== null && (
        <p role="alert" className="worth-refused">
          {refused.sentence} {refused.nextStep}
        </p>
      )}
    </section>
  )
}

function Progress({ report }: { report: WorthReport | null }) {
  const actions = useActions()
  const going = report?.state === 'measuring' ? report.progress : null
  return (
    <section className="worth-progress" aria-label="Progress">
      <p>{going === null ? 'Making the fakes.' : `${going.label}.`}</p>
      <progress
        max={100}
        value={going === null ? undefined : Math.round(100 * shareOf(going))}
        aria-label="Measuring"
      />
      <span className="worth-left">{going === null ? '' : leftWords(going)}</span>
      <Button look="outline" disabled={going === null} onClick={() => actions.stopWorth()}>
        Cancel
      </Button>
    </section>
  )
}
