import { createRouter, type RouterHistory } from 'vue-router'
import DraftPage from './pages/DraftPage.vue'
import NotePage from './pages/NotePage.vue'
import StartPage from './pages/StartPage.vue'
import UnknownPage from './pages/UnknownPage.vue'

export function makeRouter(history: RouterHistory) {
  const router = createRouter({
    history,
    routes: [
      { path: '/', name: 'start', component: StartPage, meta: { title: '待确认' } },
      { path: '/drafts/:id', name: 'draft', component: DraftPage, props: true, meta: { title: '转为商机备注' } },
      { path: '/notes/:id', name: 'note', component: NotePage, props: true, meta: { title: '商机备注' } },
      { path: '/:rest(.*)*', component: UnknownPage, meta: { title: '销售助手' } },
    ],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  // WeCom shows the document's title in its own bar above the page.
  router.afterEach((to) => { document.title = to.meta.title })
  return router
}

declare module 'vue-router' {
  interface RouteMeta { title: string }
}
