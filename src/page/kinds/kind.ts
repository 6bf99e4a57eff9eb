/**
 * What one kind of item brings on the page, behind one interface in three parts: `PageKind` is there from the start,
 * `LabKind` comes with the tabs of the latent lab, `LeavingKind` with the dialog of what can be taken away, which are fetched when
 * first opened. A kind is a folder here, named by its id; its
 * parts stand in kinds.ts, lab-kinds.ts and leaving-kinds.ts, where a missing one does not compile. What a kind lacks is null. Nobody outside
 * asks which kind it is: whoever finds that they must adds a line here instead.
 */
import type { ComponentType } from 'react'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { DataCard } from '../../common/items/data-card.ts'
import type { ItemOf, KindId } from '../../common/items/item-spec.ts'
import type { FilmPicture } from '../../common/protocol/film.ts'
import type { DatasetSummary } from '../../common/protocol/report.ts'
import type { LatentLabClient } from '../client/latent-lab.ts'
import type { Projection } from '../../common/protocol/latent-lab.ts'
import type { SideName } from '../../common/protocol/side.ts'
import type { RunView } from '../state/run/sides.ts'
import type { View } from '../state/store-types.ts'
import type { Frame } from '../ui/latent/save/frame.ts'
import type { WorthAsking } from '../ui/worth/asking.ts'
import type { Saving } from '../ui/latent/save/use-saving.ts'
import type { Draw, ThumbItem } from '../ui/latent/thumb.tsx'

/** The film's picture of one kind. */
export type FilmOf<K extends KindId> = Extract<FilmPicture, { kind: K }>

/** What the stage in words is made from. */
export type Seen = Pick<RunView, 'config' | 'view'> &
  Partial<Pick<RunView, 'metrics'>> & { readonly dataset: DatasetSummary }

export interface PageKind<K extends KindId> {
  readonly stage: {
    /** What is drawn: the toolbar's left part. */
    readonly Toolbar: ComponentType
    /** What lies over a stage on which there is a picture: pointer, keys, cards. `side`: whose stage it is. */
    readonly Overlay: ComponentType<{ side: SideName }>
    /** True where the stage needs less height than width. */
    readonly isWide: (view: View, config: RunConfig) => boolean
    /** True where the toolbar has the key to the scores on every screen: the stage has none of its own. */
    readonly keyInToolbar: boolean
    /** What is drawn, in words, for those who do not see it: “reals as dots, fakes as crosses”. */
    readonly words: (seen: Seen) => string
  }
  /** Where the lower panel stands on a large desk: beside a square stage, or below a wide one. */
  readonly lowerPanel: 'beside' | 'below'
  /**
   * The item under the hand in words: it has a portrait of its own in the latent panel. Null where the stage itself shows it.
   */
  readonly portrait: ((state: Pick<RunView, 'config' | 'view' | 'dataset'>) => string) | null
  /** A kept step in the timeline. */
  readonly FilmCell: ComponentType<{ picture: FilmOf<K> }>
  /** Facts about such a dataset, in the order in which they matter: “60,000 pictures”, “28 × 28 px”. */
  readonly facts: (figures: DatasetFigures) => string[]
  /** What the worker's preview of the prepared items shows, in words; null where there is nothing to preview. */
  readonly preview: ((dataset: DatasetSummary & { readonly item: ItemOf<K> }) => string) | null
  /** What can be done to all of the person's own items at once; null: nothing. */
  readonly Tools: ComponentType<Pick<DataCard, 'choice' | 'guesses'> & { disabled: boolean }> | null
  /** How it is asked what fakes are worth for teaching another model; null where items have nothing to predict. */
  readonly worth: WorthAsking | null
  /**
   * What was understood of such data, part by part, beyond guesses; shown of data that come with the page as well (`fixed`: nothing
   * can be chosen). Null: nothing.
   */
  readonly Parts: ComponentType<{ card: DataCard; disabled: boolean; fixed: boolean }> | null
  /** Whether a healthy run of such items is a good place from which to go and see one fail: collapse takes seconds. */
  readonly offersCollapse: boolean
}

