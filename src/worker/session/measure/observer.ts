/**
 * Watches a run: measures it now and then for a small share of the time and keeps the verdict. The verdict sees what any
 * dataset can show; only the mixture's own figures know the true modes. Changes nothing.
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { taskOf } from '../../../common/config/task.ts'
import { generateItems } from '../../probe/samples.ts'
import type { Fidelity } from '../../evaluation/fidelity/probe.ts'
import { afterStep, LIVE_SAMPLES, measureLive, stepFigures } from '../../evaluation/metrics/live-measure.ts'
import { finish } from '../../evaluation/metrics/slices.ts'
import { isWarm } from '../../gan/warm/stage.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { createDiagnosis } from '../../evaluation/diagnosis/diagnose.ts'
import { rulesOf } from '../../evaluation/diagnosis/rules.ts'
import { cooling } from '../../evaluation/diagnosis/rules/diverged.ts'
import type { SampleFigures } from '../../evaluation/diagnosis/observation.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { fork, streamFor } from '../../../common/numbers/random.ts'
import type { Metrics, Verdict } from '../../../common/protocol/report.ts'
import type { Pace } from '../schedule/speed.ts'
import { Throttle } from '../schedule/throttle.ts'
import { freshLabels } from '../../kinds/classes.ts'
import type { KnownFigures } from '../../kinds/kind.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Judges } from './judges.ts'
import { featuresOf, ReferenceBuilder } from './reference-builder.ts'
import type { Run } from '../train/run.ts'
import { SlowFigures } from './slow-figures.ts'

const MOST_OFTEN_MS = 250
/** Until the pace of the run is known. */
const SHARE = 0.028
const UNDECIDED: Verdict = { kind: 'warming-up', since: 0, evidence: [] }

export class Observer {
  verdict: Verdict = UNDECIDED
  metrics: Metrics = { samples: 0 }
  /** True while something must not be kept waiting: no looks then, only the rows are taken in. */
  isQuiet = (): boolean => false
  private readonly throttle = new Throttle(MOST_OFTEN_MS, SHARE)
  private diagnosis = createDiagnosis()
  private builder: ReferenceBuilder | null = null
  private slow: SlowFigures | null = null
  /** Rows of the steps since the last look. */
  private unseen: Float32Array[] = []
  /** When the fakes of the look under way were asked for. */
  private drawnAt = 0

  constructor(private readonly judges: Judges) {}

  setPace({ lookShare }: Pick<Pace, 'lookShare'>): void {
    this.throttle.retune(MOST_OFTEN_MS, lookShare)
  }

  /** A new run, or another dataset under the living one. */
  reset(run: Run): void {
    this.builder = new ReferenceBuilder(run.dataset, run.config.seed, () => this.judges.perceptualNet())
    this.diagnosis = createDiagnosis(rulesOf(taskOf(run.config)))
    this.verdict = this.undecided()
    this.metrics = { samples: 0 }
    this.goOn(run)
  }

  /** The same generator on the same data beside another discriminator: what is known of its samples still holds. */
  goOn(run: Run): void {
    this.slow = new SlowFigures(run, {
      draw: (of) => freshFakes(of, LIVE_SAMPLES),
      classifier: this.judges.classifierOf(run.dataset),
      probe: () => this.builder?.probe ?? null,
    })
    this.unseen = []
    this.throttle.hurry()
  }

  /** Goes on where another observer stands: the run it watched is now this one's. */
  takeOver(other: Observer): void {
    this.builder = other.builder
    this.slow = other.slow
    this.diagnosis = other.diagnosis
    this.unseen = other.unseen
    this.verdict = other.verdict
    this.metrics = other.metrics
    // Never two hands on one judgement.
    other.diagnosis = createDiagnosis()
  }

  /** Asks for the fakes of a look where it is time for one, else null. They may come together with the figures. */
  draw(run: Run): Promise<Float32Array> | null {
    if (this.isQuiet()) return null
    const reference = this.builder?.proceed() ?? null
    if (this.verdict.kind === 'warming-up') this.verdict = this.undecided(this.verdict)
    const known = knownOf(run)
    const start = performance.now()
    if (!this.throttle.due(start) || (reference === null && known === null)) return null
    this.drawnAt = start
    return freshFakes(run, countOf(known))
  }

