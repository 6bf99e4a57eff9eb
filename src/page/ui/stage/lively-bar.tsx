/**
 * The one slider of a run that restores, under the stage where its pictures are: faithful on the left, lively on the right. It takes
 * effect at the next step.
 */
import { useGanvas } from '../../state/page.ts'
import { shownConfig } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import '../kit/css-variables.ts'
import { SELECT_LOCK, SELECT_SHOWN } from '../setup/settings/setting-state.ts'
import { useSettingCommit } from '../setup/settings/use-setting.ts'

const selectLively = (state: PageState): number => shownConfig(state).lively

export function LivelyBar() {
  const shown = useGanvas(SELECT_SHOWN.lively)
  return shown ? <Bar /> : null
}

function Bar() {
  const lively = useGanvas(selectLively)
  const lock = useGanvas(SELECT_LOCK.lively)
  const { commit } = useSettingCommit('lively')
  return (
    <div className="lively" title={lock === '' ? undefined : lock}>
      <label className="lively-slider">
        <span aria-hidden="true">Faithful</span>
        <input
          type="range"
          className="slider"
          aria-label="Faithful to lively"
          aria-valuetext={livelyWords(lively)}
          aria-describedby="lively-note"
          min={0}
          max={1}
          step={0.01}
          value={lively}
          disabled={lock !== ''}
          style={{ '--fill': `${100 * lively}%` }}
          onChange={(event) => commit(Number(event.target.value))}
        />
        <span aria-hidden="true">lively</span>
      </label>
      <p id="lively-note">
        Faithful stays nearest to the truth and blurs what it cannot know; lively makes up detail that the
        detective believes.
      </p>
    </div>
  )
}

function livelyWords(lively: number): string {
  if (lively === 0) return 'faithful'
  return lively === 1 ? 'lively' : `${Math.round(100 * lively)} % lively`
}
