/**
 * How a file that left is opened elsewhere, as text to copy. Each was run in a test on a file that left: test/worker/formats for
 * JavaScript, test/python for Python. Pure.
 */
import type { ExportFormat } from '../../../common/catalog/export-formats.ts'
import type { GivenFacts } from '../../../common/restore/source-words.ts'

export interface Snippet {
  readonly language: 'Python' | 'JavaScript' | 'Terminal'
  readonly code: string
}

export interface SnippetFacts {
  /** Name of the file. */
  readonly file: string
  readonly network: 'generator' | 'discriminator'
  /** Numbers of a latent. */
  readonly latent: number
  readonly prior: 'normal' | 'uniform'
  /** What latents are multiplied by. */
  readonly truncation: number
  /** 0: no classes are told. */
  readonly classes: number
  /** What an item is called in an ONNX model. */
  readonly port: string
  /** Shape of one item, channels last. */
  readonly shape: readonly number[]
  /** What a picture is made from; absent where it is made from noise. */
  readonly given?: GivenFacts
  /** Of tables: how pandas is asked for their file; absent of others. */
  readonly pandas?: readonly string[]
}

/** None where there is nothing to say. */
export function snippetsFor(format: ExportFormat, facts: SnippetFacts): Snippet[] {
  switch (format) {
    case 'ganvas':
      return []
    case 'pytorch':
      return [{ language: 'Terminal', code: pytorchScript(facts) }]
    case 'onnx':
      return [
        { language: 'Python', code: onnxInPython(facts) },
        { language: 'JavaScript', code: onnxInJavaScript(facts) },
      ]
    case 'tfjs':
      return [{ language: 'JavaScript', code: layersModel(facts) }]
    case 'safetensors':
      return [{ language: 'Python', code: safetensors(facts) }]
    case 'samples':
      return [{ language: 'Python', code: samples(facts) }]
    case 'csv':
      return [{ language: 'Python', code: facts.port === 'row' ? frame(facts) : table(facts) }]
    case 'figures':
      return [{ language: 'Python', code: table(facts) }]
    case 'tensorboard':
      return [{ language: 'Terminal', code: `unzip ${facts.file} -d runs\ntensorboard --logdir runs` }]
  }
}

const isPicture = (shape: readonly number[]): boolean => shape.length === 3

const lines = (...given: readonly (string | null)[]): string =>
  given.filter((line) => line !== null).join('\n')

function drawnInPython({ latent, prior, truncation }: SnippetFacts): string {
  const draw =
    prior === 'normal' ? `rng.standard_normal((16, ${latent}))` : `rng.uniform(-1, 1, (16, ${latent}))`
  const scaled = truncation === 1 ? draw : `${truncation} * ${draw}`
  return `z = (${scaled}).astype(np.float32)`
}

function itemInPython({ shape }: SnippetFacts): string {
  const [height = 0, width = 0, channels = 0] = shape
  return isPicture(shape)
    ? `items = np.zeros((16, ${channels}, ${height}, ${width}), np.float32)  # pictures in [-1, 1]`
    : `items = np.zeros((16, ${height}), np.float32)  # one row for each`
}

/** Characters of a line that can be read without moving the box. */
const LINE = 76

/** A sentence as comments, in lines that can be read at once. */
function remark(mark: string, sentence: string): string[] {
  return sentence.split(' ').reduce<string[]>((all, next) => {
    const last = all.at(-1)
    return last !== undefined && last.length + next.length < LINE
      ? [...all.slice(0, -1), `${last} ${next}`]
      : [...all, `${mark} ${next}`]
  }, [])
}

/** Which pictures a network is given beside what it judges, and which way it goes. */
const givenTo = ({ network, given }: SnippetFacts) => ({
  source: given !== undefined && (network === 'generator' || given.heard) ? given : null,
  ways: given?.ways === true,
})

