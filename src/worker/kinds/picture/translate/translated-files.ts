/** Translated pictures as files beside those they were made of, each under its class: both ways in turn. */
import type { PictureSet } from '../../../data/picture-set.ts'
import { lookAtTranslated, type Way } from '../../../probe/translated.ts'
import type { LeavingFile, LeavingFiles } from '../../kind.ts'
import type { Shown } from '../../shown.ts'
import { pngOf } from '../png.ts'
import { inChunks, unseenFirst, type NamedPicture } from '../unseen-first.ts'

/** As many as there are of the two classes, at most `count`. */
export async function* translatedFiles(
  { game, config, dataset }: Shown<PictureSet>,
  { count }: LeavingFiles,
): AsyncGenerator<LeavingFile> {
  const { from, to } = config
  for (const some of inChunks(inTurn(dataset, [from, to]).slice(0, count))) {
    const source = dataset.list.at(Uint32Array.from(some, ({ index }) => index))
    const { there } = await lookAtTranslated(
      game,
      config,
      source,
      some.map(({ way }) => way),
    )
    const length = source.length / some.length
    for (const [i, { name, way }] of some.entries()) {
      const [given, wanted] = way === 0 ? [from, to] : [to, from]
      const part = (of: Float32Array) => of.subarray(i * length, (i + 1) * length)
      yield { role: 'source', name, label: given, bytes: pngOf(dataset, part(source)) }
      yield { role: 'made', name, label: wanted, bytes: pngOf(dataset, part(there)) }
    }
  }
}

/** Pictures of both classes in turn; where one has no more, the rest of the other. */
function inTurn(set: PictureSet, classes: readonly [number, number]): (NamedPicture & { way: Way })[] {
  const all = unseenFirst(set)
  const of = (way: Way) =>
    all.filter(({ index }) => set.labels?.[index] === classes[way]).map((one, at) => ({ ...one, way, at }))
  return [...of(0), ...of(1)].toSorted((a, b) => a.at - b.at || a.way - b.way)
}
