/**
 * Earlier fakes that the discriminator is shown again (Shrivastava et al. 2017; Zhu et al. 2017, CycleGAN, section 4): once a pool is
 * full, a fresh fake is shown as it is with chance ½, else it takes the place of an older one, which is shown instead. All of it on the
 * device, with no number read back, so that a recorded step can be replayed. Must not know what the fakes are.
 */
import {
  add,
  concat,
  equal,
  floor,
  greater,
  matMul,
  mul,
  range,
  split,
  sub,
  tidy,
  zeros,
} from '@tensorflow/tfjs'
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { Chance } from '../networks/layer.ts'
import { constant } from '../ops/autodiff.ts'
import { asNumbers } from '../ops/flags.ts'
import { follow } from '../optimizers/average.ts'
import { variableOf } from '../tensors/variables.ts'

/** One of the two classes that fakes are of. */
interface Half {
  /** [size, numbers of an item] */
  readonly items: Variable
  /** [size, 1] 1 where a fake is held. */
  readonly held: Variable
}

export interface FakePool {
  /**
   * What D is shown in place of fresh fakes, and takes some of them in.
   * @param fake [2n, …item], n of each class @param chance U(−1, 1) of this update
   */
  shown(fake: Tensor, chance: Chance): Tensor
  /** All it holds, by name. */
  readonly state: ReadonlyMap<string, Variable>
}

/** @param size fakes of each class @param numbers of an item */
export function createFakePool(name: string, size: number, numbers: number): FakePool {
  const half = (which: string): [Half, [string, Variable][]] => {
    const items = variableOf(zeros([size, numbers]))
    const held = variableOf(zeros([size, 1]))
    return [
      { items, held },
      [
        [`${name}:pool/${which}`, items],
        [`${name}:pool/${which}/held`, held],
      ],
    ]
  }
  const [[first, ofFirst], [second, ofSecond]] = [half('there'), half('back')]
  return {
    state: new Map([...ofFirst, ...ofSecond]),
    shown: (fake, chance) =>
      tidy(() => {
        const drawn = split(chance([2, fake.shape.at(0) ?? 0, 1]), 2)
        const halves = split(fake.reshape([fake.shape.at(0) ?? 0, numbers]), 2)
        const [places, coins] = drawn.map((of) => split(of.reshape([fake.shape.at(0) ?? 0, 1]), 2))
        const shown = [first, second].map((pool, i) => {
          const [fresh, place, coin] = [halves[i], places?.[i], coins?.[i]]
          if (fresh === undefined || place === undefined || coin === undefined)
            throw new Error('Fakes are of two classes.')
          return exchanged(pool, fresh as Tensor2D, place as Tensor2D, coin as Tensor2D)
        })
        return concat(shown).reshape([...fake.shape])
      }),
  }
}

/** @param fresh [n, numbers] @param place,coin [n, 1] U(−1, 1) */
function exchanged({ items, held }: Half, fresh: Tensor2D, place: Tensor2D, coin: Tensor2D): Tensor2D {
  const [size = 0] = items.shape
  return constant(() => {
    const at = placesOf(place, size)
    const heldThere = matMul<Tensor2D>(at, held)
    // An empty place is filled, whatever the coin says.
    const swaps = asNumbers<Tensor2D>(greater(coin, 0))
    const older = mul<Tensor2D>(swaps, heldThere)
    const goesIn = add<Tensor2D>(swaps, mul(sub(1, swaps), sub(1, heldThere)))
    const shown = add<Tensor2D>(fresh, mul(older, sub(matMul<Tensor2D>(at, items), fresh)))
    const into = mul<Tensor2D>(at, goesIn)
    const filled = matMul<Tensor2D>(into, fresh, true)
    const taken = matMul<Tensor2D>(into, goesIn, true)
    follow([items, held], [add(mul(items, sub(1, taken)), filled), add(mul(held, sub(1, taken)), taken)], 0)
    return shown
  })
}

/** [n, size] one-hot: item i may stand at i, i + n, i + 2n …, so that no two take the same place; none where there is no room. */
function placesOf(place: Tensor2D, size: number): Tensor2D {
  const [n] = place.shape
  const rounds = Math.max(1, Math.floor(size / n))
  // U(−1, 1) may round to 1: the last round takes it.
  const round = floor(mul(add(place, 1), (rounds / 2) * (1 - 1e-6)))
  const own = add(mul(round, n), range(0, n).reshape([n, 1]))
  return asNumbers<Tensor2D>(equal(own, range(0, size).reshape([1, size])))
}
