/**
 * `train.py`: the script that goes on with one very run in PyTorch, put together from its settings, layers and data; and
 * `ganvas.py`, which all of them share. Plain data in, text out. What a script cannot do stands in its first lines
 * (src/common/saved/train-script-limits.ts).
 */
import type { RunConfig } from '../../../common/config/run-config.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import { scriptLimits } from '../../../common/saved/train-script-limits.ts'
import { dataText } from './data.ts'
import type { ScriptFacts } from './facts.ts'
import { definedIn, importsFor } from './imports.ts'
import { LARGER, largerText } from './larger.ts'
import { layerClasses } from './layers.ts'
import { lossFunctions, swayOf } from './losses.ts'
import { networkClass } from './networks.ts'
import library from './python/ganvas.py?raw'
import photographs from './python/photographs.py?raw'
import { keywords, lines, parts } from './python.ts'
import { packOf, stepOf, stepText } from './step.ts'
import { replayOf, type Replay } from './story.ts'

const SCRIPT = 'train.py'
const LAYERS = 'layers.py'
const LIBRARY = 'ganvas.py'
const PHOTOGRAPHS = 'photographs.py'

export interface ScriptFile {
  readonly name: string
  readonly text: string
}

export interface TrainScript {
  /** `train.py`, `layers.py`, `ganvas.py`, and what else it goes with. */
  readonly files: readonly ScriptFile[]
  /** How it begins at step 0: the settings then. Networks with first weights of these belong beside it. */
  readonly first: RunConfig
}

/** @throws GanvasError `export-unsupported` where a layer has no words in PyTorch */
export function trainScript(facts: ScriptFacts): TrainScript {
  const { config, story } = facts
  const replay = replayOf(facts, (then) => programOf(facts, then))
  const first = replay === null || story === null ? config : story.first
  const files = [
    { name: SCRIPT, text: `${wholeText(facts, replay)}\n` },
    { name: LAYERS, text: layersText(facts) },
    { name: LIBRARY, text: library },
    ...photographFiles(facts),
  ]
  return { files, first }
}

/** For --data: what reads a folder, and the networks for larger sides. */
function photographFiles({ item, larger, config, classes }: ScriptFacts): ScriptFile[] {
  if (item.kind !== 'picture') return []
  const about = { latent: config.latent, channels: item.channels, classes: classes > 0 }
  const text = largerText(larger, { ...about, featured: config.featureMatching > 0 })
  return [
    { name: PHOTOGRAPHS, text: photographs },
    { name: LARGER, text },
  ]
}

function wholeText(facts: ScriptFacts, replay: Replay | null): string {
  const { config } = facts
  const program = programOf(facts, config)
  return parts(
    lines(
      headText(facts, replay),
      '',
      importsFor(`${program} SimpleNamespace`, definedIn(layersText(facts))),
      '',
      settingsText(config, program, replay),
    ),
    program,
    lines('if __name__ == "__main__":', `    run.train(train_step${sways(config)})`),
  )
}

/** `layers.py`: the layers that these networks are made of, as modules. */
function layersText({ networks }: ScriptFacts): string {
  const classes = parts(...layerClasses(networks.generator, networks.discriminator))
  const about =
    '"""The layers of the networks in train.py. Their tensors have the page’s own names and layouts."""'
  return `${parts(lines(about, '', importsFor(classes, [])), classes)}\n`
}

/** Everything but the numbers of settings that may change while it runs. */
function programOf(facts: ScriptFacts, config: RunConfig): string {
  const { networks, item, classes } = facts
  const { source, made } = dataText({ ...facts, config })
  const told = classes > 0
  return parts(
    networkClass({
      name: 'Generator',
      about: told
        ? `[n, ${config.latent}] noise and [n] classes to [n, ${shapeOf(item).join(', ')}] items.`
        : `[n, ${config.latent}] noise to [n, ${shapeOf(item).join(', ')}] items.`,
      layers: networks.generator,
      input: 'z',
      inputShape: [config.latent],
      classes: told,
      featured: false,
    }),
    networkClass({
      name: 'Discriminator',
      about: `[n, ${shapeOf(item).join(', ')}] items to raw logits.`,
      layers: networks.discriminator,
      input: 'x',
      inputShape: shapeOf(item),
      classes: told,
      featured: config.featureMatching > 0,
    }),
    source,
    lines('run = ganvas.Run(S, STORY)', 'G, D = run.place(Generator(), Discriminator())', `data = ${made}`),
    lossFunctions(config),
    stepText(stepOf(facts, config)),
  )
}

function headText({ label, step, config, item }: ScriptFacts, replay: Replay | null): string {
  const limits = scriptLimits({ config, kind: item.kind, replayed: replay !== null })
  return lines(
    `"""A run of Ganvas on ${label.replaceAll(/["\\\p{Cc}]/gu, "'")}, step ${step}, to go on with in PyTorch: on one CPU, one GPU, or many.`,
    '',
    '    python train.py --steps 1000              on one device; writes a .ganvas file that the page opens',
    '    torchrun --nproc_per_node 2 train.py      on two GPUs, or by two processes: the same batches, shared',
    '    accelerate launch --multi_gpu --num_processes 2 train.py',
    '    python train.py --check                   makes one step and compares it with the page’s own',
    '    python train.py --from-start              begins anew at step 0',
    item.kind === 'picture'
      ? '    python train.py --data FOLDER --size 64   on photographs of your own, at that side'
      : null,
    '',
    'Needs torch (1.13 or later) and numpy. layers.py beside it has the networks’ layers, ganvas.py what every such script shares.',
    '',
    ...limits.map((limit) => `- ${limit}`),
    '"""',
  )
}

/** Settings by which the library itself goes. */
const ALWAYS = ['seed', 'batch'] as const satisfies readonly (keyof RunConfig)[]

function settingsText(config: RunConfig, program: string, replay: Replay | null): string {
  const used = [...program.matchAll(/\bS\.(\w+)/gu)].map(([, key = '']) => key)
  const keys = [...new Set<string>([...ALWAYS, ...used])]
  const values = Object.fromEntries(keys.map((key) => [key, valueOf(config, key)]))
  const kept = (change: Partial<RunConfig>): string =>
    `dict(${keywords(Object.fromEntries(Object.entries(change).filter(([key]) => keys.includes(key))))})`
  const story =
    replay === null
      ? 'STORY = None'
      : lines(
          '# For --from-start: what was otherwise at step 0, and each change on the way.',
          `STORY = ${kept(replay.first)}, [${replay.changes.map(({ step, change }) => `(${step}, ${kept(change)})`).join(', ')}]`,
        )
  return lines(`S = SimpleNamespace(${keywords({ ...values, pack: packOf(config) })})`, story)
}

function valueOf(config: RunConfig, key: string): unknown {
  if (!Object.hasOwn(config, key)) throw new Error(`No setting ${key}.`)
  return config[key as keyof RunConfig]
}

/** What rounding alone may do to G's loss, where it may: see `swayOf`. */
function sways(config: RunConfig): string {
  const sway = swayOf(config)
  return sway === 0 ? '' : `, sway=${sway}`
}
