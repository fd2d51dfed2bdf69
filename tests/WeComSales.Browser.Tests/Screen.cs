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

    public Task OpenChat(string name) => Page.Locator(".row", new() { HasText = name }).First.ClickAsync();

    public async Task BackToChats()
    {
        await Button("返回").ClickAsync();
        await Page.Locator("section.chat").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A finger that stays down for longer than half a second.</summary>
    public Task PressLong(string text) => Page.Locator(".bubble", new() { HasText = text }).Last.ClickAsync(new() { Delay = 600 });

    public async Task ForwardToApp(string text)
    {
        await PressLong(text);
        await Page.GetByRole(AriaRole.Menuitem, new() { Name = "转发" }).ClickAsync();
        await Page.Locator(".page-view .row", new() { HasText = "销售助手" }).ClickAsync();
        await Page.Locator(".dialog-yes").ClickAsync();
        await Page.Locator(".page-view").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

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

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "WeComSales.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests are not inside the repository.");
        }

        return folder.FullName;
    }
}
