using WeComSales.Data;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>Everything that comes in and goes out as a CSV file, by its word on the command line.</summary>
public sealed class ImportKinds(Db db, OrganisationFlow organisation, ContactFlow contacts, AppSettings settings)
{
    public const string Names = "directory、customers、opportunities、leads、members、products、purchases、calls、lexicon";

    /// <returns>Null for a word that names no kind.</returns>
    public ImportKind? ByName(string name, DateTimeOffset now)
    {
        var context = Context(now);
        return name switch
        {
            "directory" => new ImportDirectory(db, organisation),
            "customers" => new ImportCustomers(db, contacts, context),
            "opportunities" => new ImportOpportunities(db, contacts, context),
            "leads" => new ImportLeads(db, context),
            "members" => new ImportMembers(db),
            "products" => new ImportProducts(db),
            "purchases" => new ImportPurchases(db, context),
            "calls" => new ImportCalls(db, contacts, context),
            "lexicon" => new ImportLexicon(db),
            _ => null,
        };
    }

    public CellContext Context(DateTimeOffset now) => new(settings.TimeZone, now);
}
