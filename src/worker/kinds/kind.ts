/**
 * What a kind of item brings on the worker's side, beside the sets themselves (src/worker/data/dataset.ts). Sessions ask a
 * dataset's kind through `kindOf` (kinds.ts) and never which it is.
 *
 * To add a kind:
 * 1. Say what its items are: a member of `ItemSpec` (src/common/items/item-spec.ts) and its entry in `KINDS` beside it.
 * 2. Make a set of it: an interface that extends `Dataset<ItemOf<…>>` and whoever makes one, in src/worker/data/ (a built-in
 *    set, or a reader and a collector in src/worker/data/collect/collect.ts).
 * 3. Write kinds/<kind>/<kind>.ts: an object of type `Kind<YourSet>`. What such items cannot do is null: nobody asks for it then.
 *    A picture of the film is a member of `FilmPicture` (src/common/protocol/film.ts); a scene extends `Scene` (draw/scene.ts).
 * 4. Name the set and the module in kinds.ts: until both stand there, nothing compiles.
 * 5. Do the same on the page: src/page/kinds/.
 *
 * A module may use everything below it (data, gan, probe, evaluation, compute, draw), but no other kind and no session.
 */
import type { FilmPicture } from '../../common/protocol/film.ts'
import type { FitId } from '../../common/catalog/datasets.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import type { Inspection, InspectTarget } from '../../common/protocol/inspection.ts'
import type {
  PictureExplanation,
  PictureTarget,
  RealOrFake,
  RestoredRow,
} from '../../common/protocol/picture-explanation.ts'
import type { ComparedRows, MakeRows, RowAnswers, RowReport, RowsMade } from '../../common/protocol/rows.ts'
import type { Thumbs } from '../../common/protocol/events.ts'
import type { Metrics } from '../../common/protocol/report.ts'
import type { StageView } from '../../common/protocol/stage-view.ts'
import type { Stream } from '../../common/numbers/random.ts'
import type { Steps } from '../data/readers/in-turns.ts'
import type { Dataset } from '../data/dataset.ts'
import type { Scene, ScenePainter } from '../draw/scene.ts'
import type { Classifier } from '../evaluation/classifier/weights.ts'
import type { PerceptualNet } from '../evaluation/features/perceptual-weights.ts'
import type { Fidelity, Probe } from '../evaluation/fidelity/probe.ts'
import type { Rows } from '../evaluation/metrics/rows.ts'
import type { Sliced } from '../evaluation/metrics/slices.ts'
import type { DrawReals } from '../gan/batches/item-sources.ts'
import type { RowSource } from '../gan/batches/row-source.ts'
import type { OutputActivation, RowsInPlay } from '../gan/game-types.ts'
import type { FeatureRows } from './principal-codes.ts'
import type { Shown } from './shown.ts'
import type { WorthMaker } from './worth.ts'

/** All of it is about the sets of one kind; what is null such items do not have. */
export interface Kind<Set extends Dataset = Dataset> {
  /** What a dense generator ends in, by the range of the items' numbers. */
  readonly output: OutputActivation
  /** A set from its kept bytes. @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
  restore(kept: PreparedTransfer): Set
  /** Reads one item of the person's out of a file, to look for its latent. */
  readonly ownItem: OwnItem<Set> | null
  readonly figures: Figures<Set>
  readonly film: Film<Set>
  readonly stage: Stage<Set>
  /** Makes who draws the scenes of such items on one canvas. */
  painter(): ScenePainter
  /** Looks closely at one item among others in the plane. */
  readonly inspector: Inspector<Set> | null
  /** Explains what the discriminator says of one item, and lays out a row to sort by eye. */
  readonly explainer: Explainer<Set> | null
  /** What codes of such items are made from, for a warm start; null where there is none. */
  readonly codes: CodeRows<Set> | null
  /** A few items of each class in small; null where an item alone has no look. */
  readonly thumbs: ThumbMaker<Set> | null
  /** How training draws such items by what both networks are told of them; null where they are told at most a class. */
  readonly told: ToldRows<Set> | null
  /** How it is measured what fakes are worth for teaching another model; null where items have nothing to predict. */
  readonly worth: WorthMaker<Set> | null
  /** How single items leave the page: each as a file of its own, or all as the rows of a table. */
  readonly leaves: FilesOfItems<Set> | RowsOfItems | TableOfItems<Set>
}

export interface ToldRows<Set extends Dataset> {
  of(set: Set): TrainingRows
}

/** A table's rows as networks are built for them and taught on them. */
export interface TrainingRows extends RowsInPlay {
  readonly drawReals: DrawReals
  readonly rows: RowSource
  /** [count] choices drawn by chance, each as often as the table has it. */
  readonly byFrequency: (stream: Stream, count: number) => Int32Array
}

