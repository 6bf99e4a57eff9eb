/** Takes samples away: a grid as PNG; a walk, a loop through pins or the film of the run as GIF or video. */
import { Download, Square } from 'lucide-react'
import { useState } from 'react'
import { MOTION_FORMATS, motionFormat, type MotionFormat } from '../../../../common/catalog/motion-formats.ts'
import { useGanvas, useLab, useReadNow } from '../../../state/page.ts'
import { latentJson } from '../../../state/stage/latent-file.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import type { TabProps } from '../lab-bar.tsx'
import { useLabKind, useSurroundings } from '../use-lab-kind.ts'
import { hasVideoEncoder } from './encode.ts'
import { loopThrough, walkFrom } from './journeys.ts'
import { makeFilm, makeGrid, makeJourney, type Studio } from './make.ts'
import { Choice, Count } from './save-fields.tsx'
import { useSaving, type Saving } from './use-saving.ts'

type Kind = 'grid' | 'walk' | 'loop' | 'film' | 'latents'

const SCALES = [1, 2, 4, 8, 12].map((scale) => ({ id: String(scale), label: `×${scale}` }))
/** Draws a second of a saved walk: as the Walk button at its first speed. */
const WALK_SPEED = 0.4

const selectPins = ({ pins }: PageState): number => pins.length
const selectFilm = ({ sides }: PageState): number => sides.run.timeline.frames.length
const selectSide = ({ dataset }: PageState): number => dataset?.size ?? 0
const selectHolds = ({ latentCursor }: PageState): boolean => latentCursor !== null

export function SaveTab(props: TabProps & { seed: number }) {
  const { save: kindSave } = useLabKind()
  const pins = useGanvas(selectPins)
  const film = useGanvas(selectFilm)
  const [kind, setKind] = useState<Kind>('grid')
  const saving = useSaving()
  const kinds = [
    { id: 'grid', label: kindSave.manyLabel },
    { id: 'walk', label: 'Walk from the hand' },
    { id: 'loop', label: 'Loop of pins', ...(pins < 2 ? { blocked: 'needs two pins' } : {}) },
    { id: 'film', label: 'Film of the run', ...(film < 2 ? { blocked: 'needs two kept steps' } : {}) },
    { id: 'latents', label: 'Latents' },
  ] as const
  const common = { ...props, saving }
  return (
    <div className="lab-save">
      <div className="lab-row">
        <Choice
          name="What to save"
          options={kinds}
          value={kind}
          onPick={(id) => {
            setKind(id as Kind)
            saving.forget()
          }}
        />
        <progress
          aria-label="Saving"
          data-idle={saving.progress === null}
          value={saving.progress?.done ?? 0}
          max={saving.progress?.total ?? 1}
        />
        {saving.progress !== null && (
          <Button icon={<Square size={13} aria-hidden="true" />} onClick={saving.stop}>
            Stop
          </Button>
        )}
      </div>
      <Fields {...common} kind={kind} />
    </div>
  )
}

function Fields({ kind, ...common }: FieldsProps & { kind: Kind }) {
  if (kind === 'grid') return <GridFields {...common} />
  if (kind === 'latents') return <LatentFields {...common} />
  return <MotionFields {...common} kind={kind} />
}

/** The numbers themselves: dropped on the page they come back. */
function LatentFields({ saving }: FieldsProps) {
  const readNow = useReadNow()
  const pins = useGanvas(selectPins)
  const holds = useGanvas(selectHolds)
  const many = pins === 1 ? 'one pin' : `${pins} pins`
  return (
    <SaveRow
      told={saving.told}
      disabled={!holds || saving.progress !== null}
      label="Save JSON"
      note={`The latent under the hand and ${many}. Drop the file on the page to have them back.`}
      onSave={() =>
        saving.save(fileName('latents', readNow(), 'json'), 1, () =>
          Promise.resolve(new Blob([latentJson(readNow())], { type: 'application/json' })),
        )
      }
    />
  )
}

interface FieldsProps extends TabProps {
  seed: number
  saving: Saving
}

function useStudio({ dimensions, prior }: FieldsProps): Studio {
  const lab = useLab()
  const { save: kind } = useLabKind()
  const surroundings = useSurroundings()
  return { look: (latents, count) => lab.look(latents, count), dimensions, prior, surroundings, kind }
}

