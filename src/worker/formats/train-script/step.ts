/**
 * The training step in Python: D k times, then G, as src/worker/gan/step has it; of what is switched off not a word. What a
 * setting merely weighs is read from S, so that it can change while the run goes on.
 */
import { lossEntry } from '../../../common/catalog/losses.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { ScriptFacts } from './facts.ts'
import { couples } from './layers.ts'
import { argumentsOf } from './networks.ts'
import { OPTIMIZER_TEXTS, WARM_OPTIMIZER } from './optimizers.ts'
import { gammaText, penaltyText } from './penalties.ts'
import ahead from './python/rules/ahead.py?raw'
import diffAugment from './python/rules/diffaugment.py?raw'
import featureMatching from './python/rules/feature-matching.py?raw'
import history from './python/rules/history.py?raw'
import lecam from './python/rules/lecam.py?raw'
import lookahead from './python/rules/lookahead.py?raw'
import topK from './python/rules/top-k.py?raw'
import { indented, lines, parts } from './python.ts'

/** What of a run decides how its step is written. */
export interface Step {
  readonly config: RunConfig
  readonly classes: boolean
  /** Items that share a logit. */
  readonly pack: number
  /** Whether D's items depend on each other: reals and fakes are judged apart. */
  readonly couples: boolean
  /** Whether a network takes note of what it sees. */
  readonly remembers: { readonly generator: boolean; readonly discriminator: boolean }
}

export function stepOf({ classes, networks }: ScriptFacts, config: RunConfig): Step {
  const told = classes > 0
  const remembers = (role: 'generator' | 'discriminator') =>
    argumentsOf({ layers: networks[role], classes: told }).includes('remember')
  return {
    config,
    classes: told,
    pack: packOf(config),
    couples: couples(networks.discriminator),
    remembers: { generator: remembers('generator'), discriminator: remembers('discriminator') },
  }
}

export function packOf({ diversity, pack }: RunConfig): number {
  return diversity === 'packing' ? pack : 1
}

/** All functions of a step, `train_step` the last. */
export function stepText(step: Step): string {
  const { config } = step
  const penalty = penaltyText(config, step)
  const gamma = penalty.term === null ? null : gammaText(config)
  const seesReals = asksAboutReals(config)
  return parts(
    config.augment === 'diffaugment' ? diffAugment : null,
    seeText(config),
    step.couples || config.unroll > 0 ? bothText(step) : null,
    penalty.functions,
    gamma?.functions ?? null,
    config.lecam > 0 ? lecam : null,
    config.history > 0 ? history : null,
    config.topK < 1 && !lossEntry(config.loss).comparesReals ? topK : null,
    config.featureMatching > 0 ? featureMatchingText(step) : null,
    config.unroll > 0 ? unrollText(step) : null,
    config.lookahead > 0 ? lookahead : null,
    OPTIMIZER_TEXTS[config.optimizer].source,
    config.warmStart > 0 && config.optimizer !== 'adam' ? WARM_OPTIMIZER : null,
    averageText(config),
    config.warmStart > 0 ? warmText(step) : null,
    discriminatorText(step, penalty.term === null ? null : `${gamma?.now ?? ''} * ${penalty.term}`),
    generatorText(step, seesReals),
    wholeText(config),
  )
}

/** Whether G's update asks D about reals, or asks a discriminator that would. */
function asksAboutReals({ loss, unroll, featureMatching: weight }: RunConfig): boolean {
  return lossEntry(loss).comparesReals || unroll > 0 || weight > 0
}

function isSeenAsItIs({ augment, instanceNoise }: RunConfig): boolean {
  return augment === 'none' && instanceNoise === 0
}

/** What D sees of an item; null: the item. */
function seeText(config: RunConfig): string | null {
  if (isSeenAsItIs(config)) return null
  const { augment, instanceNoise, noiseSteps } = config
  const fading = noiseSteps === 0 ? '' : ' * max(0, 1 - run.clock["generator:updates"] / S.noiseSteps)'
  return lines(
    'def see(items, draw):',
    '    """What D sees of items: reals and fakes alike, in both updates."""',
    augment === 'none' ? null : '    items = augment(items, draw)',
    instanceNoise === 0
      ? '    return items'
      : `    return items + draw.normal(*items.shape[1:]) * (S.instanceNoise${fading})`,
  )
}

const seen = (config: RunConfig, items: string): string =>
  isSeenAsItIs(config) ? items : `see(${items}, draw)`

