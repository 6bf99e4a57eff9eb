/** What a study has found: the verdict first, then the arms, what the fakes are worth, other makers, and what all of it rests on. */
import { Copy, Download } from 'lucide-react'
import type { WorthArmId, WorthReport } from '../../../common/protocol/worth.ts'
import { saveFile } from '../../client/services/save-file.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'
import { WorthCurve } from './worth-curve.tsx'
import { ScoreLines, type ScoreLine } from './score-lines.tsx'
import { earlyWords, figureWords, partedSentence, reportFile, restsOn } from './worth-words.ts'

const ROLES: Readonly<Record<WorthArmId, ScoreLine['role']>> = {
  real: 'real',
  classic: 'real',
  fakes: 'both',
  'classic-fakes': 'both',
  'many-fakes': 'both',
  'fakes-alone': 'fake',
}

const selectNeed = ({ need }: PageState) => need

export function WorthFindings({ report }: { report: WorthReport }) {
  const { sentence, worthSentence, rivalSentence, caveats, figure, items, step } = report
  const [verdict, figures] = partedSentence(sentence)
  const early = earlyWords(useGanvas(selectNeed), step)
  const arms = report.arms.map((arm): ScoreLine => ({ ...arm, role: ROLES[arm.id] }))
  return (
    <>
      <section className="worth-verdict" data-verdict={report.verdict} aria-label="Verdict">
        <p className="worth-lead" role={report.state === 'measuring' ? undefined : 'status'}>
          {verdict}
          {figures !== '' && <span className="worth-figures">{figures}</span>}
        </p>
        {[...(early === null || step === 0 ? [] : [early]), ...caveats].map((caveat) => (
          <p key={caveat} className="worth-early">
            {caveat}
          </p>
        ))}
        {worthSentence !== '' && <p>{worthSentence}</p>}
        <p className="worth-meaning">{figureWords(report)}</p>
      </section>
      <WorthCurve report={report} />
      <section aria-label="What a learner was taught on">
        <h3>A learner that was taught on</h3>
        <ScoreLines name="Taught on" lines={arms} figure={figure} />
      </section>
      <BothWays report={report} />
      {report.rivals.length > 0 && (
        <section aria-label="Other makers">
          <h3>Other makers of {items}, taught on the same reals</h3>
          {rivalSentence !== '' && <p>{rivalSentence}</p>}
          <ScoreLines name="Taught on fakes alone, of" lines={makersOf(report)} figure={figure} />
        </section>
      )}
      <section className="worth-rests" aria-label="What it rests on">
        <p>{restsOn(report)}</p>
      </section>
      <Leave report={report} />
      {items === 'rows' && (
        <p className="worth-meaning">Rows to keep: “Take away” (the arrow at the top), “Table .csv”.</p>
      )}
    </>
  )
}

/** Recall and precision: taught on one, asked about the other. */
function BothWays({ report }: { report: WorthReport }) {
  const { arms, ganTest, ganTrainSentence, ganTestSentence, figure, items } = report
  const of = (id: WorthArmId) => arms.find((arm) => arm.id === id)
  const [real, alone] = [of('real'), of('fakes-alone')]
  if (real === undefined || alone === undefined || ganTest.mean === null) return null
  const lines: ScoreLine[] = [
    { ...real, label: `Real ${items}, about real ${items}`, role: 'real' },
    { ...alone, label: `Fakes, about real ${items}`, role: 'fake' },
    { ...ganTest, id: 'gan-test', label: `Real ${items}, about fakes`, role: 'both' },
  ]
  return (
    <section aria-label="Recall and precision">
      <h3>Taught on one, asked about the other</h3>
      <p>{ganTrainSentence}</p>
      <p>{ganTestSentence}</p>
      <ScoreLines name="Taught on, asked about" lines={lines} figure={figure} />
    </section>
  )
}

/** The GAN among the others, the best first; what knows nothing of the others stays to be seen. */
function makersOf({ arms, rivals }: WorthReport): ScoreLine[] {
  const own = arms.find(({ id }) => id === 'fakes-alone')
  const lines = [
    ...(own === undefined ? [] : [{ ...own, label: 'The GAN', role: 'fake' as const }]),
    ...rivals.map((rival) => ({ ...rival, label: capital(rival.label), role: 'other' as const })),
  ]
  return lines.sort((a, b) => (b.mean ?? -Infinity) - (a.mean ?? -Infinity))
}

function capital(words: string): string {
  const bare = words.replace(/^an? /, '')
  return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function Leave({ report }: { report: WorthReport }) {
  const actions = useActions()
  const { name, text } = reportFile(report)
  const copy = (): void => {
    void copyText(text).then((copied) =>
      actions.say(
        copied
          ? { role: 'status', sentence: 'The report is copied.' }
          : { role: 'alert', sentence: 'The browser did not let the report be copied.' },
      ),
    )
  }
  return (
    <div className="worth-leave">
      <Button look="outline" icon={<Copy size={14} aria-hidden="true" />} onClick={copy}>
        Copy the report
      </Button>
      <Button
        look="outline"
        icon={<Download size={14} aria-hidden="true" />}
        onClick={() => saveFile(name, new Blob([text], { type: 'application/json' }))}
      >
        Save it as JSON
      </Button>
    </div>
  )
}
