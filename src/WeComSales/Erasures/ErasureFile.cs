using System.Text.Encodings.Web;
using System.Text.Json;
using WeComSales.Data;

namespace WeComSales.Erasures;

/// <summary>Everything about somebody in one file, for themselves: JSON, one list for each table, files in base64.</summary>
public static class ErasureFile
{
    static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes row by row, only for the file's owner to read.</summary>
    /// <returns>The number of rows.</returns>
    public static async Task<int> Write(Db db, Subject subject, string id, string path, DateTimeOffset now)
    {
        await using var file = PrivateFile.Make(path, FileMode.Create);
        await using var json = new Utf8JsonWriter(file, Readable);
        json.WriteStartObject();
        json.WriteString(Word(subject), id);
        json.WriteString("at", now);
        var rows = await db.Read(tx => Rows(json, tx, subject, id));
        json.WriteEndObject();
        return rows;
    }

    static string Word(Subject subject) => subject switch
    {
        Subject.Customer => "external_userid",
        Subject.Member => "member_code",
        _ => "lead_code",
    };

    static async Task<int> Rows(Utf8JsonWriter json, Tx tx, Subject subject, string id)
    {
        var (rows, table) = (0, "");
        await foreach (var row in tx.Traces.Rows(subject, id))
        {
            if (row.Table != table)
            {
                if (table.Length > 0)
                {
                    json.WriteEndArray();
                }

                table = row.Table;
                json.WriteStartArray(table);
            }

            JsonSerializer.Serialize(json, row.Values);
            rows++;
            await json.FlushAsync();
        }

        if (table.Length > 0)
        {
            json.WriteEndArray();
        }

        return rows;
    }
}
