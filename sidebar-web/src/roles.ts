/** Roles as people call them. */
export const roleNames: Record<string, string> = { rep: '销售', manager: '主管', director: '区域总监', ops: '运营支持', presales: '售前', clerk: '店员', store_manager: '店长', admin: '管理员' }
