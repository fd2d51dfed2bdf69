using Microsoft.Playwright;
using WeComSales.Tests;

namespace WeComSales.Browser.Tests;

/// <summary>The distribution's browser, one for all tests; every screen is a fresh profile.</summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Executable = "/usr/bin/chromium";

    static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Quiet });
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>A phone in portrait with a finger, in the time of the simulated WeCom.</summary>
    /// <param name="width">390 is a usual phone, 360 the narrowest and WeCom's panel on a desktop.</param>
    public async Task<Screen> Open(House house, int width = 390, ColorScheme colours = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = width == 390 ? 844 : 640 },
            DeviceScaleFactor = 2,
            HasTouch = true,
            IsMobile = true,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            ColorScheme = colours,
        });
        await context.Clock.InstallAsync(new() { TimeDate = house.WeCom.Clock.GetUtcNow().UtcDateTime });
        return new Screen(house, await context.NewPageAsync());
    }
}

[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "chromium";
}
