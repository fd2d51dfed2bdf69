using System.Text;
using Microsoft.AspNetCore.Http;

namespace WeComSales.WeCom.Tests;

public sealed class WeComClientTests : IAsyncLifetime
{
    static readonly byte[] letter = MessageBody.Text(1000002, ["lilei"], "你好😀");

    FakeWeCom wecom = null!;
    WeComClient client = null!;

    public async Task InitializeAsync()
    {
        wecom = await FakeWeCom.Start();
        client = wecom.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await wecom.DisposeAsync();
    }

    [Fact]
    public async Task The_bytes_that_were_kept_are_the_bytes_that_are_sent()
    {
        wecom.Says("""{"errcode":0,"errmsg":"ok","invaliduser":"zhaoliu|wangwu","unlicenseduser":"sunqi","msgid":"m1","response_code":"rc1"}""");

        var sent = (await client.Send(letter, default)).Value;

        var call = wecom.Calls.Last();
        call.Path.ShouldBe("/cgi-bin/message/send");
        call.Query.ShouldBe("?access_token=token-1");
        call.ContentType.ShouldBe("application/json; charset=utf-8");
        call.Body.ShouldBe(letter);
        (sent.MsgId, sent.ResponseCode).ShouldBe(("m1", "rc1"));
        sent.InvalidUsers.ShouldBe(["zhaoliu", "wangwu"]);
        sent.UnlicensedUsers.ShouldBe(["sunqi"]);
    }

    [Fact]
    public void A_message_carries_the_duplicate_check_and_no_escapes() => Encoding.UTF8.GetString(letter).ShouldBe(
        """{"touser":"lilei","msgtype":"text","agentid":1000002,"text":{"content":"你好😀"},"enable_duplicate_check":1,"duplicate_check_interval":14400}""");

    [Fact]
    public void Every_body_is_what_the_documentation_shows()
    {
        var card = new TemplateCard.TextNotice { MainTitle = new("已入库"), CardAction = CardAction.Open("https://crm/n/1") };
        const string cardJson = """{"card_type":"text_notice","card_action":{"type":1,"url":"https://crm/n/1"},"main_title":{"title":"已入库"}}""";

        Text(MessageBody.Markdown(7, ["a", "b"], "**日报**")).ShouldBe(
            """{"touser":"a|b","msgtype":"markdown","agentid":7,"markdown":{"content":"**日报**"},"enable_duplicate_check":1,"duplicate_check_interval":14400}""");
        Text(MessageBody.File(7, ["a"], "media-1")).ShouldBe(
            """{"touser":"a","msgtype":"file","agentid":7,"file":{"media_id":"media-1"},"enable_duplicate_check":1,"duplicate_check_interval":14400}""");
        Text(MessageBody.Card(7, ["a"], card)).ShouldBe(
            $$"""{"touser":"a","msgtype":"template_card","agentid":7,"template_card":{{cardJson}},"enable_duplicate_check":1,"duplicate_check_interval":14400}""");
        Text(MessageBody.UpdateCard(7, ["a"], "rc", card)).ShouldBe($$"""{"userids":["a"],"agentid":7,"response_code":"rc","template_card":{{cardJson}}}""");
        Text(MessageBody.UpdateButton(7, ["a"], "rc", "已入库")).ShouldBe("""{"userids":["a"],"agentid":7,"response_code":"rc","button":{"replace_name":"已入库"}}""");
        Encoding.UTF8.GetByteCount(Text(MessageBody.Text(7, ["a"], new string('长', 2000)))).ShouldBeLessThan(2048 + 200);

        static string Text(byte[] body) => Encoding.UTF8.GetString(body);
    }

    [Fact]
    public async Task Cards_are_changed_and_messages_taken_back()
    {
        wecom.Says("""{"errcode":0,"errmsg":"ok","invaliduser":["userid1"]}""");
        (await client.UpdateTemplateCard(MessageBody.UpdateButton(7, ["userid1"], "rc", "x"), default)).Value.ShouldBe(["userid1"]);
        (await client.Recall("m1", default)).Value.ShouldBeTrue();

        wecom.Calls.Last().Text.ShouldBe("""{"msgid":"m1"}""");
        wecom.Says("""{"errcode":60140,"errmsg":"invalid response_code"}""");
        (await client.UpdateTemplateCard("{}"u8.ToArray(), default)).Failure!.Reaction.Class.ShouldBe(ErrorClass.CardExpired);
    }