function GridFields(props: FieldsProps) {
  const { saving } = props
  const studio = useStudio(props)
  const { inRows, many } = useLabKind().save
  const holds = useGanvas(selectHolds)
  const readNow = useReadNow()
  const [seed, setSeed] = useState(props.seed)
  const [columns, setColumns] = useState(8)
  const [rows, setRows] = useState(8)
  const [scale, setScale] = useState(4)
  const side = useGanvas(selectSide)
  const shown = many({ rows, columns, side })
  return (
    <>
      <div className="lab-row">
        <Count wide name="From seed" value={seed} min={0} max={2 ** 32 - 1} onChange={setSeed} />
        {inRows && <Count name="Columns" value={columns} min={1} max={32} onChange={setColumns} />}
        {inRows && <Count name="Rows" value={rows} min={1} max={32} onChange={setRows} />}
        <Choice name="Scale" options={SCALES} value={String(scale)} onPick={(id) => setScale(Number(id))} />
      </div>
      <SaveRow
        told={saving.told}
        disabled={!holds || saving.progress !== null}
        label="Save PNG"
        note={`${shown.words} ${sizeWords(shown.width * scale, shown.height * scale)}`}
        onSave={() =>
          saving.save(fileName('samples', readNow(), 'png'), 1, () =>
            makeGrid(studio, { seed, columns, rows, scale }),
          )
        }
      />
    </>
  )
}

function MotionFields(props: FieldsProps & { kind: Exclude<Kind, 'grid' | 'latents'> }) {
  const { kind, prior, cursor, saving } = props
  const studio = useStudio(props)
  const readNow = useReadNow()
  const [frames, setFrames] = useState(60)
  const [rate, setRate] = useState(20)
  const [scale, setScale] = useState(8)
  const [format, setFormat] = useState<MotionFormat>('gif')
  const film = useGanvas(selectFilm)
  const video = hasVideoEncoder() ? {} : { blocked: 'this browser has no video encoder' }
  const formats = MOTION_FORMATS.map((entry) => ({ ...entry, ...(entry.video ? video : {}) }))
  const save = (): void => {
    const { latentCursor, pins, sides } = readNow()
    const { timeline } = sides.run
    const name = fileName(kind, readNow(), motionFormat(format).ending)
    if (kind === 'film') {
      saving.save(name, timeline.frames.length, (report) =>
        makeFilm(timeline.frames, { scale: Math.max(1, Math.round(scale / 2)), format, rate, report }),
      )
      return
    }
    const from = cursor.read() ?? latentCursor
    if (from === null) return
    const latents =
      kind === 'walk'
        ? walkFrom(from, { seed: props.seed, prior, frames, perFrame: WALK_SPEED / rate })
        : loopThrough(
            pins.map(({ latent }) => latent),
            frames,
            prior,
          )
    saving.save(name, latents.length, (report) =>
      makeJourney(studio, latents, { scale, format, rate, report }),
    )
  }
  return (
    <>
      <div className="lab-row">
        {kind !== 'film' && <Count name="Frames" value={frames} min={2} max={600} onChange={setFrames} />}
        <Count name="Frames a second" value={rate} min={1} max={50} onChange={setRate} />
        <Choice name="Scale" options={SCALES} value={String(scale)} onPick={(id) => setScale(Number(id))} />
        <Choice
          name="Format"
          options={formats}
          value={format}
          onPick={(id) => setFormat(id as MotionFormat)}
        />
      </div>
      <SaveRow
        told={saving.told}
        disabled={saving.progress !== null}
        label={`Save ${formats.find(({ id }) => id === format)?.label ?? ''}`}
        note={`${NOTES[kind]} ${lastingWords(kind === 'film' ? film : frames, rate)}`}
        onSave={save}
      />
    </>
  )
}

function sizeWords(width: number, height: number): string {
  return `${width.toLocaleString('en')} × ${height.toLocaleString('en')} px.`
}

function lastingWords(frames: number, rate: number): string {
  return `${frames} frames, ${(frames / rate).toFixed(1)} s.`
}

const NOTES: Readonly<Record<Exclude<Kind, 'grid' | 'latents'>, string>> = {
  walk: 'From the sample under the hand to the walk’s next draws.',
  loop: 'Through all pins and back to the first, without a seam.',
  film: 'The same noises at each kept step, as in the strip below.',
}

function SaveRow({
  disabled,
  label,
  note,
  told,
  onSave,
}: {
  disabled: boolean
  label: string
  note: string
  told: string | null
  onSave: () => void
}) {
  return (
    <div className="lab-row">
      <Button
        look="primary"
        icon={<Download size={14} aria-hidden="true" />}
        disabled={disabled}
        onClick={onSave}
      >
        {label}
      </Button>
      <span className="lab-note">
        <span hidden={told !== null}>{note}</span>
        <span role="status">{told}</span>
      </span>
    </div>
  )
}

/** `ganvas-mnist-walk-step-1200.gif`. */
function fileName(what: string, { sides }: PageState, ending: string): string {
  const { config, step: now, timeline } = sides.run
  const step = what === 'film' ? now : (timeline.rewound ?? now)
  return `ganvas-${config.dataset}-${what}-step-${step}.${ending}`
}
