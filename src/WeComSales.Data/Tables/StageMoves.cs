using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>Every change of stage, by hand or by import, and how each opportunity that was made here began.</summary>
public sealed class StageMoves(Tx tx)
{
    /// <summary>Adds the move and its timeline row; the opportunity itself is stored by the caller. False when this id is there.</summary>
    /// <param name="id">Made by the page, so that sending twice is one move.</param>
    /// <param name="moved">The opportunity as it stands after the move.</param>
    public async Task<bool> Add(string id, Opportunity moved, StageMove move, DateTimeOffset now)
    {
        if (0 == await tx.InsertIfAbsent("stage_moves", "id", "id, opportunity_id, external_userid, from_stage, to_stage, reason, by_userid, at, recorded_at",
            new
            {
                Id = id,
                move.OpportunityId,
                moved.ExternalUserid,
                FromStage = move.From,
                ToStage = move.To,
                move.Reason,
                ByUserid = move.By,
                move.At,
                RecordedAt = now,
            }))
        {
            return false;
        }

        await tx.Timeline.Add(new TimelineRow(
            id, moved.ExternalUserid, moved.Id, TimelineKinds.StageMove, move.At, move.By == StageMove.Import ? null : move.By,
            Summary(moved, move), Json.Text(new { move.From, move.To, move.By, move.Reason }), id, now));
        return true;
    }

    /// <summary>Whose move an id is; null when there is none.</summary>
    public Task<string?> By(string id) => tx.One<string>("select by_userid from stage_moves where id = @id", new { id });

    static string Summary(Opportunity moved, StageMove move)
    {
        var what = move.From is null ? $"新建商机：{moved.Title}（{move.To}）" : $"{move.From} → {move.To}";
        var by = move.By == StageMove.Import ? "（导入）" : "";
        return string.IsNullOrEmpty(move.Reason) ? what + by : $"{what}{by}\n{move.Reason}";
    }
}
