/** Pipelines that draw on a GpuCanvas, each made when first asked for. Must not know when. */
import contourCode from './contour.wgsl?raw'
import crossesCode from './crosses.wgsl?raw'
import fieldCode from './field.wgsl?raw'
import cursorCode from './cursor.wgsl?raw'
import picturesCode from './pictures.wgsl?raw'
import scoreCode from './score.wgsl?raw'
import strokeCode from './stroke.wgsl?raw'
import { FAKE_HUE, REAL_HUE, type Rgb } from '../palette.ts'
import { WORDS, WORDS_ACROSS } from './score-words.ts'

const CODE = {
  pictures: [scoreCode, picturesCode],
  field: [scoreCode, fieldCode],
  contour: [scoreCode, strokeCode, contourCode],
  crosses: [strokeCode, crossesCode],
  cursor: [scoreCode, cursorCode],
} as const

export type Shader = keyof typeof CODE

/** How what is drawn meets what lies there. */
const BLENDS: Readonly<Record<Shader, GPUBlendState | null>> = {
  pictures: null,
  field: null,
  // Many strokes of one colour are one mark.
  contour: blend('max', 'one'),
  crosses: blend('max', 'one'),
  cursor: blend('add', 'one-minus-src-alpha'),
}

const BASE = [
  `const REAL_HUE = ${rgb(REAL_HUE)};`,
  `const FAKE_HUE = ${rgb(FAKE_HUE)};`,
  `const WORDS = ${WORDS.length}u;`,
  `const WORDS_ACROSS = ${WORDS_ACROSS}u;`,
]

export class Shaders {
  private readonly made = new Map<string, GPURenderPipeline>()

  constructor(
    private readonly device: GPUDevice,
    private readonly format: GPUTextureFormat,
  ) {}

  /** @param constants WGSL values by name, declared in front of the code */
  pipeline(shader: Shader, constants: Readonly<Record<string, string>> = {}): GPURenderPipeline {
    const declared = Object.entries(constants).map(([name, value]) => `const ${name} = ${value};`)
    const key = [shader, ...declared].join(' ')
    const known = this.made.get(key)
    if (known !== undefined) return known
    const code = [...BASE, ...declared, ...CODE[shader]].join('\n')
    const module = this.device.createShaderModule({ code, label: `draw ${shader}` })
    const state = BLENDS[shader]
    const target = { format: this.format, ...(state === null ? {} : { blend: state }) }
    const pipeline = this.device.createRenderPipeline({
      label: `draw ${shader}`,
      layout: 'auto',
      vertex: { module },
      fragment: { module, targets: [target] },
      primitive: { topology: shader === 'cursor' ? 'triangle-strip' : 'triangle-list' },
    })
    this.made.set(key, pipeline)
    return pipeline
  }
}

/** A colour's bytes in WGSL. */
export function rgb(colour: Rgb): string {
  return `vec3f(${colour.map((value) => value.toFixed(1)).join(', ')})`
}

function blend(operation: GPUBlendOperation, dstFactor: GPUBlendFactor): GPUBlendState {
  const part = { operation, srcFactor: 'one', dstFactor } as const
  return { color: part, alpha: part }
}
