namespace WeComSales.Reports;

/// <summary>Every morning, when WeCom has finished counting the day before.</summary>
public sealed class ContactCheckJob(ContactCheckFlow flow) : NamedJob
{
    public override Task<JobResult> Run(DateTimeOffset at, CancellationToken stop) => flow.Compare(at, stop);
}
