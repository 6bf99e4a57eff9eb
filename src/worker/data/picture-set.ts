/** Sets of pictures of one size: bytes 0 … 255, drawn as numbers in [−1, 1]. */
import type { RunConfig } from '../../common/config/run-config.ts'
import { namesOf, type Attribute, type Groups } from '../../common/items/attributes.ts'
import type { DataCard } from '../../common/items/data-card.ts'
import type { PictureItem } from '../../common/items/item-spec.ts'
import { measuresOf } from '../../common/items/kinds.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import { integers, type Stream } from '../../common/numbers/random.ts'
import type { DatasetSummary } from '../../common/protocol/report.ts'
import { enlargedFromKept, madeFromKept } from './card/trouble-words.ts'
import type { Dataset, ItemList, Partners } from './dataset.ts'
import { bytesOf, fingerprint } from './fingerprint.ts'
import { demandAgreement } from './kept.ts'
import { toGray, toRgb } from './pixels/colour.ts'
import { resizeMany } from './pixels/many.ts'
import { residentBytes, scaledAt } from './picture-bytes.ts'
import type { Resident } from './resident.ts'
import { splitOfItems, type Split } from './split.ts'

/** A summary of pictures. */
export type PictureSummary = DatasetSummary & { readonly item: PictureItem }

/** What a set is about, beside what follows from its item and its bytes. */
export type AboutPictures = Omit<DatasetSummary, 'item' | 'size' | 'channels' | 'fingerprint'> & {
  readonly item: PictureItem
}

export interface PictureSet extends Dataset<PictureItem> {
  /** [count, size, size, channels] */
  readonly pixels: Uint8Array
  readonly list: ItemList
}

/** What is told of pictures beside their class. */
export interface ToldOfPictures {
  readonly attributes?: readonly Attribute[]
  readonly groups?: Groups
  /** What each is to be made from, of the same shape: [count, size, size, channels]. */
  readonly partners?: Uint8Array
}

/** Puts a set together and names it by its bytes. @param pixels [count, size, size, channels] */
export async function namedPictures(
  about: AboutPictures,
  pixels: Uint8Array,
  labels: Uint16Array | null,
  told: ToldOfPictures = {},
): Promise<PictureSet> {
  const { size, channels } = about.item
  const shape = `images ${size}x${size}x${channels}`
  const parts = [pixels, ...(labels === null ? [] : [bytesOf(labels)]), ...bytesOfTold(told)]
  const named = { ...about, ...measuresOf(about.item), fingerprint: await fingerprint(shape, parts) }
  const { attributes } = told
  const summary = attributes === undefined ? named : { ...named, attributes: namesOf(attributes) }
  return pictureSet(summary, pixels, labels, told)
}

function bytesOfTold({ attributes = [], groups, partners }: ToldOfPictures): Uint8Array[] {
  return [
    ...attributes.map((attribute) => bytesOf(attribute.values)),
    ...(groups === undefined ? [] : [bytesOf(groups.of), Uint8Array.from(groups.heldOut)]),
    ...(partners === undefined ? [] : [partners]),
  ]
}

/** A set that has its name already. @param pixels [count, size, size, channels] @param labels class of each */
export function pictureSet(
  summary: PictureSummary,
  pixels: Uint8Array,
  labels: Uint16Array | null,
  told: ToldOfPictures = {},
): PictureSet {
  return new Pictures(summary, pixels, labels, told)
}

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
export function restoredPictures({ summary, bytes, labels, ...told }: PreparedTransfer): PictureSet {
  const { item, count } = summary
  demandAgreement(item.kind === 'picture' && count > 0 && bytes.length === count * numbersOf(item))
  demandAgreement(labels === null || labels.length === count)
  demandAgreement((told.attributes ?? []).every(({ values }) => values.length === count))
  demandAgreement((told.groups?.of.length ?? count) === count)
  demandAgreement((told.partners ?? bytes).length === bytes.length)
  demandAgreement((told.partners === undefined) === (summary.pairs === undefined))
  return pictureSet({ ...summary, item }, bytes, labels, told)
}

