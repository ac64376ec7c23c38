/** Reads citations in each format, as JSON from standard input, with the parsers of citation-js, and writes what they understand as CSL. */
import { plugins } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'

process.stdin.setEncoding('utf8')
let input = ''
for await (const part of process.stdin) input += part
const parsed = JSON.parse(input).map(({ bib, ris, csl }) => ({
  bib: plugins.input.chain(bib, { forceType: '@bibtex/text' }),
  ris: plugins.input.chain(ris, { forceType: '@ris/file' }),
  csl: plugins.input.chain(csl),
}))
process.stdout.write(JSON.stringify(parsed))