/** D called on items; as many labels as items. */
function judged(
  { classes, remembers }: Step,
  items: string,
  labels: string,
  remember: string | null,
): string {
  const told = [
    items,
    ...(classes ? [labels] : []),
    ...(remember !== null && remembers.discriminator ? [`remember=${remember}`] : []),
  ]
  return `D(${told.join(', ')}).flatten()`
}

/** Logits of reals and of fakes, by D as it is or with other parameters: in one pass where its items are independent. */
function bothText(step: Step): string {
  const { config, classes, couples: apart, remembers } = step
  const labels = classes ? ', labels' : ''
  const other = config.unroll > 0
  const remember = remembers.discriminator && apart ? ', remember=False' : ''
  const call = (items: string, told: string, kept: string): string => {
    const how = kept === '' || !remembers.discriminator ? '' : `, remember=${kept}`
    return other ? `judge(${items}${told}${how})` : `D(${items}${told}${how}).flatten()`
  }
  return lines(
    `def both(real, fake${other ? ', parameters=None' : ''}${labels === '' ? '' : ', labels=None'}${remember}):`,
    `    """Logits of reals and of fakes${apart ? ', apart: D’s items depend on each other' : ''}."""`,
    other
      ? lines(
          '    def judge(*items, **how):',
          '        made = D(*items, **how) if parameters is None else functional(D, parameters, *items, **how)',
          '        return made.flatten()',
          '',
        )
      : null,
    apart
      ? `    return ${call('real', labels, remember === '' ? '' : 'remember and "reals"')}, ${call('fake', labels, remember === '' ? '' : 'remember and "fakes"')}`
      : `    return ${call('torch.cat([real, fake])', classes ? ', torch.cat([labels, labels])' : '', '')}.split(len(real))`,
  )
}

function featureMatchingText({ classes, couples: apart }: Step): string {
  const labels = classes ? ', labels' : ''
  return featureMatching
    .replace('def feature_matching(real, fake)', `def feature_matching(real, fake${labels})`)
    .replace('FAKES', `D.features(fake${labels})`)
    .replace('REALS', `D.features(real${labels})`)
    .replace('APART', String(apart))
}

function unrollText({ config, classes }: Step): string {
  const told = classes
    ? ahead
        .replace('discriminator_ahead(real, fake)', 'discriminator_ahead(real, fake, labels)')
        .replace('dict(zip(names, weights)))', 'dict(zip(names, weights)), labels)')
    : ahead
  return parts(OPTIMIZER_TEXTS[config.optimizer].ahead, told)
}

function averageText({ history: weight }: RunConfig): string {
  return lines(
    'def follow_generator(done):',
    '    """The running mean that the generator is looked at by."""',
    '    for key, tensor in named(G, "generator"):',
    '        follow(run.tensors[f"{key}:average"], tensor, min(S.ema, (1 + done) / (10 + done)))',
    weight > 0 ? '    # Of the weights alone there is another, over all steps: remember_weights.' : null,
  )
}

/** G called on a latent. */
function generated({ config, classes, remembers }: Step, purpose: 'generator' | 'discriminator'): string {
  const uniform = config.prior === 'uniform' ? ', uniform=True' : ''
  return called({ classes, remembers }, `draw.noise(${config.latent}, "noise-${purpose}"${uniform})`)
}

function called({ classes, remembers }: Pick<Step, 'classes' | 'remembers'>, noise: string): string {
  const told = [noise, ...(classes ? ['labels'] : []), ...(remembers.generator ? ['remember=True'] : [])]
  return `G(${told.join(', ')})`
}

function discriminatorText(step: Step, penalty: string | null): string {
  const { config, classes, couples: apart, remembers } = step
  const labels = classes ? ', labels' : ''
  const terms = [
    penalty,
    config.lecam > 0 ? 'lecam(on_real, on_fake)' : null,
    config.history > 0 ? 'history("discriminator", D)' : null,
  ].filter((term) => term !== null)
  const remember = remembers.discriminator ? ', remember=True' : ''
  const both = apart
    ? `both(real, fake${labels === '' ? '' : ', labels=labels'}${remember})`
    : `${judged(step, 'torch.cat([real, fake])', 'torch.cat([labels, labels])', '"both"')}.split(len(real))`
  return lines(
    'def train_discriminator(step, update):',
    '    """One update of D on fresh reals and fakes."""',
    '    draw = Draws(S, step, update)',
    classes ? '    batch = draw.data(data)' : '    real = draw.data(data).real',
    classes ? '    real, labels = batch.real, batch.labels' : null,
    '    with torch.no_grad():',
    `        fake = ${generated(step, 'discriminator')}`,
    isSeenAsItIs(config) ? null : '        real, fake = see(real, draw), see(fake, draw)',
    `    on_real, on_fake = ${both}`,
    '    loss = discriminator_loss(on_real, on_fake)',
    terms.length === 0 ? null : `    penalty = ${terms.join(' + ')}`,
    `    grads, norm = gradients(loss${terms.length === 0 ? '' : ' + penalty'}, D)`,
    `    ${OPTIMIZER_TEXTS[config.optimizer].update('discriminator', 'D', 'S.dLr')}`,
    config.penalty === 'clip' ? CLIP : null,
    config.history > 0 ? '    remember_weights("discriminator", D)' : null,
    config.lecam > 0 ? '    remember_logits(on_real, on_fake)' : null,
    '    scores = {"realScore": mean(torch.sigmoid(on_real.detach())), "fakeScore": mean(torch.sigmoid(on_fake.detach()))}',
    `    return {"lossD": loss, "gradNormD": norm, ${terms.length === 0 ? '' : '"penalty": penalty, '}**scores}`,
  )
}

