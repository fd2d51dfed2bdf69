import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { firstLoad } from './build/firstLoad.ts'
import { precompress } from './build/precompress.ts'

/** Pages for fewer people, and what only they use: loaded when somebody goes there. */
const onDemand = /\/src\/onDemand\//

/** What opens by a tap, and what only that needs: one script, fetched after the first sight. Everything else is the script of the first sight. */
const byTap = new RegExp([
  String.raw`/src/components/(?:onTap\.ts|(?:\w*Sheets?|Evidence\w+|Field(?!Text)\w+|NotePreview\w*)\.vue)`,
  String.raw`/src/pages/DraftPage\.vue`,
  String.raw`/src/(?:composables/use(?:Draft|Sheet|Typed)|photo|typed)\.ts`,
  String.raw`/node_modules/vant/es/(?:cell|field|overlay|popup|composables/(?:on-popup-reopen|use-(?:expose|id|lazy-render|lock-scroll|scope-id|touch)))[./]`,
].join('|'))

const service = 'http://127.0.0.1:5080'

export default defineConfig({
  base: '/sidebar/',
  // Nothing here or in Vant is written in Vue's options.
  plugins: [vue({ features: { optionsAPI: false } }), firstLoad(), precompress()],
  build: {
    // Old phones keep old web views: WeCom's minimum is far behind the desktop browsers.
    target: ['chrome87', 'safari14'],
    // A data: address would need an exception in the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One script and one style sheet before the first sight: each file more is a journey more on a phone's line.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'app', test: (id) => !onDemand.test(id) && !byTap.test(id), priority: 2 },
            { name: 'sheets', test: byTap, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': service, '/auth': service } },
  test: {
    environment: 'jsdom',
    restoreMocks: true,
    unstubGlobals: true,
    setupFiles: 'src/test/setup.ts',
    server: { deps: { inline: ['vant'] } },
  },
})