    [Fact]
    public async Task An_error_is_never_an_empty_list()
    {
        wecom.Says("""{"errcode":60011,"errmsg":"no privilege","external_userid":[]}""");

        var answer = await client.ListExternalContacts("lilei", default);

        answer.TryGet(out _).ShouldBeFalse();
        answer.Failure!.ShouldBe(new ApiFailure(60011, "no privilege", CallOutcome.Answered, ErrorReaction.Of(60011)));
        Should.Throw<InvalidOperationException>(() => answer.Value);
        answer.Select(list => list.Count).Failure.ShouldBeSameAs(answer.Failure);
    }

    [Fact]
    public async Task A_member_without_customers_has_an_empty_list()
    {
        wecom.Says("""{"errcode":84061,"errmsg":"not external contact","external_userid":[]}""");

        (await client.ListExternalContacts("lilei", default)).Value.ShouldBeEmpty();
        (await client.GetExternalContact("wm1", default)).Failure!.Errcode.ShouldBe(84061);
    }

    [Fact]
    public async Task A_missing_errcode_is_success() =>
        (await Says("""{"follow_user":["lilei"]}""").ListFollowUsers(default)).Value.ShouldBe(["lilei"]);

    [Fact]
    public async Task A_customer_with_many_followers_comes_whole_or_not_at_all()
    {
        const string page = """{"errcode":0,"external_contact":{"external_userid":"wm1","name":"王先生"},"follow_user":[{"userid":"§","createtime":1}],"next_cursor":"¶"}""";
        wecom.Answer = (context, call) => context.Response.WriteAsync(
            call.Query.Contains("cursor=c%2F2", StringComparison.Ordinal) ? page.Replace("§", "b").Replace("¶", "") : page.Replace("§", "a").Replace("¶", "c/2"));

        var whole = (await client.GetExternalContact("wm1", default)).Value;
        whole.Contact.Name.ShouldBe("王先生");
        whole.FollowUsers.Select(user => user.Userid).ShouldBe(["a", "b"]);

        wecom.Answer = (context, call) => context.Response.WriteAsync(
            call.Query.Contains("cursor", StringComparison.Ordinal) ? """{"errcode":-1,"errmsg":"busy"}""" : page.Replace("§", "a").Replace("¶", "c/2"));
        (await client.GetExternalContact("wm1", default)).Failure!.Errcode.ShouldBe(-1);
    }

    [Fact]
    public async Task Requests_ask_for_what_they_name()
    {
        await client.GetUser("li lei", default);
        await client.ListUsers(7, default);
        await client.GetDepartment(7, default);
        await client.GetUserInfo("c+d", default);
        await client.BatchGetByUser(["lilei"], null, default);
        await client.GetBehavior("lilei", DateTimeOffset.FromUnixTimeSeconds(10), DateTimeOffset.FromUnixTimeSeconds(20), default);
        await client.ListCorpTags(default);

        wecom.Calls.Skip(1).Select(call => $"{call.Method} {call.Path["/cgi-bin/".Length..]}{call.Query.Replace("?access_token=token-1", "")} {call.Text}".Trim()).ShouldBe(
        [
            "GET user/get&userid=li%20lei",
            "GET user/list&department_id=7",
            "GET department/get&id=7",
            "GET auth/getuserinfo&code=c%2Bd",
            """POST externalcontact/batch/get_by_user {"userid_list":["lilei"],"cursor":"","limit":100}""",
            """POST externalcontact/get_user_behavior_data {"userid":["lilei"],"start_time":10,"end_time":20}""",
            "POST externalcontact/get_corp_tag_list {}",
        ]);
    }

    [Theory]
    [InlineData(502, ErrorClass.Transient)]
    [InlineData(429, ErrorClass.Frequency)]
    [InlineData(302, ErrorClass.Configuration)]
    public async Task An_HTTP_error_is_no_business_answer_and_no_redirect_is_followed(int status, ErrorClass expected)
    {
        wecom.Answer = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (status, "/cgi-bin/elsewhere");
            return Task.CompletedTask;
        };

        var failure = (await client.Send(letter, default)).Failure!;

