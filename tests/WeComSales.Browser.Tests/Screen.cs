using Microsoft.Playwright;
using WeComSales.Tests;

namespace WeComSales.Browser.Tests;

/// <summary>What a person does on one phone: the simulated WeCom and the pages that it opens.</summary>
public sealed class Screen : IAsyncDisposable
{
    /// <summary>Milliseconds until something that was waited for is missed.</summary>
    const float Patience = 15_000;

    readonly House house;
    readonly List<string> complaints = [];

    public Screen(House house, IPage page)
    {
        (this.house, Page) = (house, page);
        page.SetDefaultTimeout(Patience);
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !Expected.Exists(message.Text.Contains))
            {
                complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Parts of errors in the browser's console that belong to the test's story. That somebody is not signed in yet belongs to every one.</summary>
    public List<string> Expected { get; } = ["401 (Unauthorized)"];

    /// <summary>The page that a card opened over the chat.</summary>
    public IFrameLocator Opened => Page.FrameLocator(".page-frame");

    public ILocator LastCard => Page.Locator("article.card").Last;

    /// <summary>The phone of this member.</summary>
    public Task TurnOn(string userid) => Page.GotoAsync($"http://{userid}.localhost:{house.WeCom.BaseUrl.Port}/");

    /// <summary>A page of the service, in this member's own browser.</summary>
    public Task Visit(string userid, string path) => Page.GotoAsync($"http://{userid}.localhost:{house.Address.Port}{path}");

    /// <summary>The sidebar on this member's phone, where the JS-SDK finds its client; beside this customer's chat when one is named.</summary>
    public Task OpenSidebar(string userid, string? besideChatWith = null, string path = "/sidebar/")
    {
        var panel = house.WeCom.Panel(userid);
        (panel.ChatId, panel.Entry) = besideChatWith is null ? (null, "normal") : ($"{userid}~{besideChatWith}", "single_chat_tools");
        return Page.GotoAsync($"http://{userid}.localhost:{house.WeCom.BaseUrl.Port}{path}");
    }

    /// <summary>Long-press → 复制 in the chat: the words are on the phone's clipboard.</summary>
    public async Task Copy(string text)
    {
        // The sign-in replaces the page; only the one that stays can be spoken to.
        await Page.Locator("main h1").First.WaitForAsync();
        await Page.EvaluateAsync("text => fetch('/phone/clipboard', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ text }) })", text);
    }

    public Task OpenChat(string name) => Page.Locator(".row", new() { HasText = name }).First.ClickAsync();

    public async Task BackToChats()
    {
        await Button("返回").ClickAsync();
        await Page.Locator("section.chat").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A finger that stays down for longer than half a second.</summary>
    public Task PressLong(string text) => Page.Locator(".bubble", new() { HasText = text }).Last.ClickAsync(new() { Delay = 600 });

    /// <summary>A real finger: touch events of the browser itself.</summary>
    public async Task Hold(ILocator what)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var box = (await what.BoundingBoxAsync())!;
        var finger = await Page.Context.NewCDPSessionAsync(Page);
        await finger.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = "touchStart",
            ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = box.X + 40, ["y"] = box.Y + (box.Height / 2) } },
        });
        await Page.WaitForTimeoutAsync(600);
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
    }

    public async Task ForwardToApp(string text)
    {
        await PressLong(text);
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "转发" }).ClickAsync();
        await Page.Locator(".page-view .row", new() { HasText = "销售助手" }).ClickAsync();
        await Page.Locator(".dialog-yes").ClickAsync();
        await Page.Locator(".page-view").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>The sheet that is open.</summary>
    public ILocator Sheet => Page.Locator(".sheet:visible").Last;

    /// <summary>From now on every tap on this page is counted.</summary>
    public Task CountTaps() => Page.EvaluateAsync("window.taps = 0; addEventListener('click', () => { window.taps++ }, true)");

    public Task<int> Taps() => Page.EvaluateAsync<int>("window.taps");

    /// <summary>True when something is wider than the phone.</summary>
    public Task<bool> ScrollsSideways() =>
        Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    /// <summary>Keeps a picture beside the test results, for human eyes.</summary>
    public Task Keep(string name) => Page.ScreenshotAsync(new()
    {
        Path = Path.Combine(Pictures, $"{name}.png"),
        Animations = ScreenshotAnimations.Disabled,
    });

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        complaints.ShouldBeEmpty();
    }

    static string Pictures { get; } = Path.Combine(Root(), ".test", "screens");

    /// <summary>Where the repository is.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        return folder.FullName;
    }
}
