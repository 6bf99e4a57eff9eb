/** Train or pause, one step, start over. */
import { Pause, Play, RotateCcw, StepForward } from 'lucide-react'
import { useActions, useGanvas } from '../../../state/page.ts'
import { Button } from '../../kit/button.tsx'
import { selectCanTrain, selectRunning } from './run-selectors.ts'

export function RunControls() {
  const running = useGanvas(selectRunning)
  const able = useGanvas(selectCanTrain)
  const actions = useActions()
  return (
    <div className="run-controls" role="group" aria-label="Training">
      <Button
        look="primary"
        className="train"
        icon={running ? <Pause size={14} fill="currentColor" /> : <Play size={14} fill="currentColor" />}
        disabled={!able}
        aria-keyshortcuts="Space"
        title={running ? 'Pause (Space)' : 'Train (Space)'}
        onClick={() => {
          if (running) actions.pause()
          else actions.run()
        }}
      >
        {running ? 'Pause' : 'Train'}
      </Button>
      <Button
        look="outline"
        icon={<StepForward size={14} />}
        disabled={!able || running}
        aria-keyshortcuts="S"
        title="One step (S)"
        onClick={() => actions.stepOnce()}
      >
        Step
      </Button>
      <Button
        look="outline"
        icon={<RotateCcw size={14} />}
        disabled={!able}
        aria-keyshortcuts="R"
        title="Start over with the same seed (R)"
        onClick={() => actions.reset()}
      >
        Reset
      </Button>
    </div>
  )
}
