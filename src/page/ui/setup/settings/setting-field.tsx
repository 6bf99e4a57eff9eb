/**
 * The control of a setting, whatever its type, made from the catalogue alone: adding a setting there adds its control
 * here. Renders only when its own value changes.
 */
import { Dices } from 'lucide-react'
import { memo } from 'react'
import type { SettingKey } from '../../../../common/catalog/settings/all.ts'
import type { ChoiceSetting, SizeSetting } from '../../../../common/catalog/settings/setting.ts'
import { useGanvas } from '../../../state/page.ts'
import { IconButton } from '../../kit/button.tsx'
import { ChoiceField } from '../../kit/choice-field.tsx'
import type { FieldProps } from '../../kit/field.tsx'
import { NumberField } from '../../kit/number-field.tsx'
import { SwitchField } from '../../kit/switch-field.tsx'
import { WidthsField } from '../../kit/widths-field.tsx'
import {
  readBlocked,
  SELECT_BLOCKED,
  SELECT_CAUTION,
  SELECT_LOCK,
  SELECT_SHOWN,
  SELECT_VALUE,
  settingOf,
} from './setting-state.ts'
import { description } from './setting-words.ts'
import { useSettingCommit } from './use-setting.ts'

interface SettingFieldProps {
  settingKey: SettingKey
  /** Sets two controls of one setting apart. */
  place?: string
}

export const SettingField = memo(function SettingField({ settingKey, place = 'setup' }: SettingFieldProps) {
  const shown = useGanvas(SELECT_SHOWN[settingKey])
  const lock = useGanvas(SELECT_LOCK[settingKey])
  return shown ? (
    <div className="setting" data-setting={settingKey}>
      <fieldset className="setting-lock" disabled={lock !== ''} title={lock === '' ? undefined : lock}>
        <Control settingKey={settingKey} place={place} />
      </fieldset>
      <CautionNote settingKey={settingKey} />
    </div>
  ) : null
})

/** Said politely when the choice of the moment deserves a word. */
function CautionNote({ settingKey }: { settingKey: SettingKey }) {
  const caution = useGanvas(SELECT_CAUTION[settingKey])
  return (
    <p className="field-caution" role="note" hidden={caution === ''}>
      {caution}
    </p>
  )
}

function Control({ settingKey, place }: Required<SettingFieldProps>) {
  const value = useGanvas(SELECT_VALUE[settingKey])
  const { complaint, commit } = useSettingCommit(settingKey)
  const setting = settingOf(settingKey)
  const field: FieldProps = {
    id: `${place}-${settingKey}`,
    label: setting.label,
    effect: setting.effect,
    description: description(setting),
    complaint,
  }
  switch (setting.type) {
    case 'number':
    case 'integer':
      return (
        <NumberField
          {...field}
          value={Number(value)}
          range={setting}
          unit={setting.unit}
          whole={setting.type === 'integer'}
          onCommit={commit}
          extra={settingKey === 'seed' && <AnotherSeed onDraw={commit} />}
        />
      )
    case 'choice':
      return (
        <Choice {...field} settingKey={settingKey} setting={setting} value={String(value)} commit={commit} />
      )
    case 'size':
      return (
        <ChoiceField
          {...field}
          value={String(value)}
          options={sizesShown(setting, Number(value)).map((size) => ({
            id: String(size),
            label: String(size),
          }))}
          onCommit={(id) => commit(Number(id))}
        />
      )
    case 'widths':
      return (
        <WidthsField
          {...field}
          value={Array.isArray(value) ? value : []}
          maxLayers={setting.maxLayers}
          unit={setting.unit}
          onCommit={commit}
        />
      )
    case 'column':
      // It stands among the columns themselves.
      return null
    case 'switch':
      return <SwitchField {...field} value={value === true} onCommit={commit} />
  }
}

/** The value in force stands among the few that are offered: the side of the person's own pictures may be any. */
function sizesShown({ offered }: SizeSetting, value: number): readonly number[] {
  return offered.includes(value) ? offered : [...offered, value].sort((a, b) => a - b)
}

interface ChoiceProps extends FieldProps {
  settingKey: SettingKey
  setting: ChoiceSetting
  value: string
  commit: (candidate: unknown) => void
}

function Choice({ settingKey, setting, commit, ...field }: ChoiceProps) {
  const blocked = readBlocked(useGanvas(SELECT_BLOCKED[settingKey]))
  const options = setting.options.map((option) => ({
    ...option,
    meaning: [option.meaning, option.usual].filter(Boolean).join(' '),
    blocked: blocked[option.id],
  }))
  return <ChoiceField {...field} options={options} onCommit={commit} />
}

/** Draws a seed: four digits, so that it can be said aloud in a class. */
function AnotherSeed({ onDraw }: { onDraw: (seed: number) => void }) {
  const draw = (): void => {
    const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
    onDraw(word % 10_000)
  }
  return <IconButton name="Another seed" icon={<Dices size={14} />} onClick={draw} />
}
