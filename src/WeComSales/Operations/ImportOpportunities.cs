using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Opportunities from the company's own list; a stage that the file changes is a stage move by import.</summary>
public sealed class ImportOpportunities(Db db, ContactFlow contacts, CellContext context) : ImportKind
{
    readonly Stages stages = Stages.Default;
    IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();

    public override string Name => "opportunities";

    public override IReadOnlyList<ImportColumn> Columns =>
    [
        new("code", Cells.Key, Required: true),
        new("external_userid", Cells.Key, Required: true),
        new("title", Cells.Text, Required: true),
        new("stage", Stage, Required: true),
        new("amount", Cells.Money),
        new("currency", Cells.Currency),
        new("owner_userid", Cells.Key),
        new("product_line", Cells.Text),
        new("created_at", Cells.PastTime),
        new("stage_since", Cells.PastTime),
        new("last_log_at", Cells.PastTime),
        new("expected_close", Cells.Day),
    ];

    public override async Task Begin() => staff = await db.Read(tx => tx.Staff.Spellings());

    public override async Task<IReadOnlyList<RowOutcome>> Save(IReadOnlyList<ImportRow> rows, DateTimeOffset now)
    {
        var keys = rows.Select(row => row.Key).ToList();
        var unknown = await MissingCustomers.Fetch(db, contacts, [.. rows.Select(row => row.Cells["external_userid"])], now);
        return await db.Write(async tx =>
        {
            var known = await tx.Opportunities.ByCodes(keys);
            var previous = await tx.Imported.Of(Name, keys);
            var outcomes = new List<RowOutcome>(rows.Count);
            foreach (var row in rows)
            {
                outcomes.Add(Refusal(row, unknown) ?? await Save(tx, row, known.GetValueOrDefault(row.Key), previous.GetValueOrDefault(row.Key), now));
            }

            return (IReadOnlyList<RowOutcome>)outcomes;
        });
    }

    public override async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Page(Tx tx, string afterKey, int count) =>
        [.. (await tx.Opportunities.After(afterKey, count)).Select(Current)];

    CellReading Stage(string text, CellContext _) =>
        stages.Knows(text) ? text : CellReading.Wrong($"没有这个阶段「{text}」，可以是 {string.Join("、", stages.Names)}");

    RowOutcome? Refusal(ImportRow row, IReadOnlyDictionary<string, string> unknownCustomers)
    {
        var owner = row.Cells.GetValueOrDefault("owner_userid", "");
        return unknownCustomers.TryGetValue(row.Cells["external_userid"], out var why) ? RowOutcome.Rejected("external_userid", why)
            : owner.Length > 0 && !staff.ContainsKey(owner) ? RowOutcome.Rejected("owner_userid", $"没有这个人「{owner}」")
            : null;
    }

    async Task<RowOutcome> Save(Tx tx, ImportRow row, Opportunity? known, IReadOnlyDictionary<string, string>? previous, DateTimeOffset now)
    {
        if (known is null)
        {
            await tx.Opportunities.Add(Fresh(row, now));
            await Remember(tx, row, previous);
            return new(RowFate.Added);
        }

        var changes = ImportDiff.Changes(previous, Current(known), row.Cells);
        if (changes.Count > 0)
        {
            var changed = Changed(known, changes);
            changed = changed with { ClosedAt = changed.IsOpen ? null : changed.StageSince };
            if (changes.TryGetValue("stage", out var stage))
            {
                var since = Cells.ToTime(row.Cells.GetValueOrDefault("stage_since", "")) ?? now;
                var (moved, move) = changed.MoveTo(stage, stages, StageMove.Import, since, null)!.Value;
                await tx.StageMoves.Add(Ids.New(now), moved, move, now);
                changed = moved;
            }

            await tx.Opportunities.Update(known, changed);
            if (changes.ContainsKey("last_log_at") && changed.LastLogAt is { } log)
            {
                await tx.Stalls.ImportedLog(changed.Id, log);
            }
        }

        await Remember(tx, row, previous);
        return Fate(isNew: false, changes);
    }

    Opportunity Fresh(ImportRow row, DateTimeOffset now)
    {
        var stage = row.Cells["stage"];
        var created = Cells.ToTime(row.Cells.GetValueOrDefault("created_at", "")) ?? now;
        var since = Cells.ToTime(row.Cells.GetValueOrDefault("stage_since", "")) ?? created;
        var bare = new Opportunity(
            Ids.New(now), row.Key, "", "", stage, null, Opportunity.DefaultCurrency, null, null, created, since, null, null,
            stages.IsClosed(stage) ? since : null);
        return Changed(bare, row.Cells) with { CreatedAt = created, StageSince = since };
    }

    /// <summary>Every field but the stage, which moves.</summary>
    Opportunity Changed(Opportunity opportunity, IReadOnlyDictionary<string, string> changes) => opportunity with
    {
        ExternalUserid = changes.GetValueOrDefault("external_userid", opportunity.ExternalUserid),
        Title = changes.GetValueOrDefault("title", opportunity.Title),
        Amount = changes.TryGetValue("amount", out var amount) ? Cells.ToMoney(amount) : opportunity.Amount,
        Currency = changes.TryGetValue("currency", out var currency) && currency.Length > 0 ? currency : opportunity.Currency,
        OwnerUserid = changes.TryGetValue("owner_userid", out var owner) ? staff.GetValueOrDefault(owner) : opportunity.OwnerUserid,
        ProductLine = changes.TryGetValue("product_line", out var line) ? Cells.OrNull(line) : opportunity.ProductLine,
        CreatedAt = changes.TryGetValue("created_at", out var created) ? Cells.ToTime(created) ?? opportunity.CreatedAt : opportunity.CreatedAt,
        StageSince = changes.TryGetValue("stage_since", out var since) ? Cells.ToTime(since) ?? opportunity.StageSince : opportunity.StageSince,
        LastLogAt = changes.TryGetValue("last_log_at", out var log) ? Cells.ToTime(log) : opportunity.LastLogAt,
        ExpectedClose = changes.TryGetValue("expected_close", out var close) ? Cells.ToDay(close) : opportunity.ExpectedClose,
    };

    Dictionary<string, string> Current(Opportunity opportunity) => new(StringComparer.Ordinal)
    {
        ["code"] = opportunity.Code,
        ["external_userid"] = opportunity.ExternalUserid,
        ["title"] = opportunity.Title.Trim(),
        ["stage"] = opportunity.Stage,
        ["amount"] = Cells.Of(opportunity.Amount),
        ["currency"] = opportunity.Currency,
        ["owner_userid"] = opportunity.OwnerUserid ?? "",
        ["product_line"] = opportunity.ProductLine ?? "",
        ["created_at"] = Cells.Of(opportunity.CreatedAt, context.Zone),
        ["stage_since"] = Cells.Of(opportunity.StageSince, context.Zone),
        ["last_log_at"] = Cells.Of(opportunity.LastLogAt, context.Zone),
        ["expected_close"] = Cells.Of(opportunity.ExpectedClose),
    };
}
