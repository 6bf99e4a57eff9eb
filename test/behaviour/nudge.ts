/** A run whose weights are rounded a little differently at every step: what another machine might make of it. */
import { dice } from '../helpers/engine/dice.ts'
import { isWeight, record, settingTraining, STEPS, type Recorded, type Setting } from './record.ts'

/** About one unit in the last place of a single-precision number. */
const ULP = 2 ** -23

export async function nudged(setting: Setting, seed: number): Promise<Recorded> {
  const { sometimes } = dice(seed)
  // Readably: a recording is made of two steps, and these are nudged one by one.
  const training = settingTraining(setting, null)
  const lossD: number[] = []
  const lossG: number[] = []
  let last: Recorded | null = null
  for (let step = 0; step < STEPS; step++) {
    const state = await training.state()
    await training.restore(
      state.map((one) =>
        isWeight(one)
          ? { ...one, data: one.data.map((value) => value * (1 + (sometimes(0.5) ? ULP : -ULP))) }
          : one,
      ),
    )
    last = await record(training, 1)
    lossD.push(...last.lossD)
    lossG.push(...last.lossG)
  }
  training.dispose()
  if (last === null) throw new Error('No step was made.')
  return { ...last, lossD, lossG }
}
