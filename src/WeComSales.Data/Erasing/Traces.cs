using Dapper;
using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>A row about somebody, as it is stored.</summary>
/// <param name="Values">By column; bytes in base64.</param>
public sealed record FoundRow(string Table, IReadOnlyDictionary<string, object?> Values);

/// <summary>How many rows of a table.</summary>
public sealed record FoundCount(string Table, long Rows)
{
    FoundCount() : this("", 0)
    {
    }
}

/// <summary>Everything that is stored about somebody: counted, read out, erased, by one list of places.</summary>
public sealed class Traces(Tx tx)
{
    public async Task<IReadOnlyList<FoundCount>> Counts(Subject subject, string id)
    {
        var counts = new List<FoundCount>();
        foreach (var place in PersonalPlaces.Of(subject))
        {
            counts.Add(new(place.Table, await tx.One<long>($"select count(*) from {place.Table} where {place.Where}", new { id })));
        }

        return counts;
    }

    /// <summary>Row by row, so that a long history fits in any memory.</summary>
    public async IAsyncEnumerable<FoundRow> Rows(Subject subject, string id)
    {
        var shapes = TableShape.All().ToDictionary(shape => shape.Name, StringComparer.Ordinal);
        foreach (var place in PersonalPlaces.Of(subject))
        {
            var shape = shapes[place.Table];
            var text = tx.Dialect.Heard($"select {shape.ColumnNames} from {place.Table} where {place.Where}");
            await foreach (var row in tx.Connection.QueryUnbufferedAsync(text, new { id }, tx.Transaction))
            {
                var values = (IDictionary<string, object?>)row;
                yield return new(place.Table, shape.Columns.Where(column => column.Name != place.Others).ToDictionary(column => column.Name, column => Shown(column.Word, values[column.Name]), StringComparer.Ordinal));
            }
        }
    }

    /// <summary>All of it, in this one transaction.</summary>
    public async Task<IReadOnlyList<FoundCount>> Erase(Subject subject, string id)
    {
        var gone = new List<FoundCount>();
        foreach (var place in PersonalPlaces.Of(subject))
        {
            gone.Add(new(place.Table, await tx.Run($"delete from {place.Table} where {place.Where}", new { id })));
        }

        return gone;
    }

    /// <summary>The oldest rows of the two long tables first, a chunk at a time, so that callbacks hardly wait for the rest.</summary>
    /// <returns>How many are gone; zero when nothing is left.</returns>
    public async Task<int> EraseSome(string externalUserid, int count)
    {
        var messages = await tx.ChatMessages.Erase(externalUserid, DateTimeOffset.UnixEpoch.AddYears(1000), count);
        return messages > 0 ? messages : await tx.Run(
            $"delete from timeline where id in (select id from timeline where external_userid = @externalUserid order by at desc, id desc {tx.Dialect.Limit})",
            new { externalUserid, count });
    }

    /// <summary>By what copies are known to be about them; asked before anything is erased.</summary>
    public async Task<Mentions> Mentions(Subject subject, string id)
    {
        var marks = await tx.All<string>(Marks(subject), new { id });
        var mobiles = subject == Subject.Customer
            ? (await tx.All<string>("select remark_mobiles from follows where external_userid = @id", new { id })).SelectMany(Json.Read<string[]>)
            : [];
        var names = await tx.All<string>(Names(subject), new { id });
        // Nothing carries a lead's code away from the lead, and it may be a number that stands everywhere.
        return new([.. subject == Subject.Lead ? (string[])[] : [id], .. marks, .. mobiles], names);
    }

    static string Marks(Subject subject) => subject switch
    {
        Subject.Customer =>
            """
            select phone from customers where external_userid = @id and phone is not null
            union select id from notes where external_userid = @id
            union select draft_id from notes where external_userid = @id
            union select id from visits where external_userid = @id
            union select id from stalls where external_userid = @id
            union select id from stall_alerts where external_userid = @id
            union select digest_id from stall_alerts where external_userid = @id and digest_id is not null
            union select id from opportunities where external_userid = @id
            union select code from opportunities where external_userid = @id
            union select id from support_requests where external_userid = @id
            """,
        Subject.Member =>
            """
            select phone from members where member_code = @id and phone is not null
            union select id from service_records where member_code = @id
            union select id from recommendations where member_code = @id
            """,
        _ => "select phone from leads where code = @id and phone is not null",
    };

    static string Names(Subject subject) => subject switch
    {
        Subject.Customer =>
            """
            select name from customers where external_userid = @id
            union select remark from follows where external_userid = @id and remark is not null
            union select nickname from notes where external_userid = @id
            """,
        Subject.Member => "select name from members where member_code = @id",
        _ => "select name from leads where code = @id",
    };

    static object? Shown(string word, object? value) => value switch
    {
        null or DBNull => null,
        byte[] bytes => Convert.ToBase64String(bytes),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        _ when word == "flag" => Convert.ToBoolean(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };
}
