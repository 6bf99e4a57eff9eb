/**
 * Brings the person's own files into the session: opened, read another way, or picked again after other data; with settings
 * that follow them. Reads nothing itself (dataset-loader.ts) and builds no networks (builder.ts). On failure all stays as it was.
 */
import { acceptChange } from '../../../common/config/accept.ts'
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import { chosenBeside, effectOf } from '../../../common/config/difference.ts'
import { fitToData, fittedWords, ownConfig } from '../../../common/config/fit-to-data.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { GanvasError } from '../../../common/failure.ts'
import { holdData } from '../../../common/items/held-data.ts'
import type { DataCard, DataChoice } from '../../../common/items/data-card.ts'
import type { Request } from '../../../common/protocol/commands.ts'
import type { DatasetSummary } from '../../../common/protocol/report.ts'
import type { Engine } from '../../compute/engine-types.ts'
import { cardOf } from '../../data/card/card.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { Machine } from '../machine.ts'
import type { Side } from '../side.ts'
import type { Emit } from '../train/trainer.ts'
import type { How } from './builder.ts'
import type { GalleryLoader } from './dataset-loader.ts'
import { settled } from './fit-config.ts'
import { atSideOf, SideChoice } from './side-choice.ts'
import { widthForDevice } from './width-for-device.ts'

type HowOpened = Pick<Extract<Request, { kind: 'open' }>, 'chosen' | 'goOn'>
type Chosen = NonNullable<HowOpened['chosen']>

/** What it needs of the session. */
export interface OwnFilesPorts {
  /** The settings in force. */
  readonly config: RunConfig
  readonly engine: Pick<Engine, 'settle'>
  readonly machine: Pick<Machine, 'state' | 'to'>
  readonly side: Pick<Side, 'run'>
  readonly loader: Pick<GalleryLoader, 'open' | 'reread' | 'load'>
  readonly emit: Emit
  rebuild(config: RunConfig, how: How): Promise<void>
}

export class OwnFiles {
  private readonly sideChoice: SideChoice

  /** @param card of data that were prepared before */
  constructor(
    private readonly ports: OwnFilesPorts,
    card: DataCard | undefined,
  ) {
    this.sideChoice = new SideChoice(ports.config, card)
  }

  /** Takes files of the person: same path for a drop, a paste, the picker and scripts. */
  async open(files: readonly File[], { chosen = [], goOn }: HowOpened = {}): Promise<DatasetSummary> {
    if (goOn !== undefined && (await this.wentOn(files, goOn))) return this.summaryOf()
    const { config, loader } = this.ports
    const { config: plain, freeSide } = this.sideChoice.forOwn(config)
    const mine = ownConfig(config, chosen)
    const free = freeSide && !chosen.includes('size')
    // What a link asks for is asked of the files that come first.
    const target = this.ports.side.run === null ? mine.target : ''
    const wanted = { ...mine, ...(free ? { size: plain.size } : {}), target }
    const dataset = await this.reading(() => loader.open(files, wanted, free))
    await this.take(dataset, wanted, chosen, false)
    return dataset.summary
  }

  /** Reads the files that were opened again, another way. @throws GanvasError `bad-choice`, `files-gone` */
  async reread(choice: Partial<DataChoice>): Promise<DataCard> {
    const { config: mine, freeSide } = this.sideChoice.forOwn(this.ports.config)
    // Whoever decides about columns decides about this one as well.
    const wanted = choice.rows === undefined ? mine : { ...mine, target: '' }
    const before = this.ports.side.run?.dataset.summary
    const dataset = await this.reading(() => this.ports.loader.reread(choice, wanted, freeSide))
    const config = atSideOf(wanted, dataset)
    const { summary } = dataset
    // Items of another kind ask for other networks, and pairs for another task.
    const alike = before?.item.kind === summary.item.kind && !before.pairs === !summary.pairs
    const fitting = alike ? config : fitToData(config, { summary, chosen: [] })
    await this.put(dataset, { config: fitting, running: false })
    return cardOf(summary)
  }

  /**
   * The person picks their own files again after other data: settings follow them as on opening.
   * @returns whether that is what the change asks, and there were files
   */
  async comeBack(change: Partial<RunConfig>): Promise<boolean> {
    const { config: before, side, machine, loader } = this.ports
    if (change.dataset === undefined || originOf(before) === 'own') return false
    if (originOf({ dataset: change.dataset }) !== 'own') return false
    const wanted = acceptChange(before, change, side.run?.dataset.summary ?? null)
    if (effectOf(before, wanted) === 'restart') return false
    const running = machine.state === 'running'
    const chosen = chosenBeside(change.dataset, change)
    const dataset = await this.reading(() => loader.load(wanted, !chosen.includes('size')))
    if (dataset === null) return false
    await this.take(dataset, wanted, chosen, running)
    return true
  }

  /** The person changed settings. */
  configured(before: RunConfig, change: Partial<RunConfig>): void {
    this.sideChoice.configured(before, change)
  }

  private async take(dataset: Dataset, wanted: RunConfig, chosen: Chosen, running: boolean): Promise<void> {
    const { engine, emit } = this.ports
    const { summary } = dataset
    const config = atSideOf(wanted, dataset)
    const opened = { summary, chosen }
    const fitting = await widthForDevice(fitToData(config, opened), dataset, opened, engine)
    await this.put(dataset, { config: fitting, running })
    emit({ type: 'fitted', fitted: fittedWords(config, fitting, summary) })
  }

  /** Goes on with a run whose data were not kept, where these files are those data: named alike, prepared alike. */
  private async wentOn(files: readonly File[], checkpoint: Checkpoint): Promise<boolean> {
    const { config } = checkpoint
    const dataset = await this.reading(() => this.ports.loader.open(files, config))
    if (dataset.summary.fingerprint !== checkpoint.fingerprint) return false
    await this.put(dataset, { config, running: false, checkpoint })
    this.ports.emit({ type: 'fitted', fitted: null })
    return true
  }

  private summaryOf(): DatasetSummary {
    const { run } = this.ports.side
    if (run === null) throw new GanvasError('no-data', 'There is no dataset yet.', 'Open your files again.')
    return run.dataset.summary
  }

  /** Nothing is lost where reading fails: the run that was there goes on. */
  private async reading<T>(read: () => Promise<T>): Promise<T> {
    const { machine, side } = this.ports
    const before = machine.state
    machine.to('preparing')
    try {
      return await read()
    } catch (thrown) {
      machine.to(side.run === null ? 'idle' : before === 'running' ? 'running' : settled(before))
      throw thrown
    }
  }

  private async put(
    dataset: Dataset,
    { config, ...how }: Pick<How, 'running' | 'checkpoint'> & { config: RunConfig },
  ): Promise<void> {
    const prepared = dataset.keep()
    if (prepared !== null) this.ports.emit({ type: 'prepared', prepared: holdData(prepared) })
    await this.ports.rebuild(config, { ...how, dataset })
  }
}
