using WeComSales.Data;
using WeComSales.WeCom;

namespace WeComSales.Operations;

/// <summary>Goes through everything that a set-up can have wrong: machine, WeCom, the way from WeCom to here, the session archive. Each fault comes with its fix.</summary>
/// <param name="archive">Tries the session archive.</param>
public sealed class Doctor(AppSettings settings, Db db, TimeProvider time, FeatureCheck archive)
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken stop)
    {
        using var client = new WeComClient(settings.WeCom.App(), new MemoryTokenVault(), TimeProvider.System);
        using var contacts = settings.WeCom.Contacts() is { } account ? new WeComClient(account, new MemoryTokenVault(), TimeProvider.System) : null;
        using var http = new Egress(settings.PublicBaseUrl).Client(Deadline);
        return
        [
            .. await new MachineCheck(settings, db, AppContext.BaseDirectory).Run(),
            .. await new OnlineCheck(settings, client, contacts, http, TimeProvider.System).Run(time.GetUtcNow(), stop),
            .. await archive(settings, db, stop),
        ];
    }
}
