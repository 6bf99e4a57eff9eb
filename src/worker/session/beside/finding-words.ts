/**
 * Directions for the person's words, found in turn with the training on a copy of the networks as they stand. Tells the page how it
 * goes, keeps what was found when it is stopped, and forgets it with the networks it was found in. Must not know how words are found.
 */
import { GanvasError } from '../../../common/failure.ts'
import type { WordReport, WordsReport } from '../../../common/words/protocol.ts'
import { wordsOf, type Word } from '../../../common/words/word.ts'
import { isListed } from '../../data/dataset.ts'
import { findWords } from '../../kinds/picture/words/find-words.ts'
import { USUAL, type WordsRun, type WordsTold } from '../../kinds/picture/words/run.ts'
import type { Shown } from '../../kinds/shown.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Emit } from '../train/trainer.ts'
import { stillNetworks, type StillNetworks } from './still-networks.ts'

type Found = Pick<WordsReport, 'words' | 'caveats'>

interface Going {
  readonly work: AsyncGenerator<undefined, Found, undefined>
  readonly still: StillNetworks
  report: WordsReport
  readonly done: (report: WordsReport) => void
  readonly failed: (thrown: unknown) => void
}

type Find = (run: WordsRun, words: readonly Word[], told: WordsTold) => Going['work']

const TELL_MS = 250

export class FindingWords {
  private going: Going | null = null
  /** The networks it is about, while anything of it is kept. */
  private of: unknown = null
  private readonly telling = new Throttle(TELL_MS, 1)

  constructor(
    private readonly emit: Emit,
    private readonly find: Find = findWords,
    private readonly copied: (shown: Shown) => Promise<StillNetworks> = stillNetworks,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get finding(): boolean {
    return this.going !== null
  }

  /**
   * Copies the networks and begins. `over` resolves when it is, or when it is stopped, with what was found.
   * @param run whose networks they are: with them it is forgotten
   * @throws GanvasError `words-going`, `words-none`, `words-unknown`, `words-no-latent`, `words-no-pictures`
   */
  async begin(run: unknown, shown: Shown, ids: readonly string[]): Promise<{ over: Promise<WordsReport> }> {
    if (this.finding)
      throw refuse('words-going', 'Directions are being looked for already.', 'Stop it first.')
    const words = demandWords(shown, ids)
    const still = await this.copied(shown)
    const { game, config, dataset } = still.shown
    if (!isListed(dataset)) throw noPictures()
    const over = new Promise<WordsReport>((done, failed) => {
      const work = this.find({ game, config, dataset }, words, {
        words: (found, caveats) => this.note({ words: found, caveats }),
        progress: (share, label) => this.note({ progress: { share, label } }),
      })
      this.of = run
      this.going = { work, still, report: nothingYet(shown.step), done, failed }
      this.emit({ type: 'words', report: this.going.report })
    })
    return { over }
  }

  /** Works for about so long. */
  async slice(milliseconds: number): Promise<void> {
    const { going } = this
    if (going === null) return
    const start = this.now()
    try {
      do {
        const turn = await going.work.next()
        // Whoever stopped it meanwhile has told what there is to tell.
        if (this.going !== going) return
        if (turn.done === true) {
          going.report = { ...going.report, ...turn.value }
          this.end(going, 'over')
          return
        }
      } while (this.now() < start + milliseconds)
      this.tell(going)
    } catch (thrown) {
      if (this.going !== going) return
      going.still.release()
      this.forget()
      going.failed(thrown)
    }
  }

  /** What was found until now stays. */
  async stop(): Promise<void> {
    const { going } = this
    if (going === null) return
    this.going = null
    await going.work.return({ words: [], caveats: [] })
    this.end(going, 'stopped')
  }

  /** Other networks than these stand now: a direction in one latent space means nothing in another. */
  runIs(run: unknown): void {
    if (this.of === null || this.of === run) return
    const { going } = this
    this.forget(
      going === null ? undefined : 'The search for directions has ended, as the networks are others now.',
    )
    if (going === null) return
    going.done({ ...going.report, state: 'stopped' })
    void going.work.return({ words: [], caveats: [] }).finally(() => going.still.release())
  }

  private note(change: Partial<WordsReport>): void {
    if (this.going !== null) this.going.report = { ...this.going.report, ...change }
  }

  private end(going: Going, state: 'over' | 'stopped'): void {
    this.going = null
    going.still.release()
    const report = { ...going.report, state }
    this.emit({ type: 'words', report })
    going.done(report)
  }

  private forget(sentence?: string): void {
    this.going = null
    this.of = null
    this.emit({ type: 'words', report: null, ...(sentence === undefined ? {} : { sentence }) })
  }

  private tell({ report }: Going): void {
    const now = this.now()
    if (!this.telling.due(now)) return
    this.telling.spent(now, now)
    this.emit({ type: 'words', report })
  }
}

const NO_WORDS: readonly WordReport[] = []

function nothingYet(step: number): WordsReport {
  const { named, moved } = USUAL
  const progress = { share: 0, label: 'Getting ready' }
  return { state: 'finding', step, named, moved, words: NO_WORDS, caveats: [], progress }
}

/** The words that were asked for, in their order. */
function demandWords({ game, dataset }: Shown, ids: readonly string[]): Word[] {
  if (dataset.item.kind !== 'picture') throw noPictures()
  if (game.latent === 0)
    throw refuse(
      'words-no-latent',
      'This forger starts from a picture, not from a latent: there is no space to find directions in.',
      'Choose the task “imagine”, train, and ask again.',
    )
  const offered = wordsOf(dataset.summary)
  if (offered.length === 0)
    throw refuse(
      'words-none',
      'Nothing names what is in these pictures, so that no word can be learnt.',
      'Put them into folders named by what they show, or lay a table beside them with a column for each word.',
    )
  if (ids.length === 0) throw refuse('words-none', 'No word was chosen.', 'Choose at least one.')
  return ids.map((id) => {
    const word = offered.find((one) => one.id === id)
    if (word !== undefined) return word
    const known = offered.map((one) => `${one.id} (${one.name})`).join(', ')
    throw refuse('words-unknown', `These pictures have no word “${id}”.`, `Choose among ${known}.`)
  })
}

function noPictures(): GanvasError {
  return refuse(
    'words-no-pictures',
    'Directions for words are looked for among pictures.',
    'Open pictures in folders, or choose the pixel faces.',
  )
}

function refuse(code: string, sentence: string, nextStep: string): GanvasError {
  return new GanvasError(code, sentence, nextStep)
}
