/** Pictures restored beside training: by networks that stand still, told how far they are, and stopped; and pictures to begin with. */
import { decode } from 'fast-png'
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { uniforms, streamFor } from '../../../../src/common/numbers/random.ts'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import { restorePrepared } from '../../../../src/worker/probe/whole/restore-prepared.ts'
import { wholeOf } from '../../../../src/worker/probe/whole/whole-of.ts'
import { startPicture } from '../../../../src/worker/session/answers/restore-answers.ts'
import { PictureRestoring } from '../../../../src/worker/session/beside/picture-restoring.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { restoringRun, softPictures } from '../../../helpers/engine/restoring-run.ts'
import { told } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const PICTURE = {
  width: 70,
  height: 40,
  channels: 1 as const,
  bytes: Uint8Array.from(uniforms(streamFor(3, 'data'), 2800, 0, 256), Math.floor),
}

const SET = softPictures(60, 8, 1)

function standing() {
  const run = restoringRun(SET, { source: 'blur' }, 3)
  const shown = { game: run.game, config: run.config, step: 3, dataset: SET }
  const page = told()
  let clock = 0
  const restoring = new PictureRestoring(page.emit, undefined, () => (clock += 1000))
  return { run, shown, page, restoring }
}

describe('a picture that is restored in turns', () => {
  test('is that of the networks as they stood, however the run is trained meanwhile', async () => {
    const { run, shown, page, restoring } = standing()
    const prepared = wholeOf(PICTURE, 'blur', 1)
    const work = restorePrepared(shown, prepared)
    let turn = await work.next()
    while (turn.done !== true) turn = await work.next()
    const truth = turn.value
    const { over } = await restoring.begin(shown, prepared)
    let turns = 0
    for (; restoring.going; turns++) {
      await restoring.slice(1)
      run.advance()
    }
    expect(turns).toBeGreaterThan(4)
    const { file, given, ...about } = await over
    expect(about).toEqual({ width: 70, height: 40, shrunkFrom: null })
    expect([...decode(new Uint8Array(await file.arrayBuffer())).data]).toEqual([...truth.bytes])
    expect([...decode(new Uint8Array(await given.arrayBuffer())).data]).toEqual([...PICTURE.bytes])
    const shares = page.of('restore-progress').map(({ share }) => share)
    expect(shares[0]).toBe(0)
    expect(shares.length).toBeGreaterThan(4)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    run.dispose()
  })

  test('that is stopped refuses whoever waits, and leaves nothing behind', async () => {
    const { run, shown, restoring } = standing()
    const before = memory().numTensors
    const asked = await Promise.all([0, 1].map(() => restoring.begin(shown, wholeOf(PICTURE, 'blur', 1))))
    const refused = asked.map(({ over }) => expect(over).rejects.toMatchObject({ code: 'cancelled' }))
    await restoring.slice(1)
    await restoring.stop()
    await Promise.all(refused)
    expect(restoring.going).toBe(false)
    expect(memory().numTensors).toBe(before)
    run.dispose()
  })
})

describe('a picture to begin with', () => {
  test('is one that training never sees, each in its turn and then again', () => {
    const { run, shown } = standing()
    const { heldOut } = splitOfItems({ ...SET, list: SET.list, summary: SET.summary })
    const starts = Array.from({ length: heldOut.length + 1 }, (_, index) => startPicture(shown, index))
    expect(starts.every((start) => start.heldOut && start.shape.join() === '8,8,1')).toBe(true)
    starts.slice(0, -1).forEach(({ data }, i) => expect(data).toEqual(SET.list.at([heldOut[i] ?? -1])))
    expect(starts.at(-1)?.data).toEqual(starts[0]?.data)
    run.dispose()
  })

  test('is one that is trained on where the set holds none back, and says so', () => {
    const few = softPictures(12, 8, 1)
    const run = restoringRun(few, { source: 'blur' })
    const shown = { game: run.game, config: run.config, step: 0, dataset: few }
    expect(startPicture(shown, 0).heldOut).toBe(false)
    expect(() => startPicture({ ...shown, config: { ...run.config, task: 'imagine' } }, 0)).toThrow(
      'This run makes new items, and none of a picture.',
    )
    run.dispose()
  })
})