/** What one kind of item brings into the dialog, beside the formats that all have. */
export interface LeavingKind {
  /** How its table is asked for; null: by the fields that all tables have. */
  readonly Table: ComponentType<LeavingProps> | null
  /** More that can be taken away. */
  readonly more: readonly MoreLeaving[]
}

export interface LeavingProps {
  readonly saving: Saving
  /** What the names of files begin with. */
  readonly stem: string
}

export interface MoreLeaving {
  readonly id: string
  readonly label: string
  /** What its file's name ends in; null where none is saved. */
  readonly ending: string | null
  readonly meaning: string
  readonly Body: ComponentType<LeavingProps>
}

/** What is known of a dataset: of shipped ones before they are fetched, too. */
export interface DatasetFigures extends Pick<DatasetSummary, 'count' | 'classes'> {
  /** Of pictures. */
  readonly size?: number
  readonly channels?: number
  /** Of a table that is not there yet. */
  readonly columns?: number
  /** Once the data are there. */
  readonly item?: DatasetSummary['item']
}

/** What items are laid out by, where they are shown in small. */
export interface Surroundings {
  /** Half side of the square that holds the reals; 1 where a kind needs none. */
  readonly extent: number
  /** All coordinates of the reals that were asked for; empty where a kind needs none. */
  readonly reals: Float32Array
}

export interface LabKind<K extends KindId> {
  /** How many reals its items are laid out by; 0: they need no surroundings. */
  readonly surroundings: number
  readonly thumb: {
    /** Draws one item in small; the canvas takes the size it needs. Items of another kind, left from before, draw nothing. */
    readonly draw: (extent: number) => Draw
    /** On the map of seeds: on a ground of its own, made smaller smoothly. Else pixel by pixel, edge to edge. */
    readonly onGround: boolean
  }
  readonly search: {
    /** The item that is looked for, or where a person chooses it. */
    readonly Target: ComponentType<TargetProps>
    /** Items to choose among; null where `Target` is for that. */
    readonly Choice: ComponentType<ChoiceProps> | null
    /** Makes an item of the person's own file; null where files are not taken. */
    readonly fromFile: ((lab: LatentLabClient, file: File) => Promise<ThumbItem | undefined>) | null
    /** Where the found item still differs; null where words say it. */
    readonly remainder: ((target: ThumbItem, found: ThumbItem) => ThumbItem) | null
    /** What the search does, before the first one. */
    readonly invitation: string
    /** What is left of the difference. @param projection with a finite difference */
    readonly found: (projection: Pick<Projection, 'difference' | 'relative'>) => string
  }
  readonly save: {
    /** What many samples at once are called. */
    readonly manyLabel: string
    /** Samples of a picture of many: rows times columns, or as many as make a cloud. */
    readonly countOf: (rows: number, columns: number) => number
    /** True where a person chooses rows and columns. */
    readonly inRows: boolean
    /** What a picture of many shows. @returns words, and pixels before scaling */
    readonly many: (layout: { rows: number; columns: number; side: number }) => ManyWords
    readonly manyFrame: (items: readonly ThumbItem[], layout: FrameLayout) => Frame
    /** Samples that stand still behind a moving one; 0: none. */
    readonly cloud: number
    /** A frame for each of the items of a journey. */
    readonly journeyFrames: (
      items: readonly ThumbItem[],
      cloud: readonly ThumbItem[],
      layout: Omit<FrameLayout, 'columns'>,
    ) => Frame[]
    readonly filmFrame: (picture: FilmOf<K>, scale: number) => Frame
  }
}

export interface TargetProps {
  readonly target: ThumbItem | null
  readonly surroundings: Surroundings
  readonly onTarget: (item: ThumbItem) => void
}

export interface ChoiceProps {
  readonly chosen: ThumbItem | null
  readonly onTarget: (item: ThumbItem) => void
  readonly onOwn: (file: File | undefined) => void
}

export interface ManyWords {
  readonly words: string
  readonly width: number
  readonly height: number
}

export interface FrameLayout {
  readonly columns: number
  /** Whole times that pixels are repeated. */
  readonly scale: number
  readonly surroundings: Surroundings
}

/** A registry with one entry for each kind. */
export type PageKinds = { readonly [K in KindId]: PageKind<K> }
export type LabKinds = { readonly [K in KindId]: LabKind<K> }