  /**
   * Takes the rows since the last time into account; fresh figures if it was time for a look, else null.
   * @param fakes as `draw` gave them for this very step
   */
  async observe(run: Run, rows: Float32Array, fakes: Float32Array | null): Promise<Metrics | null> {
    const { warmStart } = run.config
    const ofGame = warmStart === 0 ? rows : afterStep(rows, warmStart)
    if (ofGame.length > 0) this.unseen.push(ofGame.slice())
    else if (isWarm(run.config, run.step)) this.verdict = inWarmStart(run.config)
    if (this.isQuiet()) return null
    await this.slow?.proceed()
    if (fakes === null) return this.newlyRestored()
    this.metrics = this.look(run, knownOf(run), fakes)
    this.throttle.spent(this.drawnAt, performance.now())
    return this.metrics
  }

  /** Figures of restoring are told as soon as they are there: a look at many large fakes may be long in coming. */
  private newlyRestored(): Metrics | null {
    const figures = this.slow?.figures
    if (figures?.psnr === undefined || Object.is(figures.psnr, this.metrics.psnr)) return null
    this.metrics = { ...this.metrics, ...figures }
    return this.metrics
  }

  /** A figure was no number: the run goes back. */
  diverged(step: number, loss: RunConfig['loss']): void {
    const evidence = [`A figure was no longer a number at step ${step}.`]
    this.verdict = { kind: 'diverged', since: step, evidence, remedies: cooling(loss) }
  }

  /** Says at once what can never be judged, and why. */
  private undecided(otherwise: Verdict = UNDECIDED): Verdict {
    const shortfall = this.builder?.shortfall ?? null
    return shortfall === null ? otherwise : { kind: 'unjudged', since: 0, evidence: [shortfall] }
  }

  private look(run: Run, about: KnownFigures | null, fakes: Float32Array): Metrics {
    const known = about === null ? { samples: countOf(about) } : about.measure(fakes)
    const reference = this.builder?.reference ?? null
    if (reference === null) return known
    const shape = run.game.itemShape.reduce((product, side) => product * side, 1)
    const figures = measureLive(
      reference,
      finish(featuresOf(run.dataset, fakes.subarray(0, LIVE_SAMPLES * shape))),
    )
    this.classifier(run, figures, kindOf(run.dataset).figures.lost?.of(run.dataset, fakes))
    return { ...known, diversity: figures.diversity, coverage: figures.coverage, ...this.slow?.figures }
  }

  private classifier(run: Run, figures: SampleFigures, lost?: readonly string[]): void {
    const steps = stepFigures(joinedFloats(this.unseen))
    if (steps === null) return
    this.unseen = []
    const { nearestTrainingRatio: ratio, heldOutGap: gap } = this.slow?.figures ?? {}
    this.verdict = this.diagnosis.observe({
      ...steps,
      ...figures,
      loss: run.config.loss,
      begun: run.config.warmStart,
      ...(lost === undefined ? {} : { lost }),
      ...(ratio === undefined ? {} : { nearestTrainingRatio: ratio }),
      ...(gap === undefined ? {} : { heldOutGap: gap }),
      ...this.fidelity(),
    })
  }

  /** Nothing where looks are no question; null while the probe is taught or has not been asked. */
  private fidelity(): { fidelity?: Fidelity | null } {
    const known = this.slow?.fidelity ?? null
    const asked = this.builder !== null && (this.builder.probeAwaited || this.builder.probe !== null)
    return known !== null || asked ? { fidelity: known } : {}
  }
}

/** The forger alone is at work: there is no game to judge. */
function inWarmStart({ warmStart }: RunConfig): Verdict {
  const evidence = [
    `Warm start: the forger learns to redraw the data; the game begins at step ${warmStart.toLocaleString('en-GB')}.`,
  ]
  return { kind: 'warming-up', since: 0, evidence }
}

/** Fakes of a look. */
function countOf(known: KnownFigures | null): number {
  return known?.samples ?? LIVE_SAMPLES
}

/** Figures against what is known of the run's data, if anything is. */
function knownOf({ dataset }: Run): KnownFigures | null {
  return kindOf(dataset).figures.known(dataset)
}

/** Fakes from noise that is a pure function of seed and step, of the classes that freshLabels names: [count, …item]. */
export function freshFakes(run: Run, count: number): Promise<Float32Array> {
  const noise = latentNoise(run.config, fork(streamFor(run.config.seed, 'evaluate'), run.step), count)
  return generateItems(run.game, run.config, noise, count, freshLabels(run, count))
}
