/**
 * Which steps cost alike, as a text to compare: the shape of the items, the networks, and what decides how often they are passed.
 * Rates, seeds and weights of terms leave a step as dear as it was. Pure.
 */
import { SETTINGS, type SettingKey } from '../../../common/catalog/settings/all.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ItemShape } from '../../../common/items/item-shape.ts'

/** Live settings that make a step longer or shorter; of numbers only whether they are above zero. */
const LIVE = ['loss', 'penalty', 'dSteps', 'unroll', 'augment', 'batch'] as const satisfies SettingKey[]
const SWITCHES = ['instanceNoise', 'lecam', 'featureMatching', 'ema'] as const satisfies SettingKey[]
/** Demand other networks, but none whose step costs otherwise: the items tell their shape themselves. */
const OF_DATA_AND_CHANCE: readonly SettingKey[] = [
  ...(['dataset', 'size', 'channels', 'fit', 'seed', 'initScale'] as const),
  'warmStart',
]

const OF_NETWORKS = (Object.keys(SETTINGS) as SettingKey[]).filter(
  (key) => ['rebuild', 'discriminator'].includes(SETTINGS[key].effect) && !OF_DATA_AND_CHANCE.includes(key),
)

export function costKey(config: RunConfig, shape: ItemShape, classes: number): string {
  return JSON.stringify([
    shape,
    classes,
    ...[...OF_NETWORKS, ...LIVE].map((key) => config[key]),
    ...SWITCHES.map((key) => config[key] > 0),
  ])
}
