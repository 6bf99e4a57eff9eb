/**
 * Opens what a person dropped, pasted or picked: any mix of pictures, folders, archives, IDX files and tables. What can be
 * used is used; what cannot is listed with its reason. What kind of dataset it becomes is decided in collect/collect.ts.
 */
import { yieldToTasks } from '../../common/yield.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { READERS_CHOICE, type DataChoice, type Trouble } from '../../common/items/data-card.ts'
import type { SkippedItem } from '../../common/protocol/report.ts'
import { altersPixels } from './card/trouble-words.ts'
import type { Dataset } from './dataset.ts'
import { DECODERS, MAX_PREPARED_BYTES } from './limits.ts'
import { browserDecoder } from './readers/browser-decoder.ts'
import { collect } from './collect/collect.ts'
import { nativeSideOf } from './collect/native-side.ts'
import { givenHalf, saidHalf, wantedOf } from './collect/side-by-side.ts'
import type { Decoder } from './readers/decoder.ts'
import { expand } from './archives/expand.ts'
import { find, type Found } from './readers/find.ts'
import type { Half, Wanted } from './readers/picture.ts'
import type { Source } from './readers/source.ts'
import type { Turn } from './readers/in-turns.ts'
import { inOrder } from './readers/in-order.ts'
import { nameOf } from './collect/name-of.ts'
import { cancelled, tooManyPictures } from './readers/reasons.ts'
import { skip } from './readers/skip.ts'

export interface OpenServices {
  /** Draws what only the page can draw, shorter side at least `side`; null when it cannot. */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null>
  /** At most some hundred times. Within a large file `done` is no whole number. */
  progress(done: number, total: number, label: string): void
  /** Cancels: the promise rejects with `cancelled`. */
  signal: AbortSignal
  /** Decodes pictures; the browser's own when left out. */
  decode?: Decoder
  /** Pictures that are all of one side may be kept at it, whatever the config says. */
  freeSide?: boolean
  /** What the person decided about reading; nothing when left out. */
  choice?: DataChoice
}

/**
 * @param config `size`, `fit` and `channels` say what pictures become; `size` only where the side is not free; `target` which column
 * of a table is to be predicted
 * @throws GanvasError `cancelled`, or the reason why fewer than two items could be used
 */
export async function openFiles(
  files: readonly File[],
  config: RunConfig,
  services: OpenServices,
): Promise<Dataset> {
  const { signal } = services
  const looked = new Count(files.length, services, 'Looking through files')
  const watched = watching(services.decode ?? browserDecoder)
  const reading = { ...services, decode: watched.decoder }
  const choice = services.choice ?? READERS_CHOICE
  const { letters } = choice
  const { sources, skipped, archives, guesses } = await expand(files, {
    signal,
    letters,
    looked: () => looked.one(),
  })
  const { size, fit, channels, target } = config
  const first = withRoom({ size, fit, channels, choice }, saidHalf(choice.pairs))
  const read = await readAll(sources, first, reading)
  const given = givenHalf(read.found, choice.pairs)
  // Pictures that are all of one side are kept at it.
  const native =
    services.freeSide === true ? nativeSideOf(wantedOf(read.found, choice.pairs), given !== undefined) : null
  const wanted = withRoom({ ...first, size: native ?? size }, given)
  // Those that were made smaller, or hold two that were not cut, are read once more.
  const again = wanted.size > size || given !== first.given
  const { found, skipped: left } = again ? await readAll(sources, wanted, reading) : read
  const troubles = watched.asked() ? await troublesOf(watched.decoder) : []
  return collect({
    found,
    skipped: [...skipped, ...left],
    archives,
    guesses,
    wanted,
    asked: target,
    signal,
    name: nameOf(files),
    troubles,
    turn: new Count(1, services, 'Reading the table').within(),
  })
}

type WithRoom = Wanted & { readonly room: number }

/** With how many pictures of this side can be kept; one that is cut takes the place of two. */
function withRoom(wanted: Wanted, given: Half | undefined): WithRoom {
  const { size } = wanted
  const room = Math.floor(MAX_PREPARED_BYTES / (size * size * 3) / (given === undefined ? 1 : 2))
  return { ...wanted, room, ...(given === undefined ? {} : { given }) }
}

/** What every source holds, or why it cannot be used. */
async function readAll(
  sources: readonly Source[],
  wanted: WithRoom,
  services: OpenServices & { readonly decode: Decoder },
): Promise<{ found: Found[]; skipped: SkippedItem[] }> {
  const { signal } = services
  const count = new Count(sources.length, services, 'Reading files')
  const tools = {
    wanted,
    decoder: services.decode,
    rasterise: (source: Blob, side: number) => services.rasterise(source, side),
    together: sources.length,
  }
  const found: Found[] = []
  const skipped: SkippedItem[] = []
  let kept = 0
  const results = await inOrder(sources, DECODERS, async (source) => {
    if (signal.aborted) throw cancelled()
    const turn = count.within()
    try {
      if (kept >= wanted.room) throw tooManyPictures(source.name)
      const item = await find(source, { ...tools, turn })
      if (item.holds === 'picture') kept++
      if (item.holds === 'pictures') kept += item.pictures.length
      return item
    } catch (thrown) {
      return skip(source.name, thrown)
    } finally {
      count.one(turn)
    }
  })
  if (signal.aborted) throw cancelled()
  for (const result of results) {
    if ('holds' in result) found.push(result)
    else skipped.push(result)
  }
  return { found, skipped }
}

/** Notes whether the decoder gave any pixels: what our own readers make has not gone through it. */
function watching(decoder: Decoder): { decoder: Decoder; asked: () => boolean } {
  let asked = false
  const noted: Decoder = {
    ...decoder,
    decode: async (source, side) => {
      const picture = await decoder.decode(source, side)
      asked = true
      return picture
    },
    draw: (bitmap, side) => {
      asked = true
      return decoder.draw(bitmap, side)
    },
    frames: async (source, type, side, wanted) => {
      const found = (await decoder.frames?.(source, type, side, wanted)) ?? null
      asked ||= found !== null
      return found
    },
  }
  return { decoder: noted, asked: () => asked }
}

/** Whether decoded pixels can be believed is of interest only where some were decoded. */
async function troublesOf({ truth }: Decoder): Promise<Trouble[]> {
  if (truth === undefined) return []
  const told = await truth()
  return told === 'true' ? [] : [altersPixels(told === 'another way')]
}

/** Counts, and reports each hundredth of the way. */
class Count {
  private done = 0
  private shown = -1
  /** How far those are that are being read, by who tells. */
  private readonly begun = new Map<Turn, number>()

  constructor(
    private readonly total: number,
    private readonly services: OpenServices,
    private readonly label: string,
  ) {}

  /** One more is done. @param turn told of it before */
  one(turn?: Turn): void {
    if (turn !== undefined) this.begun.delete(turn)
    this.done++
    this.report()
  }

  /** Tells how far one of them is, and lets others have a turn: the word to stop may be among what waits. */
  within(): Turn {
    const turn: Turn = async (share) => {
      this.begun.set(turn, share)
      this.report()
      await yieldToTasks()
      if (this.services.signal.aborted) throw cancelled()
    }
    return turn
  }

  private report(): void {
    const { total, label } = this
    const done = [...this.begun.values()].reduce((sum, share) => sum + share, this.done)
    const hundredth = Math.floor((100 * done) / total)
    if (hundredth === this.shown) return
    this.shown = hundredth
    this.services.progress(done, total, label)
  }
}
