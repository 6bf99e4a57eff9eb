/**
 * What a person can do, as calls on the client. Every refusal ends as an alert with its next step; nothing is lost.
 * Must not absorb events: see absorb.ts.
 */
import type { Client } from '../client/client-types.ts'
import { keptChange } from './run/preset-change.ts'
import { PRESETS } from '../../common/config/presets.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import { fromFailure, GanvasError, toFailure, type Failure } from '../../common/failure.ts'
import type { ConfigEdits } from './run/config-edits.ts'
import { readLatents } from './stage/latent-file.ts'
import { labActions, MOST_PINS, pinsOf } from './stage/latent-lab.ts'
import { addNotice, failureNotice } from './notices.ts'
import { inspectActions } from './stage/inspect.ts'
import { isRunFile, mayBeRunFile } from '../client/kept/run-file.ts'
import { loadedWords } from './run/loading.ts'
import { openedSentence } from './run/opened-sentence.ts'
import { timelineActions } from './run/timeline-actions.ts'
import { storyActions } from './story/story.ts'
import { challengeActions } from './story/challenge.ts'
import { wordsActions } from './words/words-actions.ts'
import { worthActions } from './worth/worth-actions.ts'
import { searchActions } from './search/search-actions.ts'
import { comparisonActions } from './comparison/comparison-actions.ts'
import { runData, runView, withSide } from './run/sides.ts'
import type { Actions, Notice, PageState, View } from './store-types.ts'
import { shelfActions } from './shelf/shelf-actions.ts'
import { offlineActions } from './offline.ts'
import { createPasting, tableOfText } from './run/pasting.ts'
import { createWalking } from './run/walking.ts'

interface Context {
  client: Client
  set: (change: Partial<PageState>) => void
  get: () => PageState
  edits: ConfigEdits
  /** How often files were begun to be read: only the newest reading ends what is said of it. */
  readings: { count: number }
}

/** The actions of one page. Each is stable and may be passed around freely. */
export function createActions(context: Context): Actions {
  const { client, set, get } = context
  const pasting = createPasting()
  const walking = createWalking(set)
  const say = (notice: Omit<Notice, 'id'>): void => set({ notices: addNotice(get().notices, notice) })
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code !== 'cancelled') say(failureNotice(failure, runView(get())))
    }
  }
  return {
    run: () => void attempt(() => client.run()),
    pause: () => void attempt(() => client.pause()),
    stepOnce: () => void attempt(() => client.train(1)),
    reset: () => void attempt(() => client.reset()),
    configure: (change) => void attempt(() => configure(context, change, null)),
    applyPreset: (id) => void attempt(() => applyPreset(context, id)),
    openFiles: (files) => {
      pasting.forget()
      void attempt(() => openFiles(context, files, say))
    },
    openWalked: (gather) => {
      pasting.forget()
      void attempt(async () => {
        const files = await walking.through(gather)
        if (files.length > 0) await openFiles(context, files, say)
        else say({ role: 'status', sentence: 'There was no file in what you dropped.' })
      })
    },
    paste: (text, files) => {
      const table = tableOfText(text)
      if (table === null && files.length === 0) {
        const nextStep = 'Copy two rows or more with two numbers each, or a picture.'
        if (text.trim() !== '')
          say({ role: 'status', sentence: 'The pasted text is no table of numbers.', nextStep })
        return
      }
      const all = pasting.add(table === null ? files : [table])
      if (all !== null) void attempt(() => openFiles(context, all, say))
      else say({ role: 'status', sentence: 'One picture pasted. Paste another: a set needs at least two.' })
    },
    restoreOwn: (ownPicture) => set({ ownPicture }),
    cancelOpen: () => {
      walking.stop()
      client.cancelOpen()
    },
    reread: (choice) => void attempt(() => reading(context, 0, () => client.reread(choice))),
    undoFit: () => void attempt(() => undoFit(context)),
    setLatent: (latent) => {
      set({ latentCursor: latent })
      client.setLatent(latent)
    },
    setLatentSeed: (seed) => void attempt(() => latentOfSeed(context, seed)),
    paint: (density, side) => {
      const painting = { density: density.slice(), side }
      set({ painting })
      client.paint(painting.density, side)
    },
    ...earlierActions(context),
    ...shelfActions(context, attempt, say),
    ...timelineActions(client, attempt),
    ...labActions(context, attempt),
    story: storyActions(context, attempt),
    ...inspectActions(client, set),
    ...comparisonActions(context, attempt),
    ...challengeActions(context),
    ...searchActions(context, attempt),
    ...worthActions(context),
    ...wordsActions(context),
    ...offlineActions(context, attempt),
    setView: (change) => {
      const view = { ...get().view, ...change }
      set({ view })
      client.view(stageView(view))
    },
    say,
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
  }
}

/** The part of the view that the worker draws by. */
export function stageView({
  theme,
  layers,
  viewport,
  plane,
  columns,
  show,
  sorted,
  pickedClass,
  rows,
  restored,
  way,
}: View): Parameters<Client['view']>[0] {
  return {
    theme,
    layers,
    viewport,
    plane,
    columns,
    show,
    sorted,
    pickedClass,
    rows,
    restored,
    ...(way === undefined ? {} : { way }),
  }
}

