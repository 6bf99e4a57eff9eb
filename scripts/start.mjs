// `npm start`: installs what is missing, builds the app, serves it with the isolation headers and prints its address.
import { ensurePackages, run } from './lib/ensure.mjs'

ensurePackages()
console.log('Building …')
run('npx', ['vite', 'build', '--logLevel', 'warn'])
run('npx', ['vite', 'preview', ...process.argv.slice(2)])
