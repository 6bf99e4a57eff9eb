/** What of a format is wanted: which network, how many, from which seed, of which class. Each format has its own few. */
import { exportFormat, type ExportFormat, type ExportOption } from '../../../common/catalog/export-formats.ts'
import { originOf } from '../../../common/config/dataset-kind.ts'
import { isFromPictures } from '../../../common/config/task.ts'
import { isSourceByChance } from '../../../common/restore/source-words.ts'
import { MOST_EXPORTED, type ExportOptions } from '../../../common/protocol/exports.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Segments } from '../kit/segments.tsx'
import { Choice, Count } from '../latent/save/save-fields.tsx'

/** What was chosen so far; the rest is as unless told. */
export type Chosen = Omit<ExportOptions, 'labels'> & { readonly labels?: number | undefined }

interface Props {
  format: ExportFormat
  chosen: Chosen
  onChoose: (change: Chosen) => void
}

const NETWORKS = [
  { id: 'generator', label: 'Generator', meaning: 'Makes fakes; averaged where the page shows it so.' },
  { id: 'discriminator', label: 'Discriminator', meaning: 'Tells real from fake.' },
] as const
const WHICH = [
  { id: 'fakes', label: 'Fakes' },
  { id: 'reals', label: 'Real ones, as prepared' },
] as const
const IN_TURN = 'in-turn'

const selectClasses = ({ dataset, sides }: PageState) =>
  sides.run.config.conditional === 'none' ? null : (dataset?.classes ?? null)
const selectFromPictures = ({ sides }: PageState): boolean => isFromPictures(sides.run.config)
const selectByChance = ({ sides }: PageState): boolean => isSourceByChance(sides.run.config)
const selectRestores = ({ sides }: PageState): boolean => sides.run.config.task === 'restore'
const selectOwn = ({ sides }: PageState): boolean => originOf(sides.run.config) === 'own'
const selectListed = ({ dataset }: PageState): boolean => (dataset?.count ?? 0) > 0

export function ExportFields({ format, chosen, onChoose }: Props) {
  const classes = useGanvas(selectClasses)
  const listed = useGanvas(selectListed)
  const own = useGanvas(selectOwn)
  const fromPictures = useGanvas(selectFromPictures)
  const byChance = useGanvas(selectByChance)
  const restores = useGanvas(selectRestores)
  const { options } = exportFormat(format)
  const has = (option: ExportOption): boolean => options.includes(option)
  const { which = 'fakes' } = chosen
  return (
    <div className="export-fields">
      {has('data') && own && (
        <label className="export-check">
          <input
            type="checkbox"
            checked={chosen.data ?? false}
            onChange={(event) => onChoose({ data: event.target.checked })}
          />
          With your data in it: whoever has the file has them
        </label>
      )}
      {has('network') && (
        <Segments
          name="export-network"
          aria-label="Network"
          options={NETWORKS}
          chosen={chosen.network ?? 'generator'}
          onChoose={(network) => onChoose({ network })}
        />
      )}
      {has('optimiser') && (
        <label className="export-check">
          <input
            type="checkbox"
            checked={chosen.optimiser ?? false}
            onChange={(event) => onChoose({ optimiser: event.target.checked })}
          />
          With the optimiser’s moments
        </label>
      )}
      {has('which') && listed && (
        <Segments
          name="export-which"
          aria-label="Which"
          options={WHICH}
          chosen={which}
          onChoose={(next) => onChoose({ which: next })}
        />
      )}
      {has('count') && which === 'fakes' && (
        <>
          <Count
            name="How many"
            value={chosen.count ?? 256}
            min={1}
            max={MOST_EXPORTED}
            onChange={(count) => onChoose({ count })}
          />
          {(!fromPictures || byChance) && (
            <Count
              wide
              name={fromPictures ? 'Sources from seed' : 'From seed'}
              value={chosen.seed ?? 0}
              min={0}
              max={2 ** 32 - 1}
              onChange={(seed) => onChoose({ seed })}
            />
          )}
          {fromPictures && (
            <p className="export-note">
              {restores
                ? 'Source, result and truth of each picture lie in folders of their own, under the same name.'
                : 'Source and result of each picture lie in folders of their own, under the same name.'}{' '}
              Those that training never sees come first.
            </p>
          )}
          {classes !== null && (
            <Choice
              name="Class"
              options={[
                { id: IN_TURN, label: 'Every class in turn' },
                ...classes.map((label, id) => ({ id: String(id), label })),
              ]}
              value={chosen.labels === undefined ? IN_TURN : String(chosen.labels)}
              onPick={(id) => onChoose({ labels: id === IN_TURN ? undefined : Number(id) })}
            />
          )}
        </>
      )}
    </div>
  )
}
