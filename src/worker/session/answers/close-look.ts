/** Looks closely at one item of the stage, by whatever its kind has for that: the same noises, reals and formulas as the stage. */
import { GanvasError } from '../../../common/failure.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import type { Inspection, InspectTarget } from '../../../common/protocol/inspection.ts'
import type {
  PictureExplanation,
  PictureTarget,
  RealOrFake,
} from '../../../common/protocol/picture-explanation.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { Session } from '../session.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'

interface Sides {
  run: Shown | null
  travel: { shown: Shown | null }
  stageScheduler: StageScheduler
  twin: { shown: Shown | null; stageScheduler: StageScheduler }
}

/**
 * Answers the page, and marks the item on the stage; where items cannot be inspected there is nothing to mark. In a comparison
 * both stages mark it: the same noise, or the same real.
 */
export async function inspect(
  { run, travel, stageScheduler, twin }: Sides,
  target: InspectTarget | null,
): Promise<Inspection | null> {
  const shown = target?.of === 'twin' ? twin.shown : (travel.shown ?? run)
  const found = target === null || shown === null ? null : await inspectOf(shown, target)
  stageScheduler.attend(found)
  twin.stageScheduler.attend(found)
  return found === null || target?.of === undefined ? found : { ...found, of: target.of }
}

function inspectOf(shown: Shown, target: InspectTarget): Promise<Inspection | null> | null {
  return kindOf(shown.dataset).inspector?.inspect(shown, target) ?? null
}

/**
 * All that is known of a picture of the stage; null where there is none.
 * @param leave called once the networks are no longer needed
 */
export async function why(
  session: Session,
  target: PictureTarget,
  leave: () => void,
): Promise<PictureExplanation | null> {
  const ofTwin = target.of === 'twin'
  const run = ofTwin ? session.twin.shown : (session.travel.shown ?? session.run)
  const { stageScheduler } = ofTwin ? session.twin : session
  const explainer = run === null ? null : kindOf(run.dataset).explainer
  if (run === null || explainer === null) return null
  const { stageView: view, drawn: scene } = stageScheduler
  const classifier = () => session.classifiers.classifierOf(run.dataset)
  return explainer.explain(run, { target, view, scene }, { classifier, leave })
}

/** A row of reals and fakes to sort by eye. @param count even @throws GanvasError `no-pictures-here` */
export async function lineup(shown: Shown, seed: number, count: number): Promise<RealOrFake> {
  const { item } = shown.dataset
  const { explainer } = kindOf(shown.dataset)
  if (explainer === null) {
    throw new GanvasError(
      'no-pictures-here',
      `This dataset holds ${kindEntry(item.kind).many}: there are no pictures to sort.`,
      'Choose digits, clothes, emoji or your own pictures.',
    )
  }
  return explainer.lineup(shown, seed, count)
}