class Pictures implements PictureSet {
  readonly item: PictureItem
  readonly list: ItemList
  readonly attributes?: readonly Attribute[]
  readonly groups?: Groups
  readonly partners?: Partners

  constructor(
    readonly summary: PictureSummary,
    readonly pixels: Uint8Array,
    readonly labels: Uint16Array | null,
    private readonly told: ToldOfPictures,
  ) {
    this.item = summary.item
    if (told.attributes !== undefined) this.attributes = told.attributes
    if (told.groups !== undefined) this.groups = told.groups
    if (told.partners !== undefined) this.partners = this.partnersOf(told.partners)
    this.list = {
      count: summary.count,
      at: (indices) => this.at(indices),
      drawn: (stream, count) => {
        const { training } = this.split
        return integers(stream, count, training.length).map((pick) => training[pick] ?? 0)
      },
    }
  }

  /** Each with equal chance from those that are not held out (src/worker/data/split.ts). */
  draw(stream: Stream, count: number): Float32Array {
    return this.at(this.list.drawn(stream, count))
  }

  resident(): Resident | null {
    return residentBytes(this.pixels, numbersOf(this.item), () => this.picks)
  }

  /** Each class as a number of four bytes: a draw from them falls on the items a draw of pictures falls on. */
  residentLabels(): Resident | null {
    const { labels, picks } = this
    return labels === null ? null : { kind: 'codes', words: Int32Array.from(labels), length: 4, picks }
  }

  keep(): PreparedTransfer {
    const { summary, pixels, labels, told } = this
    return { summary, bytes: pixels, labels, ...told }
  }

  /**
   * At another size or colour when only the prepared bytes are left (their files stay with a worker that is gone). Making
   * them larger adds no detail: open the files again for that.
   */
  async refit(config: RunConfig): Promise<PictureSet> {
    const { item, summary } = this
    const channels = config.channels === 'gray' ? 1 : config.channels === 'rgb' ? 3 : item.channels
    if (item.size === config.size && item.channels === channels) return this
    const refit = (bytes: Uint8Array): Uint8Array => {
      const resized = resizeMany(bytes, summary.count, item.channels, item.size, config.size)
      return channels === item.channels ? resized : channels === 1 ? toGray(resized) : toRgb(resized)
    }
    const { partners } = this.told
    const told = partners === undefined ? this.told : { ...this.told, partners: refit(partners) }
    const now: PictureItem = { ...item, size: config.size, channels }
    const about = { ...summary, item: now, ...refitted(summary, now) }
    return namedPictures(about, refit(this.pixels), this.labels, told)
  }

  private at(indices: ArrayLike<number>): Float32Array {
    return scaledAt(this.pixels, numbersOf(this.item), indices)
  }

  private partnersOf(bytes: Uint8Array): Partners {
    const at = (indices: ArrayLike<number>) => scaledAt(bytes, numbersOf(this.item), indices)
    return {
      at,
      draw: (stream, count) => at(this.list.drawn(stream, count)),
      resident: () => residentBytes(bytes, numbersOf(this.item), () => this.picks),
    }
  }

  private get picks(): Int32Array<ArrayBuffer> {
    return Int32Array.from(this.split.training)
  }

  private get split(): Split {
    return splitOfItems(this)
  }
}

/** The card says what was made from what; what else it says of the pictures stays true. */
function refitted({ card, item }: PictureSummary, now: PictureItem): { card?: DataCard } {
  if (card === undefined) return {}
  const told = now.size > item.size ? enlargedFromKept(item.size, now.size) : madeFromKept(item.size)
  const others = card.troubles.filter(({ id }) => id !== 'enlarged' && id !== 'from-kept')
  return { card: { ...card, item: now, troubles: [told, ...others] } }
}

/** Numbers of one picture. */
function numbersOf({ size, channels }: PictureItem): number {
  return size * size * channels
}
