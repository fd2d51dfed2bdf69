using System.Xml.Linq;

namespace WeComSales.Tests;

/// <summary>The house stands as docs/architecture.md draws it; each guard is also shown a house that does not.</summary>
public sealed class FloorPlanTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(FloorPlan.Root, "docs", "architecture.md"));
    static readonly XDocument Domain = Load("src/WeComSales.Domain/WeComSales.Domain.csproj");
    static readonly XDocument Everybody = Load("Directory.Build.props");
    static readonly string EditorConfig = File.ReadAllText(Path.Combine(FloorPlan.Root, ".editorconfig"));

    [Fact]
    public void Projects_reference_what_the_page_says_and_nothing_else() =>
        FloorPlan.Differences(FloorPlan.Built(), FloorPlan.Drawn(Page)).ShouldBeEmpty();

    [Fact]
    public void A_reference_that_the_page_does_not_know_is_seen()
    {
        var plan = Load("src/WeComSales.WeCom/WeComSales.WeCom.csproj");
        plan.Root!.Add(new XElement("ItemGroup", new XElement("ProjectReference", new XAttribute("Include", "../WeComSales.Data/WeComSales.Data.csproj"))));

        Changed("WeComSales.WeCom", plan).ShouldContain(line => line.StartsWith("built, but not drawn: WeComSales.WeCom | WeComSales.Data |", StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_that_the_page_does_not_know_is_seen()
    {
        var plan = Load("src/WeComSales.Domain/WeComSales.Domain.csproj");
        plan.Root!.Add(new XElement("ItemGroup", new XElement("PackageReference", new XAttribute("Include", "Quartz"))));

        Changed("WeComSales.Domain", plan).ShouldContain("built, but not drawn: WeComSales.Domain |  | Quartz");
    }

    [Fact]
    public void A_row_without_a_project_is_seen() =>
        FloorPlan.Differences(FloorPlan.Built(), FloorPlan.Drawn(Page + "\n| `WeComSales.Cellar` | | |\n"))
            .ShouldBe(["drawn, but not built: WeComSales.Cellar |  | "]);

    [Fact]
    public void Packages_stay_in_the_rooms_they_belong_to() => FloorPlan.Strays(FloorPlan.Built()).ShouldBeEmpty();

    [Theory]
    [InlineData("WeComSales", "Dapper")]
    [InlineData("WeComSales", "Npgsql")]
    [InlineData("WeComSales.Data", "Quartz")]
    [InlineData("WeComSales.Data", "System.CommandLine")]
    [InlineData("WeComSales.Domain", "Quartz")]
    [InlineData("WeComSales.Simulator", "Spectre.Console")]
    public void A_package_away_from_home_is_seen(string room, string package) =>
        FloorPlan.Strays([new Room(room, [], [package])]).ShouldBe([$"{room} holds {package}"]);

    [Fact]
    public void Decisions_cannot_reach_clock_chance_or_disk()
    {
        FloorPlan.BansAreWired(Domain, Everybody, EditorConfig).ShouldBeTrue();
        var banned = File.ReadAllText(Path.Combine(FloorPlan.Root, "src/WeComSales.Domain/BannedSymbols.txt"));
        foreach (var symbol in (string[])["P:System.DateTimeOffset.UtcNow;", "P:System.DateTime.Now;", "T:System.TimeProvider;", "M:System.Guid.NewGuid;", "T:System.Random;", "N:System.IO;", "N:System.Net;", "T:System.Threading.Tasks.Task;"])
        {
            banned.ShouldContain(symbol);
        }
    }

    [Fact]
    public void A_ban_that_is_cut_off_is_seen()
    {
        FloorPlan.BansAreWired(new XDocument(new XElement("Project")), Everybody, EditorConfig).ShouldBeFalse();
        FloorPlan.BansAreWired(Domain, new XDocument(new XElement("Project")), EditorConfig).ShouldBeFalse();
        FloorPlan.BansAreWired(Domain, Everybody, EditorConfig + "\ndotnet_diagnostic.RS0030.severity = none\n").ShouldBeFalse();
    }

    [Fact]
    public void Slices_see_nothing_of_each_other_but_the_hallway()
    {
        var files = Slices.Of("WeComSales");
        files.Count.ShouldBeGreaterThan(60);
        Slices.Looks(files).ShouldBeEmpty();
        Slices.Misplaced(files).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Notes/Planted.cs", "using WeComSales.Delivery;\nnamespace WeComSales.Notes;", "Notes/Planted.cs names Delivery")]
    [InlineData("Notes/Planted.cs", "namespace WeComSales.Notes;\nclass Planted(Delivery.OutboxWorker worker);", "Notes/Planted.cs names Delivery")]
    [InlineData("People/Planted.cs", "using WeComSales.Notes;\nnamespace WeComSales.People;", "People/Planted.cs names Notes")]
    [InlineData("Settings/Planted.cs", "using WeComSales.People;\nnamespace WeComSales;", "Settings/Planted.cs names People")]
    [InlineData("Planted.cs", "global using WeComSales.Callbacks;", "Planted.cs names Callbacks")]
    public void A_look_into_another_slice_is_seen(string path, string text, string complaint) =>
        Slices.Looks([.. Slices.Of("WeComSales"), new SourceFile(path, text)]).ShouldBe([complaint]);

    [Fact]
    public void A_look_into_the_hallway_is_allowed() =>
        Slices.Looks([.. Slices.Of("WeComSales"), new SourceFile("Notes/Planted.cs", "using WeComSales.People;\nnamespace WeComSales.Notes;")]).ShouldBeEmpty();

    [Fact]
    public void A_file_in_the_wrong_namespace_is_seen() =>
        Slices.Misplaced([new SourceFile("Notes/Planted.cs", "namespace WeComSales.Delivery;")]).ShouldBe(["Notes/Planted.cs is in WeComSales.Delivery"]);

    [Theory]
    [InlineData("WeComSales.Domain")]
    [InlineData("WeComSales.Data")]
    [InlineData("WeComSales.WeCom")]
    [InlineData("WeComSales.Simulator")]
    [InlineData("WeComSales")]
    public void No_name_says_only_what_every_file_does(string project) => Slices.EmptyWords(Slices.Of(project)).ShouldBeEmpty();

    [Theory]
    [InlineData("Notes/NoteManager.cs", "", "Notes/NoteManager.cs: NoteManager")]
    [InlineData("Notes/Notes.cs", "public sealed class NoteService;", "Notes/Notes.cs: NoteService")]
    [InlineData("Notes/Notes.cs", "    internal sealed record NoteDto(int Id);", "Notes/Notes.cs: NoteDto")]
    [InlineData("Notes/Notes.cs", "static class UtilText;", "Notes/Notes.cs: UtilText")]
    [InlineData("Notes/Notes.cs", "class NoteHelpers;", "Notes/Notes.cs: NoteHelpers")]
    [InlineData("Notes/Notes.cs", "class Common;", "Notes/Notes.cs: Common")]
    [InlineData("Notes/Notes.cs", "class NoteFlowImpl;", "Notes/Notes.cs: NoteFlowImpl")]
    public void An_empty_word_is_seen(string path, string text, string complaint) =>
        Slices.EmptyWords([new SourceFile(path, text)]).ShouldBe([complaint]);

    static IReadOnlyList<string> Changed(string name, XDocument project) => FloorPlan.Differences(
        [.. FloorPlan.Built().Where(room => room.Name != name), FloorPlan.Read(name, project)], FloorPlan.Drawn(Page));

    static XDocument Load(string path) => XDocument.Load(Path.Combine(FloorPlan.Root, path));
}
