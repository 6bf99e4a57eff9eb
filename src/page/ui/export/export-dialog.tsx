/** What a run can leave the page as: choose a format, say what of it, save, and see how others open it. */
import { Download, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import {
  EXPORT_FORMATS,
  exportFormat,
  type ExportFormat,
  type ExportFormatEntry,
} from '../../../common/catalog/export-formats.ts'
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { kindEntry } from '../../../common/items/kinds.ts'
import { exportName, exportStem } from '../../../common/protocol/exports.ts'
import { limitOf } from '../../../common/saved/format-limits.ts'
import type { LeavingKind, MoreLeaving } from '../../kinds/kind.ts'
import { leavingKind } from '../../kinds/leaving-kinds.ts'
import { useExport, useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { useSaving } from '../latent/save/use-saving.ts'
import { ExportFields, type Chosen } from './export-fields.tsx'
import { ScriptWords } from './script-words.tsx'
import { SnippetBox } from './snippet-box.tsx'
import { snippetsFor } from './snippets.ts'
import { useSnippetFacts } from './use-snippet-facts.ts'

const GROUPS = [
  { of: 'run', title: 'The run' },
  { of: 'networks', title: 'Networks' },
  { of: 'items', title: 'Samples' },
  { of: 'figures', title: 'Figures' },
] as const

const selectKind = (state: PageState) => itemKindOf(runData(state))
const selectLeavesAs = (state: PageState) => kindEntry(itemKindOf(runData(state))).leavesAs
const selectRewound = ({ sides }: PageState): number | null => sides.run.timeline.rewound

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const leavesAs = useGanvas(selectLeavesAs)
  const { Table, more } = leavingKind(useGanvas(selectKind))
  const [picked, setPicked] = useState<string>('ganvas')
  const [chosen, setChosen] = useState<Chosen>({})
  const saving = useSaving()
  const choose = (change: Chosen): void => {
    setChosen({ ...chosen, ...change })
    saving.forget()
  }
  const pick = (id: string): void => {
    setPicked(id)
    saving.forget()
  }
  const other = more.find(({ id }) => id === picked)
  const format = EXPORT_FORMATS.find(({ id }) => id === picked)?.id ?? 'ganvas'
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog export-dialog" aria-describedby="export-help">
          <div className="dialog-head">
            <Dialog.Title>Take away</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close" icon={<X size={16} />} />
            </Dialog.Close>
          </div>
          <div className="dialog-body export-body" tabIndex={0}>
            <p id="export-help">
              Made on this machine and saved by your browser: nothing is sent anywhere. Training goes on.
            </p>
            <div className="export-formats" role="radiogroup" aria-label="Format">
              {GROUPS.map(({ of, title }) => (
                <section key={of} className="export-group" aria-label={title}>
                  <h3>{title}</h3>
                  {EXPORT_FORMATS.filter((entry) => isOffered(entry, of, leavesAs)).map(({ id }) => (
                    <FormatRow
                      key={id}
                      entry={exportFormat(id)}
                      chosen={id === picked}
                      onChoose={() => pick(id)}
                    />
                  ))}
                  {of === 'items' &&
                    more.map((entry) => (
                      <FormatRow
                        key={entry.id}
                        entry={entry}
                        chosen={entry.id === picked}
                        onChoose={() => pick(entry.id)}
                      />
                    ))}
                </section>
              ))}
            </div>
            {other === undefined ? (
              <Leaving {...{ format, chosen, saving, Table }} onChoose={choose} />
            ) : (
              <OtherLeaving key={other.id} entry={other} saving={saving} />
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function isOffered(
  entry: ExportFormatEntry,
  of: ExportFormatEntry['of'],
  leavesAs: 'files' | 'rows',
): boolean {
  return entry.of === of && (entry.items === null || entry.items === leavesAs)
}

interface FormatRowProps {
  entry: Pick<ExportFormatEntry, 'label' | 'meaning'> & { readonly ending: string | null }
  chosen: boolean
  onChoose: () => void
}

function FormatRow({ entry, chosen, onChoose }: FormatRowProps) {
  return (
    <label className="export-format" data-chosen={chosen} title={entry.meaning}>
      <input type="radio" name="export-format" checked={chosen} onChange={onChoose} />
      <span className="export-name">
        {entry.label} {entry.ending !== null && <span className="export-ending">.{entry.ending}</span>}
      </span>
    </label>
  )
}

interface LeavingProps {
  format: ExportFormat
  chosen: Chosen
  onChoose: (change: Chosen) => void
  saving: ReturnType<typeof useSaving>
  /** How the kind's table is asked for; null: as all tables are. */
  Table: LeavingKind['Table']
}

const selectDataset = ({ sides }: PageState) => sides.run.config.dataset
const selectTask = ({ sides }: PageState) => sides.run.config.task
const selectStep = ({ sides }: PageState): number => sides.run.timeline.rewound ?? sides.run.step

/** What of it, the button, and how others open what comes. */
function Leaving({ format, chosen, onChoose, saving, Table }: LeavingProps) {
  const make = useExport()
  const dataset = useGanvas(selectDataset)
  const step = useGanvas(selectStep)
  const rewound = useGanvas(selectRewound)
  const network = format === 'tfjs' ? 'generator' : (chosen.network ?? 'generator')
  const { labels, ...rest } = chosen
  const options = labels === undefined ? rest : { ...rest, labels }
  const name = exportName({ dataset }, step, format, { ...options, network })
  const snippets = snippetsFor(format, useSnippetFacts(name, network))
  const limit = limitOf(format, { task: useGanvas(selectTask) })
  return (
    <section className="export-leaving" aria-label="What leaves">
      <p className="export-meaning" title={exportFormat(format).source}>
        {exportFormat(format).meaning}
      </p>
      {limit !== null ? (
        <p className="export-refusal" role="status">
          {limit.sentence} {limit.nextStep}
        </p>
      ) : format === 'csv' && Table !== null ? (
        <Table saving={saving} stem={exportStem({ dataset }, step)} />
      ) : (
        <>
          <ExportFields format={format} chosen={chosen} onChoose={onChoose} />
          {format === 'pytorch' && <ScriptWords />}
          <div className="export-save">
            <Button
              look="primary"
              icon={<Download size={14} aria-hidden="true" />}
              disabled={saving.progress !== null}
              onClick={() => saving.save(name, 1, async () => (await make(format, options)).file)}
            >
              {saving.progress === null ? 'Save' : 'Saving …'}
            </Button>
            <span className="export-note">
              <span hidden={saving.told !== null}>
                {rewound === null ? name : `${name}: the step you look back at.`}
              </span>
              <span role="status">{saving.told}</span>
            </span>
          </div>
        </>
      )}
      {limit === null && <SnippetBox key={format} snippets={snippets} />}
    </section>
  )
}

/** What one kind of item alone can be taken away as. */
function OtherLeaving({ entry, saving }: { entry: MoreLeaving } & Pick<LeavingProps, 'saving'>) {
  const dataset = useGanvas(selectDataset)
  const step = useGanvas(selectStep)
  const { Body, meaning } = entry
  return (
    <section className="export-leaving" aria-label="What leaves">
      <p className="export-meaning">{meaning}</p>
      <Body saving={saving} stem={exportStem({ dataset }, step)} />
    </section>
  )
}
