import { createRouter, type RouterHistory, type RouteRecordRaw } from 'vue-router'
import ChatPage from './pages/ChatPage.vue'
import CustomerPage from './pages/CustomerPage.vue'
import NotePage from './pages/NotePage.vue'
import TodayPage from './pages/TodayPage.vue'
import UnknownPage from './pages/UnknownPage.vue'

/** Beside a chat and behind cards: in the first load, but for a draft, which comes with the sheets. */
const everyday: RouteRecordRaw[] = [
  { path: '/', name: 'start', component: ChatPage, meta: { title: '销售助手' } },
  { path: '/today', name: 'today', component: TodayPage, meta: { title: '今日待办' } },
  { path: '/customers/:id', name: 'customer', component: CustomerPage, props: true, meta: { title: '客户' } },
  { path: '/drafts/:id', name: 'draft', component: () => import('./pages/DraftPage.vue'), props: true, meta: { title: '转为商机备注' } },
  { path: '/notes/:id', name: 'note', component: NotePage, props: true, meta: { title: '商机备注' } },
]

/** For fewer people, or seldom: loaded when somebody goes there. */
const onDemand: RouteRecordRaw[] = [
  { path: '/team', name: 'team', component: () => import('./onDemand/TeamPage.vue'), meta: { title: '团队' } },
  { path: '/team/:userid', name: 'person', component: () => import('./onDemand/PersonPage.vue'), props: true, meta: { title: '成员' } },
  { path: '/stalls', name: 'stalls', component: () => import('./onDemand/StallsPage.vue'), meta: { title: '停滞商机' } },
  { path: '/stalls/of/:opportunity', name: 'whyOf', component: () => import('./onDemand/StallPage.vue'), props: true, meta: { title: '为什么' } },
  { path: '/stalls/:id', name: 'stall', component: () => import('./onDemand/StallPage.vue'), props: true, meta: { title: '停滞商机' } },
  { path: '/reports', name: 'briefs', component: () => import('./onDemand/BriefsPage.vue'), meta: { title: '日报' } },
  { path: '/reports/:id', name: 'brief', component: () => import('./onDemand/BriefPage.vue'), props: true, meta: { title: '日报' } },
  { path: '/counter', name: 'counter', component: () => import('./onDemand/CounterPage.vue'), meta: { title: '门店柜台' } },
  { path: '/counter/badges', name: 'badges', component: () => import('./onDemand/BadgesPage.vue'), meta: { title: '工牌' } },
  { path: '/shops', name: 'shops', component: () => import('./onDemand/ShopsPage.vue'), meta: { title: '门店转化' } },
  { path: '/looks', name: 'looks', component: () => import('./onDemand/LooksPage.vue'), meta: { title: '谁看过我的客户' } },
  { path: '/me', name: 'me', component: () => import('./onDemand/MePage.vue'), meta: { title: '我的' } },
  { path: '/admin', name: 'admin', component: () => import('./onDemand/AdminPage.vue'), meta: { title: '管理' } },
  { path: '/admin/quick-replies', name: 'quickReplies', component: () => import('./onDemand/QuickRepliesPage.vue'), meta: { title: '快捷话术' } },
  { path: '/admin/setup', name: 'setup', component: () => import('./onDemand/SetupPage.vue'), meta: { title: '安装' } },
  { path: '/admin/operations', name: 'operations', component: () => import('./onDemand/OperationsPage.vue'), meta: { title: '运行状态' } },
  { path: '/admin/jobs', name: 'jobs', component: () => import('./onDemand/JobsPage.vue'), meta: { title: '定时任务' } },
  { path: '/admin/lexicon', name: 'lexicon', component: () => import('./onDemand/LexiconPage.vue'), meta: { title: '词表' } },
  { path: '/admin/stall-rules', name: 'stallRules', component: () => import('./onDemand/StallRulesPage.vue'), meta: { title: '停滞规则' } },
  { path: '/admin/calendar', name: 'calendar', component: () => import('./onDemand/CalendarPage.vue'), meta: { title: '工作日历' } },
  { path: '/admin/counter-lists', name: 'counterLists', component: () => import('./onDemand/CounterListsPage.vue'), meta: { title: '柜台清单' } },
  { path: '/admin/recipients', name: 'recipients', component: () => import('./onDemand/RecipientsPage.vue'), meta: { title: '谁收到日报' } },
  { path: '/admin/erasures', name: 'erasures', component: () => import('./onDemand/ErasuresPage.vue'), meta: { title: '删除个人数据' } },
  { path: '/admin/roles', name: 'roles', component: () => import('./onDemand/RolesPage.vue'), meta: { title: '角色' } },
]

export function makeRouter(history: RouterHistory) {
  const router = createRouter({
    history,
    routes: [...everyday, ...onDemand, { path: '/:rest(.*)*', component: UnknownPage, meta: { title: '销售助手' } }],
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  })
  // WeCom shows the document's title in its own bar above the page.
  router.afterEach((to) => { document.title = to.meta.title })
  return router
}

declare module 'vue-router' {
  interface RouteMeta { title: string }
}
