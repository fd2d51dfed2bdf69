import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { firstLoad } from './build/firstLoad.ts'
import { precompress } from './build/precompress.ts'

/** Pages for fewer people, and what only they use: loaded when somebody goes there. Everything else is one script. */
const onDemand = /\/src\/onDemand\/|\/node_modules\/(echarts|zrender)\//

const service = 'http://127.0.0.1:5080'

export default defineConfig({
  base: '/sidebar/',
  plugins: [vue(), firstLoad(), precompress()],
  build: {
    // Old phones keep old web views: WeCom's minimum is far behind the desktop browsers.
    target: ['chrome87', 'safari14'],
    // A data: address would need an exception in the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One script and one style sheet before the first sight: each file more is a journey more on a phone's line.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'app', test: (id) => !onDemand.test(id) }] } } },
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
