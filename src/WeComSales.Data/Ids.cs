namespace WeComSales.Data;

/// <summary>Ids are made by the application and sort by time, so that indexes are appended to.</summary>
public static class Ids
{
    public static string New(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");
}