/** Shows the edit at once; goes back to the old value when it is refused. */
async function configure(
  { client, edits, get, set }: Context,
  change: Partial<RunConfig>,
  presetId: string | null,
): Promise<void> {
  if (change.task !== undefined) forgetFit({ get, set })
  const ticket = edits.begin(change)
  set({ ...withSide(get(), 'run', { config: edits.shown() }), presetId })
  let taken: RunConfig | undefined
  try {
    taken = await client.configure(change)
  } finally {
    edits.settle(ticket, taken)
    set(withSide(get(), 'run', { config: edits.shown() }))
  }
}

async function applyPreset(context: Context, id: string): Promise<void> {
  const preset = PRESETS.find((candidate) => candidate.id === id)
  const { config, dataset } = runData(context.get())
  if (preset !== undefined) await configure(context, keptChange(config, preset, dataset), id)
}

async function openFiles(
  context: Context,
  files: File[],
  say: (notice: Omit<Notice, 'id'>) => void,
): Promise<void> {
  const [only] = files
  if (files.length === 1 && only !== undefined && mayBeRunFile(only) && (await isRunFile(only))) {
    say({
      role: 'status',
      sentence: loadedWords(only.name, await reading(context, 1, () => context.client.load(only))),
    })
    return
  }
  if (
    files.length === 1 &&
    only !== undefined &&
    mayBeLatents(only) &&
    (await tookLatents(context, only, say))
  )
    return
  const summary = await reading(context, files.length, () => context.client.open(files))
  const { fitted } = context.get()
  const sentence = openedSentence(summary)
  if (fitted === null) say({ role: 'status', sentence })
  else say({ role: 'status', sentence: `${sentence} ${fitted.sentence}`, undo: true })
}

/** Latents that were saved go under the hand and to the pins. @returns whether the file was of these */
async function tookLatents(
  { get, set, client }: Context,
  file: File,
  say: (notice: Omit<Notice, 'id'>) => void,
): Promise<boolean> {
  const found = readLatents(await file.text())
  if (found === null) return false
  const { pins } = get()
  const latent = get().sides.run.networks?.latent ?? 0
  const fitting = pinsOf(found.pins, latent)
  const hand = found.hand?.length === latent ? found.hand : null
  if (hand === null && fitting.length === 0) {
    throw new GanvasError(
      'latents-of-others',
      `The latents in ${file.name} are of other networks: these take ${latent} numbers.`,
      'Open the run they were saved from first.',
    )
  }
  set({ pins: [...pins, ...fitting].slice(0, MOST_PINS) })
  if (hand !== null) {
    set({ latentCursor: hand })
    client.setLatent(hand)
  }
  const many = fitting.length === 1 ? 'one pin' : `${fitting.length} pins`
  say({
    role: 'status',
    sentence:
      hand === null
        ? `${many} from ${file.name}.`
        : `The latent of ${file.name} is under the hand, with ${many}.`,
  })
  return true
}

/** No file of latents is larger. */
const MOST_LATENTS = 4 * 2 ** 20

function mayBeLatents({ name, size }: File): boolean {
  return /\.json$/iu.test(name) && size <= MOST_LATENTS
}

/** While files are read the page says so, and offers to stop. What was open stays where they cannot be read. */
async function reading<T>(
  { set, get, readings }: Context,
  total: number,
  read: () => Promise<T>,
): Promise<T> {
  const had = get().dataset !== null
  const turn = ++readings.count
  set({ opening: true, progress: { task: 'Reading files', done: 0, total } })
  try {
    return await read()
  } catch (thrown) {
    const failure = toFailure(thrown)
    throw had && failure.code !== 'cancelled' ? stillThere(failure) : thrown
  } finally {
    if (turn === readings.count) set({ opening: false, progress: null })
  }
}

/** A refusal ends with what is not lost by it. */
function stillThere(failure: Failure): GanvasError {
  return fromFailure({ ...failure, nextStep: `${failure.nextStep} What was open before is still there.` })
}

/** What was fitted to the data is no longer what it was: there is nothing to put back. */
function forgetFit({ get, set }: Pick<Context, 'get' | 'set'>): void {
  set({ fitted: null, notices: get().notices.filter(({ undo }) => undo !== true) })
}

async function undoFit(context: Context): Promise<void> {
  const { fitted } = context.get()
  if (fitted === null) return
  forgetFit(context)
  await configure(context, fitted.undo, null)
}

function earlierActions({
  set,
  get,
}: Context): Pick<Actions, 'resumeEarlier' | 'ignoreEarlier' | 'forgetEarlier'> {
  return {
    resumeEarlier: () => {
      const { earlier, actions } = get()
      if (earlier !== null) actions.openRun(earlier.id)
    },
    ignoreEarlier: () => set({ earlier: null }),
    forgetEarlier: () => {
      const { earlier, actions } = get()
      if (earlier !== null) actions.deleteRun(earlier.id)
    },
  }
}

async function latentOfSeed({ client, get, set }: Context, seed: number): Promise<void> {
  const { data } = await client.noise(seed, 1)
  // Networks without a latent have nothing to be held by a seed.
  if (data.length === 0 || data.length !== get().sides.run.networks?.latent) return
  set({ latentCursor: data })
  client.setLatent(data)
}
