/** A word as a slider between its two ends, with the samples along it, and what the page knows of it. */
import { Clapperboard, Download } from 'lucide-react'
import { useCallback } from 'react'
import type { WordReport } from '../../../../common/words/protocol.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { IconButton } from '../../kit/button.tsx'
import { REACH, strengthOf, withStrength } from '../directions/along.ts'
import type { TabProps } from '../lab-bar.tsx'
import { coordinateText } from '../latent-words.ts'
import { Thumb, type Draw } from '../thumb.tsx'
import type { Strip } from './use-strips.ts'
import { groundsOf } from './word-texts.ts'

const STEP = 0.05

interface Props extends Pick<TabProps, 'prior' | 'cursor' | 'onGrasp'> {
  readonly report: WordReport
  readonly direction: Float32Array
  readonly strip: Strip
  readonly draw: Draw
  readonly saving: boolean
  readonly onStrip: () => void
  readonly onGif: () => void
}

export function WordRow({ report, direction, strip, draw, ...props }: Props) {
  const { word } = report
  const [low, high] = word.ends
  return (
    <li className="word-row">
      <span className="word-end">{low}</span>
      <div className="word-strip">
        {strip.map((item, place) => (
          <Thumb key={place} className="word-thumb" item={item ?? null} draw={draw} />
        ))}
        <WordSlider {...props} report={report} direction={direction} />
      </div>
      <span className="word-end word-high">{high}</span>
      <span className="word-save">
        <IconButton
          name={`Save a strip of ${word.name} as PNG`}
          icon={<Download size={14} aria-hidden="true" />}
          disabled={props.saving}
          onClick={props.onStrip}
        />
        <IconButton
          name={`Save the way along ${word.name} as GIF`}
          icon={<Clapperboard size={14} aria-hidden="true" />}
          disabled={props.saving}
          onClick={props.onGif}
        />
      </span>
      <WordTold report={report} />
    </li>
  )
}

function WordSlider({
  report: { word },
  direction,
  prior,
  cursor,
  onGrasp,
}: Pick<Props, 'report' | 'direction' | 'prior' | 'cursor' | 'onGrasp'>) {
  const strength = useGanvas(
    useCallback(
      ({ latentCursor }: PageState) =>
        latentCursor?.length === direction.length ? strengthOf(latentCursor, direction, prior) : 0,
      [direction, prior],
    ),
  )
  const shown = Math.min(REACH, Math.max(-REACH, strength))
  return (
    <input
      type="range"
      className="slider"
      aria-label={word.name}
      aria-valuetext={`${coordinateText(strength)} σ, from ${word.ends[0]} to ${word.ends[1]}`}
      min={-REACH}
      max={REACH}
      step={STEP}
      // A stop of the slider: see latent-slider.tsx.
      value={Number((Math.round(shown / STEP) * STEP).toFixed(2))}
      style={{ '--fill': `${((shown / REACH + 1) / 2) * 100}%` }}
      onChange={(event) => {
        const latent = cursor.read()
        if (latent?.length !== direction.length) return
        onGrasp()
        cursor.move(withStrength(latent, direction, Number(event.target.value), prior))
      }}
    />
  )
}

/** A word without a direction, and why. */
export function WordWithout({ report }: { report: WordReport }) {
  return (
    <li className="word-row word-without">
      <span className="word-end">{report.word.name}</span>
      <WordTold report={report} />
    </li>
  )
}

/** What it comes to, and behind a press how that is known. */
function WordTold({ report }: { report: WordReport }) {
  return (
    <details className="word-told">
      <summary title="How this is known">{report.sentence}</summary>
      <p>{groundsOf(report)}</p>
    </details>
  )
}