        (failure.Outcome, failure.Reaction.Class, failure.Errcode).ShouldBe((CallOutcome.HttpError, expected, null));
        wecom.Calls.ShouldAllBe(call => !call.Path.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_answer_to_a_message_is_an_unknown_outcome_and_to_a_question_a_passing_trouble()
    {
        wecom.Answer = (context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        var sent = (await client.Send(letter, default)).Failure!;
        var asked = (await client.ListFollowUsers(default)).Failure!;

        (sent.Outcome, sent.Reaction.Class).ShouldBe((CallOutcome.Unknown, ErrorClass.UnknownOutcome));
        asked.Reaction.Class.ShouldBe(ErrorClass.Transient);
    }

    [Fact]
    public async Task A_deadline_after_the_body_has_left_is_an_unknown_outcome()
    {
        var held = new TaskCompletionSource();
        wecom.Answer = (_, _) => held.Task;
        using var hasty = new WeComClient(wecom.Account(), new MemoryTokenVault(), TimeProvider.System, new WireHttp(wecom.Account()) { Deadline = TimeSpan.FromMilliseconds(300) });

        var failure = (await hasty.Send(letter, default)).Failure!;
        held.SetResult();

        failure.ShouldBe(new ApiFailure(null, "The deadline has passed.", CallOutcome.Unknown, new ErrorReaction(ErrorClass.UnknownOutcome)));
    }

    [Fact]
    public async Task A_message_that_never_left_is_certain_not_to_have_arrived()
    {
        (await client.ListFollowUsers(default)).Failure.ShouldBeNull();
        var account = wecom.Account();
        await wecom.DisposeAsync();

        var failure = (await client.Send(letter, default)).Failure!;

        (failure.Outcome, failure.Reaction.Class).ShouldBe((CallOutcome.NotSent, ErrorClass.Transient));
        wecom = await FakeWeCom.Start();
    }

    [Fact]
    public async Task What_is_not_JSON_may_have_been_taken()
    {
        var failure = (await Says("<html>proxy</html>").Send(letter, default)).Failure!;

        (failure.Outcome, failure.Reaction.Class).ShouldBe((CallOutcome.Unknown, ErrorClass.UnknownOutcome));
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_the_only_exception()
    {
        wecom.Answer = (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => client.Send(letter, stop.Token));
    }

    [Fact]
    public async Task At_most_four_calls_of_one_API_are_under_way()
    {
        var (now, most) = (0, 0);
        var full = new TaskCompletionSource();
        wecom.Answer = async (context, _) =>
        {
            var running = Interlocked.Increment(ref now);
            most = Math.Max(most, running);
            if (running == 4)
            {
                full.TrySetResult();
            }

            await full.Task;
            Interlocked.Decrement(ref now);
            await context.Response.WriteAsync("{}");
        };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.Send(letter, default)));

        most.ShouldBe(4);
    }

    [Fact]
    public async Task Hosts_that_are_not_listed_are_not_called()
    {
        var elsewhere = new UriBuilder(wecom.Address) { Host = "localhost" }.Uri;
        foreach (var address in new[] { elsewhere.ToString(), "https://example.com/x", "http://169.254.169.254/latest", "file:///etc/passwd", "not an address" })
        {
            var failure = (await client.Respond(address, "{}"u8.ToArray(), default)).Failure!;
            (failure.Outcome, failure.Reaction.Class).ShouldBe((CallOutcome.NotSent, ErrorClass.Content), address);
        }

        wecom.Calls.ShouldBeEmpty();
        var answer = BotReply.Markdown("好的");
        (await client.Respond(new Uri(wecom.Address, "/cgi-bin/aibot/response?response_code=1").ToString(), answer, default)).Value.ShouldBeTrue();
        wecom.Calls.Single().Body.ShouldBe(answer);
        wecom.Calls.Single().Query.ShouldBe("?response_code=1");
    }

    [Fact]
    public async Task The_token_is_nowhere_in_what_a_failure_says()
    {
        (await Says("""{"errcode":40058,"errmsg":"bad call with access_token=token-1, hint: [x]"}""").Send(letter, default)).Failure!
            .ToString().ShouldNotContain("token-1");
        await wecom.DisposeAsync();
        (await client.Send(letter, default)).Failure!.ToString().ShouldNotContain("token-1");
        wecom = await FakeWeCom.Start();
    }

    [Fact]
    public void An_address_is_signed_as_the_documentation_computes_it()
    {
        var vector = Vectors.JsSignature;

        WeComClient.Sign(vector.Ticket, vector.Url + "#top", vector.Nonce, vector.Timestamp).Signature.ShouldBe(vector.Signature);
    }

    WeComClient Says(string json)
    {
        wecom.Says(json);
        return client;
    }
}
