/** Each penalty in Python, as src/worker/gan/penalties has it. A missing one does not compile. */
import type { PenaltyId } from '../../../common/catalog/penalties.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { parts } from './python.ts'

export interface PenaltyText {
  /** Functions that the term calls. */
  readonly functions: string | null
  /** The term at γ = 1, of `real`, `fake` and `draw`; null: none. */
  readonly term: string | null
}

interface Telling {
  readonly classes: boolean
  /** Items that share a logit; 1: each has its own. */
  readonly pack: number
}

const flat = (of: string, labels: string): string => `flatness(${of}${labels}) / 2`

const TERMS: { readonly [Id in PenaltyId]: ((labels: string) => string) | null } = {
  none: null,
  clip: null,
  gradient: (labels) => `steepness(between(real, fake, draw)${labels})`,
  dragan: (labels) => `steepness(around(real, draw)${labels})`,
  r1: (labels) => flat('real', labels),
  r2: (labels) => flat('fake', labels),
  r1r2: (labels) => `(flatness(real${labels}) + flatness(fake${labels})) / 2`,
}

const BETWEEN = `def between(real, fake, draw):
    """x̂, at random on the segment between each real and a fake (Gulrajani et al. 2017)."""
    return fake + draw.uniform(*[1] * (real.dim() - 1)) * (real - fake)`

const AROUND = `def around(real, draw):
    """Near the data (Kodali et al. 2017): x + α·½·std·U, α for each item, std over all values of the batch."""
    deviation = mean((real - mean(real)).square()).sqrt()
    reach = deviation / 2 * draw.uniform(*[1] * (real.dim() - 1))
    return real + draw.uniform(*real.shape[1:]) * reach`

export function penaltyText({ penalty }: RunConfig, { classes, pack }: Telling): PenaltyText {
  const term = TERMS[penalty]
  if (term === null) return { functions: null, term: null }
  const labels = classes ? ', labels' : ''
  const pulledToOne = penalty === 'gradient' || penalty === 'dragan'
  const slopes = pack > 1 ? `torch.cat(packed(slope(items${labels}), ${pack}), 1)` : `slope(items${labels})`
  const logits = pack > 1 ? `(S.batch // ${pack})` : 'S.batch'
  return {
    functions: parts(
      `def slope(items${labels}):
    """Of D by its items, [rows, numbers of an item]; to be differentiated again."""
    items = items.detach().requires_grad_()
    return torch.autograd.grad(D(items${labels}).sum(), items, create_graph=True)[0].flatten(1)`,
      pulledToOne
        ? `def steepness(items${labels}):
    """E(‖∇D‖ - 1)²."""
    norms = (${slopes}.square().sum(1) + 1e-12).sqrt()
    return mean((norms - 1).square())`
        : `def flatness(items${labels}):
    """E‖∇D‖²."""
    return total(slope(items${labels}).square().sum()) / ${logits}`,
      penalty === 'gradient' ? BETWEEN : penalty === 'dragan' ? AROUND : null,
    ),
    term: term(labels),
  }
}

/** Today's γ: it stays, or goes in a straight line to another value. */
export function gammaText({ gammaSteps }: RunConfig): {
  readonly now: string
  readonly functions: string | null
} {
  if (gammaSteps === 0) return { now: 'S.gamma', functions: null }
  return {
    now: 'gamma()',
    functions: `def gamma():
    """γ, on its way to another value."""
    left = max(0, 1 - run.clock["generator:updates"] / S.gammaSteps)
    return S.gammaEnd + left * (S.gamma - S.gammaEnd)`,
  }
}
