/** Workbooks as Excel writes them. */
import { zipSync } from 'fflate'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATED = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Each sheet is its rows in XML. */
export function workbook(
  sheets: Readonly<Record<string, string>>,
  shared: readonly string[] = [],
): Uint8Array {
  const names = Object.keys(sheets)
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${RELATED}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${RELATED}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rId9" Type="${RELATED}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN}>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  }
  names.forEach((name, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `${HEAD}<worksheet ${MAIN}><sheetData>${sheets[name]}</sheetData></worksheet>`
  })
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  )
}

/** A row of a sheet; a cell that begins with `<` is XML already. */
export const row = (n: number, ...cells: readonly (string | number)[]) =>
  `<row r="${n}">${cells
    .map((cell, i) => {
      const at = `r="${'ABCDEFG'[i]}${n}"`
      if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`
      return cell.startsWith('<')
        ? cell.replace('<c', `<c ${at}`)
        : `<c ${at} t="inlineStr"><is><t>${cell}</t></is></c>`
    })
    .join('')}</row>`
