using WeComSales.WeCom;

namespace WeComSales.People;

/// <summary>
/// People of the company whom the app cannot see, and so cannot send cards to. Only the secret of 通讯录同步 knows them;
/// without it nobody is told of.
/// </summary>
public sealed class Outsiders(AppSettings settings, ITokenVault vault, TimeProvider time) : IDisposable
{
    readonly WeComClient? whole = settings.WeCom.Contacts() is { } account ? new(account, vault, time) : null;

    /// <param name="seen">Userids that the app sees.</param>
    public async Task<Answer<IReadOnlyList<string>>> Beside(IReadOnlySet<string> seen, CancellationToken stop) => whole is null
        ? new Answer<IReadOnlyList<string>>.None()
        : await Asking.Ask("user/list_id", () => whole.ListUserIds(stop), IReadOnlyList<string> (all) => [.. all.Where(userid => !seen.Contains(userid))]);

    public void Dispose() => whole?.Dispose();
}
