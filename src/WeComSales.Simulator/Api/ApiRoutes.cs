namespace WeComSales.Simulator;

/// <summary>Every API that this WeCom knows, by its path below /cgi-bin/; any other path is a 404.</summary>
static class ApiRoutes
{
    public static Dictionary<string, ApiRoute> All(World world, Tokens tokens, Messages messages, BotReplies bot)
    {
        var updates = new CardUpdates(world, messages.Rules);
        return new()
        {
            ["gettoken"] = new("GET", tokens.Get) { WithoutToken = true },
            ["message/send"] = new("POST", messages.Send),
            ["message/recall"] = new("POST", messages.Recall),
            ["message/get_statistics"] = new("POST", messages.Statistics, "statistics"),
            ["message/update_template_card"] = new("POST", updates.Update, "invaliduser"),
            ["aibot/response"] = new("POST", bot.Later) { WithoutToken = true },
        };
    }
}
