using System.CommandLine;
using WeComSales.Archive;
using WeComSales.Erasures;
using WeComSales.Lexicon;
using WeComSales.Stalls;

namespace WeComSales.Operations;

/// <summary>The command line: a list of what the executable can do (contract: exit 0 done, 1 failed, 2 wrong use or configuration).</summary>
public static class Cli
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUse = 2;

    /// <summary>What is left for letting go of files and the database.</summary>
    static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(Dictionary<string, string?> given, string[] words)
    {
        var parsed = Root(new GivenSettings(given, words)).Parse(words);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Speaking.Error.WriteLineAsync(error.Message);
            }

            return WrongUse;
        }

        var speaking = new InvocationConfiguration
        {
            Output = Speaking.Output,
            Error = Speaking.Error,
            // Two seconds if nothing is said: a service that has work in hand would be cut off in the middle.
            ProcessTerminationTimeout = Serve.LongestStop + Afterwards,
        };
        if (CommandWork.IsInside)
        {
            // The signals are the service's.
            speaking.ProcessTerminationTimeout = null;
        }

        return await parsed.InvokeAsync(speaking);
    }

    /// <summary>Every command with its words.</summary>
    public static RootCommand Root(GivenSettings settings)
    {
        var root = new RootCommand("WeComSales：把企业微信里的销售变成行动流")
        {
            Serve.Command(settings),
            Migrate.Command(settings),
            ConfigCheck.Command(settings, ArchiveCheck.Run),
            CsvCommands.Import(settings),
            CsvCommands.Export(settings),
            CsvCommands.ExportNote(settings),
            JobCommands.Command(settings),
            DeadCommands.Command(settings),
            MoveCommand.Command(settings),
            ErasureCommand.Create(act => CommandWork.With(settings, DatabaseUse.Write, act), path => Path.GetFullPath(path, Speaking.Folder)),
            SignalsCommand.Create(settings.Zone),
            StallCommand.Create(act => CommandWork.With(settings, DatabaseUse.Read, act)),
            LexiconCommands.Create((writes, act) => CommandWork.With(settings, writes ? DatabaseUse.Write : DatabaseUse.Read, act), path => Path.Combine(Speaking.Folder, path)),
        };
        root.SetAction((_, stop) => Serve.Run(settings, stop));
        return root;
    }
}
