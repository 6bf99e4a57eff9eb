/** Every format of the catalogue has its writer here: a missing one does not compile. What is looked at leaves. */
import { EXPORT_FORMATS, exportFormat, type ExportFormat } from '../../../common/catalog/export-formats.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../../common/numbers/series-columns.ts'
import {
  exportName,
  exportStem,
  type ExportedFile,
  type ExportOptions,
  type ExportRequest,
} from '../../../common/protocol/exports.ts'
import { NO_NOTES, type PageNotes } from '../../../common/protocol/run-file.ts'
import { GanvasError } from '../../../common/failure.ts'
import { limitOf } from '../../../common/saved/format-limits.ts'
import { eventFile, type ScalarRow } from '../../formats/event-file.ts'
import { layersModel } from '../../formats/networks/layers-model.ts'
import { onnxModel } from '../../formats/onnx/model.ts'
import { floats, safetensorsPieces } from '../../formats/safetensors.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'
import { modelFacts } from './facts.ts'
import { csvOfRows, tableOf, zipOfFiles, type RowMaker } from './items.ts'
import { createZip, textBytes } from './zip.ts'
import { pytorchFile, type PytorchPorts } from './pytorch-file.ts'
import { runFile } from './run-file.ts'
import { exportedNetwork } from './network.ts'
import { torchFile } from './torch-file.ts'

/** The run itself, for what saves it whole; and whoever makes rows of a table. */
export interface ExportPorts extends PytorchPorts {
  readonly rows: RowMaker
}

interface Asked {
  readonly shown: Shown
  readonly options: ExportOptions
  /** Rows of SERIES_COLUMNS. */
  readonly history: Float32Array
  /** Called once the networks are no longer needed: training goes on while the file is written. */
  readonly leave: () => void
  /** The run itself, whatever is looked at. */
  readonly ports: ExportPorts
  readonly notes: PageNotes
}

type Writer = (asked: Asked) => Promise<Blob>

const WRITERS: Record<ExportFormat, Writer> = {
  ganvas: ({ ports, history, notes, options, leave }) => runFile(ports, { history, notes, options, leave }),
  pytorch: ({ ports, history, notes, options, leave }) =>
    pytorchFile(ports, { history, notes, options, leave }),
  onnx: async ({ shown, options, leave }) => {
    const network = await networkOf(shown, options)
    leave()
    return new Blob([onnxModel(network, modelFacts(shown))])
  },
  tfjs: async ({ shown, leave }) => {
    const limit = limitOf('tfjs', shown.config)
    if (limit !== null) throw new GanvasError('export-unsupported', limit.sentence, limit.nextStep)
    const network = await networkOf(shown, {})
    leave()
    const { json, weights } = layersModel(network, modelFacts(shown))
    const zip = createZip()
    zip.add('model.json', textBytes(json))
    zip.add('weights.bin', weights)
    return zip.end()
  },
  safetensors: async ({ shown, options, leave }) => {
    const tensors = await torchFile(shown, options)
    leave()
    const stored = tensors.map(({ name, shape, data }) => floats(name, shape, data))
    const pieces = safetensorsPieces({ tensors: stored, metadata: modelFacts(shown) })
    return new Blob(pieces.map((piece) => Uint8Array.from(piece)))
  },
  samples: ({ shown, options }) => {
    const { leaves } = kindOf(shown.dataset)
    return leaves.as === 'files' ? zipOfFiles(shown, leaves, options) : otherwise(shown, 'samples')
  },
  csv: ({ shown, options, leave, ports }) => {
    const { leaves } = kindOf(shown.dataset)
    if (leaves.as === 'rows') return tableOf(shown, leaves, options)
    return leaves.as === 'table'
      ? csvOfRows(shown, leaves, options, { maker: ports.rows, leave })
      : otherwise(shown, 'csv')
  },
  figures: ({ history }) => {
    const rows = rowsOf(history).map((row) => Array.from(row, wordOf).join(','))
    const text = `${[SERIES_COLUMNS.join(','), ...rows].join('\r\n')}\r\n`
    return Promise.resolve(new Blob([text]))
  },
  tensorboard: ({ shown, history }) => {
    const begun = Date.now() / 1000
    const zip = createZip()
    const file = eventFile(
      begun,
      rowsOf(history).map((row) => scalarsOf(row, begun)),
    )
    zip.add(`${exportStem(shown.config, shown.step)}/events.out.tfevents.${Math.floor(begun)}.ganvas`, file)
    return Promise.resolve(zip.end())
  },
}

/**
 * The networks as they stand leave together, whatever is trained meanwhile.
 * @param leave called once the networks are no longer needed
 * @throws GanvasError that says what to choose instead
 */
export async function exported(
  shown: Shown,
  { format, options, history = new Float32Array(), notes = NO_NOTES }: ExportRequest,
  ports: ExportPorts,
  leave: () => void,
): Promise<ExportedFile> {
  if (!EXPORT_FORMATS.some(({ id }) => id === format)) {
    const known = EXPORT_FORMATS.map(({ id }) => id).join(', ')
    throw new GanvasError('export-unknown', `There is no format ${format}.`, `Choose one of ${known}.`)
  }
  const { type, of } = exportFormat(format)
  const made = await WRITERS[format]({ shown, options, history, leave, ports, notes })
  const { config, step } = of === 'run' ? ports.run : shown
  const name = exportName(config, step, format, options)
  return { name, file: made.slice(0, made.size, type) }
}

function networkOf({ game, config, dataset }: Shown, { network = 'generator' }: ExportOptions) {
  return exportedNetwork(game, config, dataset.item, network)
}

function rowsOf(history: Float32Array): Float32Array[] {
  return Array.from({ length: Math.floor(history.length / SERIES_WIDTH) }, (_, row) =>
    history.subarray(row * SERIES_WIDTH, (row + 1) * SERIES_WIDTH),
  )
}

/** Empty where a figure was not measured. */
function wordOf(value: number): string {
  return Number.isFinite(value) ? String(value) : ''
}

/** All at the moment of saving: the page keeps no time with a step. */
function scalarsOf(row: Float32Array, time: number): ScalarRow {
  const [step = 0, ...rest] = row
  const values = Object.fromEntries(SERIES_COLUMNS.slice(1).map((name, i) => [name, rest[i] ?? NaN]))
  return { step, time, values }
}

function otherwise({ dataset }: Shown, format: ExportFormat): never {
  const { many, leavesAs } = kindEntry(dataset.item.kind)
  const other = EXPORT_FORMATS.find(({ items }) => items === leavesAs)
  throw new GanvasError(
    'export-unsupported',
    `${many} do not leave as “${exportFormat(format).label}”.`,
    `Choose “${other?.label ?? ''}”.`,
  )
}
