/** The non-saturating GAN's two losses from raw logits, written out from Goodfellow et al. 2014: logarithms of chances. */

const chance = (logit: number) => 1 / (1 + Math.exp(-logit))
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Mean chance that the discriminator gives. */
export const meanScore = (logits: readonly number[]) => mean(logits.map(chance))

/** −E ln D(x) − E ln(1 − D(G(z))), and −E ln D(G(z)); in nats. */
export function crossEntropies(real: readonly number[], fake: readonly number[]) {
  return {
    discriminator:
      -mean(real.map((logit) => Math.log(chance(logit)))) -
      mean(fake.map((logit) => Math.log(1 - chance(logit)))),
    generator: -mean(fake.map((logit) => Math.log(chance(logit)))),
  }
}