export interface FilesOfItems<Set extends Dataset> {
  readonly as: 'files'
  /** What a file's name ends in. */
  readonly ending: string
  /** One item […item] as the bytes of a file. */
  fileOf(set: Set, item: Float32Array): Uint8Array
  /** Makes files of items beside those that they were made of; null for a run that makes them of noise. */
  besideSources(shown: Shown<Set>, asked: LeavingFiles): AsyncGenerator<LeavingFile> | null
}

export interface LeavingFiles {
  /** Items that are made, at most. */
  readonly count: number
  readonly seed: number
}

export interface LeavingFile {
  /** What an item is made of, what is made of it, or what should have been. */
  readonly role: 'source' | 'made' | 'true'
  /** Without its ending: the same for all of one item. */
  readonly name: string
  /** Its class; null where that is told nobody. */
  readonly label: number | null
  readonly bytes: Uint8Array
}

export interface RowsOfItems {
  readonly as: 'rows'
  /** A name for each number of an item. */
  readonly columns: readonly string[]
}

export interface TableOfItems<Set extends Dataset> {
  readonly as: 'table'
  /** Hands back now and then how many there are; nobody may train these networks until it is over. */
  inTurns(run: Shown<Set>, asked: MakeRows): AsyncGenerator<number, MadeItems, undefined>
  compare(run: Shown<Set>, count: number): Promise<ComparedRows>
  fill(run: Shown<Set>, cells: Readonly<Record<string, string>>, seed: number): Promise<FilledRow>
  report(run: Shown<Set>, pairs: boolean): Promise<RowReport>
  /** Items [n, …item] as the text of a table, in pieces. @param stream decides what is made up, such as ids */
  csv(set: Set, items: Float32Array, stream: Stream): Steps<readonly string[]>
}

/** Items that were asked for, and what they cost. */
export interface MadeItems extends RowsMade {
  /** [rows, …item] */
  readonly items: Float32Array
}

type FilledRow = RowAnswers['fill-row']

export interface CodeRows<Set extends Dataset> {
  /** A short row of numbers for each item of the list, in which distances mean something. */
  rows(set: Set): FeatureRows
}

export interface ThumbMaker<Set extends Dataset> {
  of(set: Set, wanted: ThumbsWanted): Thumbs
}

export interface ThumbsWanted {
  readonly perClass: number
  /** Of all classes together. */
  readonly most: number
}

export interface OwnItem<Set extends Dataset> {
  /** […item], prepared as the set's items are. @throws GanvasError that says why the file cannot be used */
  read(set: Set, file: File, how: ReadingItem): Promise<Float32Array>
}

export interface ReadingItem {
  readonly fit: FitId
  /** Draws what only the page can draw; null when it cannot. @param side of the square, pixels */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null>
}

/** Figures of fakes against reals. Items are flat arrays [n, …item]. */
export interface Figures<Set extends Dataset> {
  /** Rows in which distances mean something: what live figures, memorisation and neighbours are computed on. */
  features(set: Set, items: Float32Array): Sliced<Rows>
  /** Figures against what is known of the distribution itself; null where nothing is. Quick enough for every look. */
  known(set: Set): KnownFigures | null
  /** All figures that apply to such items, on demand. @param stream decides random directions */
  evaluate(set: Set, reals: Float32Array, fakes: Float32Array, stream: Stream): Sliced<Metrics>
  /** Counts classes among fakes with a classifier, where the dataset has one. */
  readonly classes: ClassCount<Set> | null
  /** What the fakes no longer have, in sentences, the most frequent first; null where such items have no parts to name. */
  readonly lost: LostParts<Set> | null
  /** Whether fakes look whole, by a probe that is taught on the set; null where looks are nothing to judge. */
  readonly fidelity: FidelityFigures<Set> | null
  /** How near what is restored is to the truth, and whether it looks like it; null where such items are never restored. */
  readonly restored: RestoredFigures<Set> | null
}

export interface RestoredFigures<Set extends Dataset> {
  /** Asks the networks about held-out items; null where they restore nothing. */
  look(shown: Shown<Set>): Promise<RestoredLook | null>
}

export interface RestoredLook {
  /** Items made of given ones, [n, …item]. */
  readonly output: Float32Array
  /** How far the discriminator tells unseen items from training ones, each told its true source. */
  readonly gap: Pick<Metrics, 'heldOutGap'>
  /** The rest is arithmetic. */
  readonly figures: Sliced<RestoredMetrics>
}

