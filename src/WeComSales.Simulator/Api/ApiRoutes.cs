namespace WeComSales.Simulator;

/// <summary>Every API that this WeCom knows, by its path below /cgi-bin/; any other path is a 404.</summary>
static class ApiRoutes
{
    public static Dictionary<string, ApiRoute> All(World world, Tokens tokens, Messages messages, BotReplies bot, SignIn signIn, Tickets tickets)
    {
        var updates = new CardUpdates(world, messages.Rules);
        var media = new MediaFiles(world);
        var contacts = new Contacts(world);
        var customers = new Customers(world);
        return new()
        {
            ["gettoken"] = new("GET", tokens.Get) { WithoutToken = true },
            ["message/send"] = new("POST", messages.Send),
            ["message/recall"] = new("POST", messages.Recall),
            ["message/get_statistics"] = new("POST", messages.Statistics, "statistics"),
            ["message/update_template_card"] = new("POST", updates.Update, "invaliduser"),
            ["media/upload"] = new("POST", media.Upload),
            ["media/get"] = new("GET", media.Get),
            ["agent/get"] = new("GET", contacts.Agent),
            ["user/get"] = new("GET", contacts.Get) { ForContactSync = true },
            ["user/list"] = new("GET", contacts.List, "userlist") { ForContactSync = true },
            ["user/simplelist"] = new("GET", contacts.SimpleList, "userlist") { ForContactSync = true },
            ["user/list_id"] = new("POST", contacts.Ids, "dept_user") { ForContactSync = true },
            ["department/list"] = new("GET", contacts.Departments, "department") { ForContactSync = true },
            ["department/simplelist"] = new("GET", contacts.DepartmentIds, "department_id") { ForContactSync = true },
            ["department/get"] = new("GET", contacts.Department) { ForContactSync = true },
            ["externalcontact/get_follow_user_list"] = new("GET", customers.FollowUsers, "follow_user"),
            ["externalcontact/list"] = new("GET", customers.List, "external_userid"),
            ["externalcontact/get"] = new("GET", customers.Get, "follow_user"),
            ["externalcontact/batch/get_by_user"] = new("POST", customers.Batch, "external_contact_list"),
            ["externalcontact/get_corp_tag_list"] = new("POST", customers.Tags, "tag_group"),
            ["externalcontact/get_user_behavior_data"] = new("POST", new Behaviour(world).Get, "behavior_data"),
            ["auth/getuserinfo"] = new("GET", signIn.UserInfo),
            ["get_jsapi_ticket"] = new("GET", tickets.Corp),
            ["ticket/get"] = new("GET", tickets.App),
            ["getcallbackip"] = new("GET", _ => ApiAnswer.Ok(("ip_list", JsonReading.ToArray(["127.0.0.1", "127.0.0.*"]))), "ip_list") { ForContactSync = true },
            ["get_api_domain_ip"] = new("GET", _ => ApiAnswer.Ok(("ip_list", JsonReading.ToArray(["127.0.0.1"]))), "ip_list") { ForContactSync = true },
            ["aibot/response"] = new("POST", bot.Later) { WithoutToken = true },
        };
    }
}
