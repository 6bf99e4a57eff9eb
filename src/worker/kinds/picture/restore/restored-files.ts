/** Pictures as files beside what they were restored from and what they truly are. */
import { fork, streamFor } from '../../../../common/numbers/random.ts'
import type { PictureSet } from '../../../data/picture-set.ts'
import { restoreItems } from '../../../probe/restored.ts'
import type { LeavingFile, LeavingFiles } from '../../kind.ts'
import type { Shown } from '../../shown.ts'
import { pngOf, sourcePng } from '../png.ts'
import { sourced } from './sourced.ts'
import { inChunks, unseenFirst } from '../unseen-first.ts'

/** As many as there are, at most `count`. @param asked `seed` decides what is left to chance, such as where holes are */
export async function* restoredFiles(
  { game, config, dataset }: Shown<PictureSet>,
  { count, seed }: LeavingFiles,
): AsyncGenerator<LeavingFile> {
  const chunks = inChunks(unseenFirst(dataset).slice(0, count))
  for (const [turn, some] of chunks.entries()) {
    const indices = Uint32Array.from(some, ({ index }) => index)
    const { truth, source } = await sourced(dataset, config, indices, fork(streamFor(seed, 'walk'), turn))
    const made = await restoreItems(game, config, source, some.length)
    for (const [i, { name }] of some.entries()) {
      const part = (of: Float32Array) =>
        of.subarray((i * of.length) / some.length, ((i + 1) * of.length) / some.length)
      yield { role: 'source', name, label: null, bytes: sourcePng(dataset, part(source)) }
      yield { role: 'made', name, label: null, bytes: pngOf(dataset, part(made)) }
      yield { role: 'true', name, label: null, bytes: pngOf(dataset, part(truth)) }
    }
  }
}
