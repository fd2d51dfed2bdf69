namespace WeComSales.Faults.Tests;

/// <summary>Cuts the power at chosen ticks. Nothing stops for it: the image is what a machine would have found.</summary>
sealed class Cutter(Disk disk, Load load, Random dice, int cuts)
{
    const int LongestPause = 400;
    readonly Lock gate = new();
    readonly List<(DiskImage Image, IReadOnlyList<int> Acknowledged)> taken = [];
    readonly TaskCompletionSource<IReadOnlyList<(DiskImage Image, IReadOnlyList<int> Acknowledged)>> done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    int left = dice.Next(1, LongestPause);

    public Task<IReadOnlyList<(DiskImage Image, IReadOnlyList<int> Acknowledged)>> Done => done.Task;

    /// <summary>One act of the kind that is being watched. What is acknowledged is read before the disk is.</summary>
    public void Tick()
    {
        lock (gate)
        {
            if (taken.Count == cuts || --left > 0)
            {
                return;
            }

            left = dice.Next(1, LongestPause);
            var acknowledged = load.Acknowledged;
            taken.Add((disk.Cut(Survivor()), acknowledged));
            if (taken.Count == cuts)
            {
                done.SetResult([.. taken]);
            }
        }
    }

    /// <summary>Every second cut keeps nothing that was not synced, the others an arbitrary part of it.</summary>
    Func<bool>? Survivor()
    {
        if (taken.Count % 2 == 0)
        {
            return null;
        }

        var share = dice.NextDouble();
        return () => dice.NextDouble() < share;
    }
}