function givenInPython(facts: SnippetFacts): (string | null)[] {
  const { source, ways } = givenTo(facts)
  const [height = 0, width = 0, channels = 0] = source?.shape ?? []
  return [
    ...(source === null && !ways ? [] : remark('#', facts.given?.words ?? '')),
    source === null
      ? null
      : `source = np.zeros((16, ${channels}, ${height}, ${width}), np.float32)  # in place of zeros: yours, in [-1, 1]`,
    ways ? 'direction = np.tile(np.float32([1, 0]), (16, 1))' : null,
  ]
}

function givenInJavaScript(facts: SnippetFacts): (string | null)[] {
  const { source, ways } = givenTo(facts)
  const [height = 0, width = 0, channels = 0] = source?.shape ?? []
  return [
    ...(source === null && !ways ? [] : remark('//', facts.given?.words ?? '')),
    source === null
      ? null
      : `const source = new ort.Tensor('float32', new Float32Array(16 * ${channels * height * width}), [16, ${channels}, ${height}, ${width}]) // in place of zeros: yours, in [-1, 1]`,
    ways
      ? "const direction = new ort.Tensor('float32', Float32Array.from({ length: 32 }, (_, i) => 1 - (i % 2)), [16, 2])"
      : null,
  ]
}

/** Names of the inputs that are as their port. */
function givenPorts(facts: SnippetFacts): string[] {
  const { source, ways } = givenTo(facts)
  return [...(source === null ? [] : ['source']), ...(ways ? ['direction'] : [])]
}

function onnxInPython(facts: SnippetFacts): string {
  const { file, network, classes, port, latent } = facts
  const makes = network === 'generator'
  const inputs = [
    ...(makes ? (latent === 0 ? [] : ['"z": z']) : [`"${port}": items`]),
    ...givenPorts(facts).map((name) => `"${name}": ${name}`),
    ...(classes === 0 ? [] : ['"label": label']),
  ]
  return lines(
    'import numpy as np, onnxruntime as ort  # pip install onnxruntime',
    '',
    `model = ort.InferenceSession("${file}")`,
    makes && latent > 0 ? 'rng = np.random.default_rng(0)' : null,
    makes ? (latent === 0 ? null : drawnInPython(facts)) : itemInPython(facts),
    ...givenInPython(facts),
    classes === 0 ? null : `label = np.arange(16, dtype=np.int64) % ${classes}  # a class for each`,
    `(made,) = model.run(None, {${inputs.join(', ')}})`,
    makes
      ? isPicture(facts.shape)
        ? 'pictures = ((made.clip(-1, 1) + 1) * 127.5).round().astype(np.uint8)  # [16, channels, height, width]'
        : `rows = made  # [16, ${facts.shape[0] ?? 0}]`
      : 'score = 1 / (1 + np.exp(-made))  # [16, 1]: how real each looks',
  )
}

function onnxInJavaScript(facts: SnippetFacts): string {
  const { file, network, classes, port, latent, shape, prior, truncation } = facts
  const makes = network === 'generator'
  const [height = 0, width = 0, channels = 0] = shape
  const item = isPicture(shape)
    ? `new ort.Tensor('float32', new Float32Array(16 * ${channels * height * width}), [16, ${channels}, ${height}, ${width}])`
    : `new ort.Tensor('float32', new Float32Array(16 * ${height}), [16, ${height}])`
  const draw =
    prior === 'normal'
      ? 'Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random())'
      : '2 * Math.random() - 1'
  const drawn = truncation === 1 ? draw : `${truncation} * ${draw}`
  const inputs = [
    ...(makes ? (latent === 0 ? [] : ['z']) : [`${port}: item`]),
    ...givenPorts(facts),
    ...(classes === 0 ? [] : ['label']),
  ]
  return lines(
    "import * as ort from 'onnxruntime-web' // npm i onnxruntime-web",
    '',
    `const model = await ort.InferenceSession.create('${file}')`,
    makes && latent > 0 ? `const draw = () => ${drawn}` : null,
    makes
      ? latent === 0
        ? null
        : `const z = new ort.Tensor('float32', Float32Array.from({ length: 16 * ${latent} }, draw), [16, ${latent}])`
      : `const item = ${item}`,
    ...givenInJavaScript(facts),
    classes === 0
      ? null
      : `const label = new ort.Tensor('int64', BigInt64Array.from({ length: 16 }, (_, i) => BigInt(i % ${classes})), [16])`,
    `const made = await model.run({ ${inputs.join(', ')} })`,
    makes
      ? `console.log(made.${port}.dims, made.${port}.data)`
      : 'console.log(made.logit.data.map((logit) => 1 / (1 + Math.exp(-logit)))) // how real each looks',
  )
}

