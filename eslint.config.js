// Lint rules for the whole tree. Folder rules and cycles are not here: see .dependency-cruiser.cjs.
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Raw messages belong to the typed endpoint alone. */
const noRawMessages = {
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.property.name='postMessage']",
      message: 'Send through src/common/protocol/endpoint.ts.',
    },
    {
      selector: "AssignmentExpression[left.property.name='onmessage']",
      message: 'Receive through src/common/protocol/endpoint.ts.',
    },
  ],
}

/** Tests wait for what is meant, or move a clock of their own; how long things take is the bench's to say. */
const NO_SLEEP = 'Wait for a state (expect.poll, waitFor), for a turn (yieldToTasks), or move a faked clock.'
const noSleeps = {
  'no-restricted-properties': ['error', { property: 'waitForTimeout', message: NO_SLEEP }],
  'no-restricted-syntax': [
    'error',
    { selector: "CallExpression[callee.name='setTimeout']", message: NO_SLEEP },
    {
      selector: "CallExpression[callee.object.name='globalThis'][callee.property.name='setTimeout']",
      message: NO_SLEEP,
    },
    {
      selector: "CallExpression[callee.object.name='window'][callee.property.name='setTimeout']",
      message: NO_SLEEP,
    },
    { selector: 'ImportDeclaration[source.value=/^(node:)?timers/]', message: NO_SLEEP },
  ],
}

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'public', '.cache', 'test/fixtures', 'test-results'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}', '*.config.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.page.json', './tsconfig.worker.json', './tsconfig.test.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/common/protocol/**', 'src/common/yield.ts'],
    rules: noRawMessages,
  },
  { files: ['test/**/*.{ts,tsx}'], ignores: ['test/bench/**'], rules: noSleeps },
  {
    files: ['src/**/*.tsx', 'src/page/state/**/*.ts', 'src/page/ui/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
)
