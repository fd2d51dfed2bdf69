import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { firstLoad } from './build/firstLoad.ts'

const service = 'http://127.0.0.1:5080'

export default defineConfig({
  base: '/sidebar/',
  plugins: [vue(), firstLoad()],
  build: {
    // Old phones keep old web views: WeCom's minimum is far behind the desktop browsers.
    target: ['chrome87', 'safari14'],
    // A data: address would need an exception in the CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
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
