/** A walk's stages, in the order in which a step is made. Pure. */
import type { Walk } from '../../../state/story/story-types.ts'
import { discriminatorStages } from './discriminator-stages.ts'
import { generatorStages } from './generator-stages.ts'
import type { Stage } from './stage-types.ts'

/** All of the discriminator's updates are shown while they are this few; else the first and the last. */
const ALL_SHOWN = 3

export function stagesOf({ made, config, classes }: Walk): Stage[] {
  const { part, discriminator, generator } = made
  const count = discriminator.length
  const shown = discriminator
    .map((trace, i) => ({ trace, i }))
    .filter(({ i }) => count <= ALL_SHOWN || i === 0 || i === count - 1)
  return [
    ...shown.flatMap(({ trace, i }) =>
      discriminatorStages(
        trace,
        config,
        { classes, key: `d${i + 1}`, name: turnName(part === 'forwards', i, count) },
        part !== 'forwards',
      ),
    ),
    ...(generator === null ? [] : generatorStages(generator, config, classes)),
  ]
}

function turnName(forwards: boolean, at: number, count: number): string {
  if (forwards) return 'Forwards only'
  if (count === 1) return 'Detective’s turn'
  const left = count > ALL_SHOWN && at === 0 ? `; ${count - 2} more like it follow` : ''
  return `Detective’s turn, update ${at + 1} of ${count}${left}`
}

/** What making it did to the run, for the line under the controls. */
export function countWords({ made }: Walk): string {
  const { part, step, alone } = made
  switch (part) {
    case 'both':
      return `Step ${(step + 1).toLocaleString('en-GB')}, a step like any other`
    case 'forwards':
      return `After step ${step.toLocaleString('en-GB')}; nothing was trained`
    case 'discriminator':
    case 'generator': {
      const who = part === 'generator' ? 'Forger' : 'Detective'
      const times = alone === 1 ? '' : `, ${alone} times`
      return `${who} alone after step ${step.toLocaleString('en-GB')}${times}; counts as no step, marked on the charts`
    }
  }
}
