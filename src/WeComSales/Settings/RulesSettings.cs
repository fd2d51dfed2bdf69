using WeComSales.Domain;

namespace WeComSales;

/// <summary>
/// Who stands in where the directory names nobody, and the first version of the rules of stalls: the database decides
/// from then on.
/// </summary>
public sealed record RulesSettings(IReadOnlyList<string> DefaultOps, string? DefaultManager, StallRules Stalls)
{
    public static RulesSettings Read(SettingsReader reader)
    {
        var (shipped, proposal, any) = (StallRules.Default, StallRules.Default.Rules[0], StallRules.Default.Rules[1]);
        return new(
            reader.List<string>("Rules:DefaultOps", "运营支持专员的 userid，字母、数字和 . _ - @", Allowed.UserId),
            reader.Optional<string>("Rules:DefaultManager", null, "默认主管的 userid，字母、数字和 . _ - @", Allowed.UserId),
            shipped with
            {
                Rules =
                [
                    Hours(proposal, Number("Rules:ProposalStallHours", proposal.Hours, 2, 8784)),
                    Hours(any, Number("Rules:AnyStageStallHours", any.Hours, 2, 8784)),
                ],
                EscalateAfterHours = Number("Rules:EscalateAfterHours", shipped.EscalateAfterHours, 1, 720),
                CardsPerDay = Number("Rules:CardsPerDay", shipped.CardsPerDay, 1, 100),
                DigestAbove = Number("Rules:DigestAbove", shipped.DigestAbove, 1, 100),
                DigestAt = reader.Optional<TimeOnly>("Rules:DigestAt", "17:00", "时间，例如 17:00，在发送时间之内", Allowed.TimeOfDay),
                WorkHours = Shifts("Rules:WorkHours", shipped.WorkHours),
                SendHours = Shifts("Rules:SendHours", shipped.SendHours),
            });

        static StallRule Hours(StallRule rule, int hours) => StallRule.For(hours == rule.Hours ? rule.Name : $"{rule.Stage ?? "任何阶段"} {hours} 小时", rule.Stage, hours);

        int Number(string key, int byDefault, int least, int most) => reader.Optional(
            key, byDefault.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{least} 到 {most} 的整数",
            (string text, out int value) => int.TryParse(text, System.Globalization.NumberStyles.None, null, out value) && value >= least && value <= most);

        string Shifts(string key, string byDefault) =>
            reader.Optional<string>(key, byDefault, "时段，例如 09:00-12:00,13:30-18:30", Allowed.WorkHours) ?? byDefault;
    }
}