/** The figures of restoring, of the record of all. */
export type RestoredMetrics = Pick<
  Metrics,
  | 'psnr'
  | 'psnrBaseline'
  | 'ssim'
  | 'ssimBaseline'
  | 'l1'
  | 'l1Baseline'
  | 'realism'
  | 'realismBaseline'
  | 'baseline'
  | 'restored'
  | 'flips'
  | 'judged'
  | 'roundTrip'
  | 'moved'
  | 'translated'
>

export interface LostParts<Set extends Dataset> {
  of(set: Set, fakes: Float32Array): string[]
}

export interface FidelityFigures<Set extends Dataset> {
  /** @param net sees what is looked at @param reals [n, …item], 8 at least */
  teach(set: Set, net: PerceptualNet, reals: Float32Array): Sliced<Probe>
  /** @param fakes [n, …item] */
  of(set: Set, probe: Probe, fakes: Float32Array): Sliced<Fidelity>
}

export interface KnownFigures {
  /** Fakes to measure. */
  readonly samples: number
  measure(fakes: Float32Array): Metrics
}

export interface ClassCount<Set extends Dataset> {
  count(
    set: Set,
    classifier: Classifier,
    fakes: Float32Array,
  ): Sliced<Pick<Metrics, 'classes' | 'classesTotal' | 'classTV'>>
}

/** A small picture of a kept step. */
export interface Film<Set extends Dataset> {
  /** Fakes it shows. */
  readonly fakes: number
  /** Fakes of a sheet that is looked at by itself. */
  readonly sheet: number
  /** @param fakes [n, …item] of the networks shown, as many as one of the two */
  picture(shown: Shown<Set>, fakes: Float32Array): FilmPicture
  /** One of its own pictures as a PNG, for a file manager to show; absent where such items have no look of their own. */
  png?(picture: FilmPicture): Uint8Array | null
}

/** What is looked at closely: one of the fixed fakes or reals. */
export interface Focus {
  readonly kind: 'real' | 'fake'
  /** From 0. */
  readonly index: number
}

/** What belongs to the hand and the eye, beside the view. */
export interface Attention {
  /** The latent under the hand, [latent]. */
  readonly cursor: Float32Array | null
  readonly focus: Focus | null
}

/**
 * The scenes of such items: the same fixed noises and the same reals at every look, so that what changes is the networks.
 * What a device can draw by itself may stay there. Scenes are drawn by the kind's own painter.
 */
export interface Stage<Set extends Dataset> {
  scene(shown: Shown<Set>, view: StageView, attention: Attention): Promise<Scene>
  /** Whether a scene of this kind was read back, although a device could have drawn it by itself. */
  isReadBack(scene: Scene): boolean
  /** True where a scene takes longer than a frame: it then waits while the hand moves. */
  readonly waitsForHand: boolean
  /** The sample of a latent on a canvas of its own. */
  cursorScene(shown: Shown<Set>, view: StageView, cursor: Float32Array): Promise<Scene>
  /** Marks the sample under the hand on the stage itself; null: it shows on its own canvas alone. */
  readonly mark: Mark<Set> | null
  /** Shows what the networks will see. */
  readonly preview: Preview<Set> | null
}

export interface Mark<Set extends Dataset> {
  /** The scene as it is, with the mark elsewhere or none. @param scene of this kind, as `scene` made it */
  move(scene: Scene, shown: Shown<Set>, cursor: Float32Array | null): Promise<Scene>
  /** Whether more of the scene than the mark goes with the hand. */
  followedByMore(view: StageView): boolean
}

export interface Preview<Set extends Dataset> {
  scene(set: Set, view: StageView): Scene
}

export interface Inspector<Set extends Dataset> {
  /** Null where no item is within reach, or there is no such index. */
  inspect(shown: Shown<Set>, target: InspectTarget): Promise<Inspection | null>
}

export interface Explainer<Set extends Dataset> {
  /** All that is known of an item of the stage; null where there is none. */
  explain(shown: Shown<Set>, asked: AskedItem, services: ExplainServices): Promise<PictureExplanation | null>
  /** A shuffled row, half real. @param count even @returns the same row for a seed at a step */
  lineup(shown: Shown<Set>, seed: number, count: number): Promise<RealOrFake>
  /** A row of restored pictures of a scene of such items; null where there is none. */
  row(scene: Scene, row: number): RestoredRow | null
}

export interface AskedItem {
  readonly target: Pick<PictureTarget, 'side' | 'tile'>
  /** How the stage is looked at, and as it was drawn last; null before it was. */
  readonly view: StageView
  readonly scene: Scene | null
}

export interface ExplainServices {
  /** The dataset's classifier; null where there is none. */
  classifier(): Promise<Classifier | null>
  /** Called once the networks are no longer needed. */
  leave(): void
}
