/** The shape of a setting: what a control, the address bar and a check need to know. Plain data. */
import type { Entry } from '../entry.ts'
import type { When } from '../facts.ts'

/** What a change demands: nothing, another discriminator, two new networks, or a new worker. */
export type Effect = 'live' | 'discriminator' | 'rebuild' | 'restart'

/** Panel of the set-up column in which the control stands. */
export type Panel = 'dataset' | 'task' | 'networks' | 'objective' | 'optimiser' | 'regularisation' | 'run'

interface SettingBase {
  readonly label: string
  /** One line: what it does. */
  readonly meaning: string
  readonly source: string
  readonly effect: Effect
  readonly panel: Panel
  /** Shown only where these facts of the data and these values of other settings hold; absent: always. */
  readonly when?: When
}

export interface NumberSetting extends SettingBase {
  readonly type: 'number' | 'integer'
  readonly min: number
  readonly max: number
  readonly step: number
  /** Rates run over decades: their sliders are logarithmic; a zero is then the leftmost position. */
  readonly scale: 'linear' | 'log'
  readonly unit: string
}

export interface ChoiceSetting extends SettingBase {
  readonly type: 'choice'
  readonly options: readonly Entry[]
}

/** One of a few numbers, such as the image side. */
export interface SizeSetting extends SettingBase {
  readonly type: 'size'
  readonly values: readonly number[]
  /** The few of them that a control shows, beside the one in force. */
  readonly offered: readonly number[]
  readonly unit: string
}

/** Widths such as 128,128. */
export interface WidthsSetting extends SettingBase {
  readonly type: 'widths'
  readonly maxLayers: number
  readonly min: number
  readonly max: number
  readonly unit: string
}

export interface SwitchSetting extends SettingBase {
  readonly type: 'switch'
}

/** A column of the table that is there, by its name; empty: as the data say. Its control stands beside the columns. */
export interface ColumnSetting extends SettingBase {
  readonly type: 'column'
}

export type Setting =
  NumberSetting | ChoiceSetting | SizeSetting | WidthsSetting | SwitchSetting | ColumnSetting
