/** Where the browsers are. Throws with what to install where one is not: a browser test must not skip. */
import { existsSync } from 'node:fs'

/** @param variable of the environment, names a path that goes before the usual ones */
function installed(what: string, packages: string, variable: string, usual: readonly string[]): string {
  const named = process.env[variable]
  const found = [...(named === undefined ? [] : [named]), ...usual].find((path) => existsSync(path))
  if (found === undefined)
    throw new Error(
      `No ${what} found. Install ${packages} from the system’s packages, or set ${variable} to its path.`,
    )
  return found
}

export const firefoxPath = (): string =>
  installed('Firefox', 'firefox-esr', 'FIREFOX', ['/usr/bin/firefox-esr', '/usr/bin/firefox'])

export const webkitDriverPath = (): string =>
  installed('WebKitWebDriver', 'webkit2gtk-driver', 'WEBKIT_DRIVER', ['/usr/bin/WebKitWebDriver'])

export const virtualScreenPath = (): string => installed('Xvfb', 'xvfb', 'XVFB', ['/usr/bin/Xvfb'])
