/** Looks closely at one item of the stage, by whatever its kind has for that: the same noises, reals and formulas as the stage. */
import { GanvasError } from '../../../common/failure.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import type { Inspection, InspectTarget } from '../../../common/protocol/inspection.ts'
import type {
  PictureExplanation,
  PictureTarget,
  RealOrFake,
  RestoredRow,
} from '../../../common/protocol/picture-explanation.ts'
import type { PerSide, SideName } from '../../../common/protocol/side.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { Judges } from '../measure/judges.ts'
import type { StageScheduler } from '../stage/stage-scheduler.ts'

/** What it needs of the session. */
export interface CloseLookPorts {
  readonly sides: PerSide<{
    readonly shown: Shown | null
    readonly stageScheduler: Pick<StageScheduler, 'stageView' | 'drawn' | 'attend'>
  }>
  readonly judges: Pick<Judges, 'classifierOf'>
}

/**
 * Answers the page, and marks the item on the stage; where items cannot be inspected there is nothing to mark. In a comparison
 * both stages mark it: the same noise, or the same real.
 */
export async function inspect(
  { sides }: Pick<CloseLookPorts, 'sides'>,
  side: SideName,
  target: InspectTarget | null,
): Promise<Inspection | null> {
  const { shown } = sides[side]
  const found = target === null || shown === null ? null : await inspectOf(shown, target)
  sides.run.stageScheduler.attend(found)
  sides.twin.stageScheduler.attend(found)
  return found
}

function inspectOf(shown: Shown, target: InspectTarget): Promise<Inspection | null> | null {
  return kindOf(shown.dataset).inspector?.inspect(shown, target) ?? null
}

/**
 * All that is known of a picture of the stage; null where there is none.
 * @param leave called once the networks are no longer needed
 */
export async function why(
  { sides, judges }: CloseLookPorts,
  side: SideName,
  target: PictureTarget,
  leave: () => void,
): Promise<PictureExplanation | null> {
  const { shown, stageScheduler } = sides[side]
  const explainer = shown === null ? null : kindOf(shown.dataset).explainer
  if (shown === null || explainer === null) return null
  const { stageView: view, drawn: scene } = stageScheduler
  const classifier = () => judges.classifierOf(shown.dataset)
  return explainer.explain(shown, { target, view, scene }, { classifier, leave })
}

/** A row of the stage of restored pictures as it was drawn last. */
export function restoredRow(
  { sides }: Pick<CloseLookPorts, 'sides'>,
  side: SideName,
  row: number,
): RestoredRow | null {
  const { shown, stageScheduler } = sides[side]
  const { drawn } = stageScheduler
  if (shown === null || drawn === null || drawn.kind !== shown.dataset.item.kind) return null
  return kindOf(shown.dataset).explainer?.row(drawn, row) ?? null
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