const CLIP = indented(
  lines(
    'with torch.no_grad():',
    '    for weight in D.parameters():',
    '        weight.clamp_(-S.gamma, S.gamma)',
  ),
)

function generatorText(step: Step, seesReals: boolean): string {
  const { config, classes, couples: apart } = step
  const labels = classes ? ', labels' : ''
  const told = labels === '' ? '' : ', labels=labels'
  const { comparesReals } = lossEntry(config.loss)
  const counted = config.topK < 1 && !comparesReals ? 'best(on_fake)' : 'on_fake'
  const objective = [
    `generator_loss(${counted}${comparesReals ? ', on_real' : ''})`,
    config.featureMatching > 0 ? `feature_matching(real, fake${labels})` : null,
    config.history > 0 ? 'history("generator", G)' : null,
  ].filter((term) => term !== null)
  const needsBoth = comparesReals || config.unroll > 0
  const by = config.unroll > 0 ? `, discriminator_ahead(real, fake${labels})` : ''
  const logits = needsBoth
    ? apart || config.unroll > 0
      ? `on_real, on_fake = both(real, fake${by}${told})`
      : `on_real, on_fake = ${judged(step, 'torch.cat([real, fake])', 'torch.cat([labels, labels])', null)}.split(len(real))`
    : `on_fake = ${judged(step, 'fake', 'labels', null)}`
  return lines(
    'def train_generator(step):',
    '    """One update of G against D as it now is."""',
    '    draw = Draws(S, step, S.dSteps)',
    classes || seesReals ? '    batch = draw.data(data)' : null,
    classes ? '    labels = batch.labels' : null,
    `    fake = ${seen(config, generated(step, 'generator'))}`,
    seesReals ? `    real = ${seen(config, 'batch.real')}` : null,
    `    ${logits}`,
    `    loss = ${objective.join(' + ')}`,
    '    grads, norm = gradients(loss, G)',
    `    ${OPTIMIZER_TEXTS[config.optimizer].update('generator', 'G', 'S.gLr')}`,
    '    follow_generator(run.clock["generator:updates"])',
    config.history > 0 ? '    remember_weights("generator", G)' : null,
    '    return {"lossG": loss, "gradNormG": norm}',
  )
}

function warmText(step: Step): string {
  const { config, classes } = step
  return lines(
    'def warm_step(step):',
    '    """Before the game: G alone learns to make each item from a code of its own, blurred by noise (docs of Ganvas)."""',
    '    draw = Draws(S, step, 0)',
    '    batch = draw.data(data)',
    classes ? '    labels = batch.labels' : null,
    `    codes = batch.codes + draw.normal(${config.latent}) * S.warmNoise`,
    `    loss = mean((${called(step, 'codes')} - batch.real).abs())`,
    '    grads, norm = gradients(loss, G)',
    '    adam("generator", G, grads, S.warmRate, 0.9, 0.999, ":warm")',
    '    follow_generator(run.clock["generator:warm:updates"])',
    '    guess = torch.full((), 0.5, device=loss.device)',
    '    return {"lossG": loss, "gradNormG": norm, "realScore": guess, "fakeScore": guess}',
  )
}

function wholeText(config: RunConfig): string {
  return lines(
    'def train_step(step):',
    '    """D S.dSteps times, then G once (Goodfellow et al. 2014, algorithm 1). Gives the figures of the last updates."""',
    config.warmStart > 0 ? '    if step < S.warmStart:\n        return warm_step(step)' : null,
    '    for update in range(S.dSteps):',
    '        figures = train_discriminator(step, update)',
    '    figures.update(train_generator(step))',
    config.lookahead > 0 ? '    look_ahead()' : null,
    '    return figures',
  )
}
