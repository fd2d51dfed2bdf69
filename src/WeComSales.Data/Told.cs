namespace WeComSales.Data;

/// <summary>Tells many waiting requests in few steps, away from the thread that writes.</summary>
static class Told
{
    const int AtOnce = 16;

    public static void Each<T>(IEnumerable<T> waiting, Action<T> tell)
    {
        foreach (var some in waiting.Chunk(AtOnce))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static told => Array.ForEach(told.some, told.tell), (some, tell), preferLocal: false);
        }
    }
}
