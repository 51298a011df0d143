/** One configuration: what a strict reader would complain about, beyond what `tsc` already checks. */
import js from "@eslint/js";
import noUnsanitized from "eslint-plugin-no-unsanitized";
import globals from "globals";

const common = {
  ...js.configs.recommended.rules,
  "no-undef": "off", // tsc resolves names, across content scripts too
  "no-unused-vars": ["error", { vars: "local", argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "no-var": "error",
  "prefer-const": "error",
  "object-shorthand": "error",
  eqeqeq: "error",
  curly: ["error", "multi-line"],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-console": "error",
  "no-shadow": "error",
  "no-throw-literal": "error",
  "no-else-return": "error",
  "prefer-template": "error",
  "require-unicode-regexp": "error",
  "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
};

export default [
  { ignores: ["node_modules/", "**/bundles/", ".venv/"] },
  {
    files: ["extension/content/**/*.js", "extension/shared/**/*.js"],
    plugins: { "no-unsanitized": noUnsanitized },
    languageOptions: { ecmaVersion: 2024, sourceType: "script", globals: { ...globals.browser, chrome: "readonly" } },
    rules: { ...common, ...noUnsanitized.configs.recommended.rules },
  },
  {
    files: ["extension/{companion,pairing,worker,pages}/**/*.js", "companion/**/*.js"],
    plugins: { "no-unsanitized": noUnsanitized },
    languageOptions: { ecmaVersion: 2025, sourceType: "module", globals: { ...globals.browser, chrome: "readonly" } },
    rules: { ...common, ...noUnsanitized.configs.recommended.rules },
  },
  {
    files: ["tests/browser/**/*.{js,jsx,mjs}", "tests/js/**/*.{js,mjs}", "eslint.config.js"],
    languageOptions: {
      ecmaVersion: "latest",
      sourceType: "module",
      globals: globals.node,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    rules: { ...common, "max-lines": "off" },
  },
];