function layersModel({ latent, classes, prior, truncation }: SnippetFacts): string {
  const draw =
    prior === 'normal' ? `tf.randomNormal([16, ${latent}])` : `tf.randomUniform([16, ${latent}], -1, 1)`
  const z = truncation === 1 ? draw : `${draw}.mul(${truncation})`
  const label = `tf.range(0, 16).mod(tf.scalar(${classes})).reshape([16, 1])`
  const inputs = [...(latent === 0 ? [] : [z]), ...(classes === 0 ? [] : [label])]
  return lines(
    "import * as tf from '@tensorflow/tfjs' // npm i @tensorflow/tfjs",
    '',
    '// Unzip first: model.json and weights.bin lie beside each other on your server.',
    "const model = await tf.loadLayersModel('./model.json')",
    `const made = model.predict(${inputs.length === 1 ? (inputs[0] ?? '') : `[${inputs.join(', ')}]`})`,
    'made.print() // channels last, in [-1, 1]',
  )
}

/** One process, two by torchrun, two by accelerate: any of the last three lines does. Each is run in test/python. */
function pytorchScript({ file }: SnippetFacts): string {
  const folder = file.replace(/\.zip$/u, '')
  return lines(
    `unzip ${file} -d ${folder}`,
    `cd ${folder}`,
    'pip install torch numpy',
    'python train.py --check',
    'python train.py --steps 1000',
    'torchrun --nproc_per_node 2 train.py --steps 1000',
    'accelerate launch --multi_gpu --num_processes 2 train.py --steps 1000',
  )
}

function safetensors({ file }: SnippetFacts): string {
  return lines(
    'from safetensors import safe_open  # pip install safetensors torch',
    '',
    `with safe_open("${file}", framework="pt") as model:`,
    '    print(model.metadata())  # latent, prior, classes, settings …',
    '    tensors = {name: model.get_tensor(name) for name in model.keys()}',
    'for name, tensor in tensors.items():',
    '    print(name, tuple(tensor.shape))',
  )
}

function samples({ file, given }: SnippetFacts): string {
  const folder = file.replace(/\.zip$/u, '')
  return lines(
    'import pathlib, zipfile',
    '',
    `zipfile.ZipFile("${file}").extractall("${folder}")`,
    given === undefined
      ? `pictures = sorted(pathlib.Path("${folder}").rglob("*.png"))  # torchvision's ImageFolder takes the folder as it is`
      : `pictures = sorted(pathlib.Path("${folder}", "made").rglob("*.png"))  # what each was made from has its name in the folder source`,
    'print(len(pictures), "pictures")',
  )
}

function table({ file }: SnippetFacts): string {
  return lines(
    'import csv',
    '',
    `with open("${file}", newline="", encoding="utf-8") as table:`,
    '    rows = list(csv.DictReader(table))',
    'print(len(rows), "rows", rows[:1])',
  )
}

function frame({ file, pandas = [] }: SnippetFacts): string {
  return lines(
    'import pandas as pd  # pip install pandas',
    '',
    `rows = pd.read_csv(${[`"${file}"`, ...pandas].join(', ')})`,
    'print(rows.shape, rows.head(), sep="\\n")',
  )
}
