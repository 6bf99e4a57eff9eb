/** Answers the latent lab's requests: about the run, or the past step that is looked at. */
import { kindEntry } from '../../../common/items/kinds.ts'
import { truncated } from '../../../common/config/truncation.ts'
import { sampleFakes } from '../../probe/samples.ts'
import type { LatentLabAnswers, LatentLabRequest } from '../../../common/protocol/latent-lab.ts'
import { GanvasError } from '../../../common/failure.ts'
import { streamFor } from '../../../common/numbers/random.ts'
import { soleLabels } from '../../kinds/classes.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Run } from '../train/run.ts'
import type { Shown } from '../../kinds/shown.ts'
import type { GalleryLoader } from '../build/dataset-loader.ts'

type Asked<K extends LatentLabRequest['kind']> = Extract<LatentLabRequest, { kind: K }>

export async function look(
  run: Shown,
  { latents, count }: Asked<'look'>,
  pick: number | null,
): Promise<LatentLabAnswers['look']> {
  if (latents.length !== count * run.game.latent) {
    throw new GanvasError(
      'bad-latent',
      `A latent vector has ${run.game.latent} numbers here; ${latents.length} came for ${count} samples.`,
      'Wait until the networks stand and look again.',
    )
  }
  const labels = soleLabels(run, count, pick)
  const shown = truncated(run.config, latents)
  const { items, scores } = await sampleFakes(run.game, run.config, shown, count, labels)
  return { shape: [count, ...run.game.itemShape], data: items, scores }
}

/** @param latent numbers of one @param came numbers that came for `count` samples @throws GanvasError `bad-latent` */
export function demandLatents(latent: number, came: number, count: number): void {
  if (latent === 0 && came > 0) {
    throw new GanvasError(
      'bad-latent',
      'This run makes pictures from pictures: it has no latent.',
      'Give a count, or hand it a picture with ganvas.restore.',
    )
  }
  if (came !== count * latent) {
    throw new GanvasError(
      'bad-latent',
      `A latent vector has ${latent} numbers here; ${came} came for ${count} samples.`,
      'Give one array of that length per sample.',
    )
  }
}

export function reals(run: Run, { seed, count }: Asked<'reals'>): LatentLabAnswers['reals'] {
  const { dataset, game } = run
  const stream = streamFor(seed, 'evaluate')
  const found = { shape: [count, ...game.itemShape], data: dataset.draw(stream, count) }
  const { partners } = dataset
  return partners === undefined ? found : { ...found, partners: partners.draw(stream, count) }
}

export async function picture(
  { rasterise }: Pick<GalleryLoader, 'rasterise'>,
  run: Run,
  { file }: Asked<'picture'>,
): Promise<LatentLabAnswers['picture']> {
  const { dataset } = run
  const { ownItem } = kindOf(dataset)
  if (ownItem === null) {
    throw new GanvasError(
      'no-pictures-here',
      `This dataset holds ${kindEntry(dataset.item.kind).many}: a picture cannot be looked for among them.`,
      'Choose a place on the pad instead.',
    )
  }
  const data = await ownItem.read(dataset, file, { fit: run.config.fit, rasterise })
  return { shape: [1, ...run.game.itemShape], data }
}
