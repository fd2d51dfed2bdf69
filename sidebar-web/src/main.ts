import './early'
import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import 'vant/es/overlay/index.css'
import 'vant/es/popup/index.css'
import 'vant/es/cell/index.css'
import 'vant/es/field/index.css'
import './theme.css'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { makeRouter } from './router'
import { startWeCom } from './wecom'

startWeCom()

createApp(App).use(makeRouter(createWebHistory('/sidebar/'))).mount('#app')
