using WeComSales.Data;

namespace WeComSales.Erasures;

/// <summary>Finishes what was begun and interrupted: a wish to be erased does not end with a process.</summary>
public sealed class ErasureJob(Db db, ErasureFlow flow) : NamedJob
{
    public override async Task<JobResult> Run(DateTimeOffset at, CancellationToken stop)
    {
        var left = await db.Read(tx => tx.Erasures.Unfinished());
        foreach (var erasure in left)
        {
            stop.ThrowIfCancellationRequested();
            await flow.Finish(erasure);
        }

        return new(true, left.Count == 0 ? "没有中断的删除" : $"已做完中断的删除 {left.Count} 件");
    }
}
