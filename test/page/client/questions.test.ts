import { expect, test } from 'vitest'
import { GanvasError } from '../../../src/common/failure.ts'
import type { Request } from '../../../src/common/protocol/commands.ts'
import type { AnswerTo } from '../../../src/common/protocol/events.ts'
import { latentLabClient } from '../../../src/page/client/latent-lab.ts'
import { picturesClient } from '../../../src/page/client/pictures.ts'

/** Remembers what is asked, and answers each kind by its own name. */
function worker() {
  const asked: Request[] = []
  const ask = <K extends Request['kind']>(body: Extract<Request, { kind: K }>): Promise<AnswerTo<K>> => {
    asked.push(body)
    return Promise.resolve(`answer to ${body.kind}` as unknown as AnswerTo<K>)
  }
  return { asked, ask }
}

test('each question of the latent lab is its own request, and brings back its own answer', async () => {
  const { asked, ask } = worker()
  const lab = latentLabClient(ask)
  const [latents, item, file] = [Float32Array.of(1, 2), Float32Array.of(3), new File([], 'a.png')]
  const answers = [
    await lab.directions('sefa'),
    await lab.look(latents, 1),
    await lab.reals(7, 2),
    await lab.picture(file),
    await lab.project(item),
  ]
  expect(asked).toEqual([
    { kind: 'directions', method: 'sefa' },
    { kind: 'look', latents, count: 1 },
    { kind: 'reals', seed: 7, count: 2 },
    { kind: 'picture', file },
    { kind: 'project', item },
  ])
  expect(answers).toEqual(asked.map(({ kind }) => `answer to ${kind}`))
})

test('ending a search only ends it: what was found is answered to who began it', async () => {
  const { asked, ask } = worker()
  await expect(latentLabClient(ask).endProjection()).resolves.toBeUndefined()
  expect(asked).toEqual([{ kind: 'end-projection' }])
})

test('pictures are asked about by side and tile; a row of them by seed and count', async () => {
  const { asked, ask } = worker()
  const pictures = picturesClient(ask)
  const answers = [await pictures.why('twin', { side: 'real', tile: 4 }), await pictures.lineup(3, 8)]
  expect(asked).toEqual([
    { kind: 'why', side: 'twin', target: { side: 'real', tile: 4 } },
    { kind: 'lineup', seed: 3, count: 8 },
  ])
  expect(answers).toEqual(['answer to why', 'answer to lineup'])
})

test('a question that is refused is refused to whoever asked', async () => {
  const refusal = new GanvasError('bad-setting', 'It cannot be.', 'Choose another.')
  const lab = latentLabClient(() => Promise.reject(refusal))
  await expect(lab.endProjection()).rejects.toBe(refusal)
  await expect(picturesClient(() => Promise.reject(refusal)).lineup(1, 2)).rejects.toBe(refusal)
})
