using System.Data;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace WeComSales.Data;

/// <summary>How values travel, so that all databases keep the same: times in UTC with milliseconds, texts that are valid Unicode, amounts without idle zeros.</summary>
static class Parameters
{
    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    const int LongestSizedText = 4000;

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Milliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    /// <summary>Zero characters and halves of surrogate pairs cannot be stored everywhere; they become U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }

    public static void Register()
    {
        foreach (var (type, handler) in new (Type, SqlMapper.ITypeHandler)[]
        {
            (typeof(DateTimeOffset), new Handler<DateTimeOffset>(Time)),
            (typeof(string), new Handler<string>(value => Convert.ToString(value, CultureInfo.InvariantCulture)!)),
            (typeof(decimal), new Handler<decimal>(value => Shortest(Convert.ToDecimal(value, CultureInfo.InvariantCulture)))),
        })
        {
            SqlMapper.RemoveTypeMap(type);
            SqlMapper.AddTypeHandler(type, handler);
        }

        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(decimal?));
        SqlMapper.AddTypeHandler(typeof(DateTimeOffset?), new Handler<DateTimeOffset>(Time));
        SqlMapper.AddTypeHandler(typeof(decimal?), new Handler<decimal>(value => Shortest(Convert.ToDecimal(value, CultureInfo.InvariantCulture))));
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public static void Set(IDbDataParameter parameter, object? value)
    {
        switch (value)
        {
            case DateTimeOffset time:
                SetTime(parameter, time);
                break;
            case string text:
                SetText(parameter, Clean(text));
                break;
            case decimal amount:
                parameter.DbType = parameter is SqliteParameter ? DbType.String : DbType.Decimal;
                parameter.Value = parameter is SqliteParameter ? Shortest(amount).ToString(CultureInfo.InvariantCulture) : Shortest(amount);
                break;
            default:
                parameter.Value = value ?? DBNull.Value;
                break;
        }
    }

    /// <summary>Also a null says of which type it is: a server plans by it.</summary>
    public static void Set(IDbDataParameter parameter, Type type, object? value)
    {
        if (value is not null)
        {
            Set(parameter, value);
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        Set(parameter, type == typeof(string) ? "" : type == typeof(DateTimeOffset) || type == typeof(decimal) ? Activator.CreateInstance(type) : null);
        parameter.Value = DBNull.Value;
    }

    static void SetTime(IDbDataParameter parameter, DateTimeOffset time)
    {
        switch (parameter)
        {
            case NpgsqlParameter postgres:
                postgres.NpgsqlDbType = NpgsqlDbType.TimestampTz;
                postgres.Value = Milliseconds(time);
                break;
            case SqlParameter sqlServer:
                sqlServer.SqlDbType = SqlDbType.DateTimeOffset;
                sqlServer.Scale = 3;
                sqlServer.Value = Milliseconds(time);
                break;
            default:
                parameter.DbType = DbType.String;
                parameter.Value = Text(time);
                break;
        }
    }

    static void SetText(IDbDataParameter parameter, string text)
    {
        parameter.DbType = DbType.String;
        parameter.Value = text;
        if (parameter is SqlParameter)
        {
            // One size for all short texts: one plan for all of them.
            parameter.Size = text.Length <= LongestSizedText ? LongestSizedText : -1;
        }
    }

    /// <summary>350000.50 and 350000.5000 are one amount; a server gives it the scale of its column.</summary>
    public static decimal Shortest(decimal amount) => amount / 1.0000000000000000000000000000m;

    static DateTimeOffset Time(object value) => value switch
    {
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        DateTime utc => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
        _ => ((DateTimeOffset)value).ToUniversalTime(),
    };

    sealed class Handler<T>(Func<object, T> parse) : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            if (value is not DBNull)
            {
                Set(parameter, value);
                return;
            }

            Set(parameter, typeof(T) == typeof(string) ? "" : default(T));
            parameter.Value = DBNull.Value;
        }

        public object? Parse(Type destinationType, object value) => value is null or DBNull ? null : parse(value);
    }
}

/// <summary>The values of an <c>in</c>: <c>where id in @ids</c> with <c>new { ids = tx.Many(ids) }</c>.</summary>
sealed class Many(Dialect dialect, IReadOnlyList<object> items, Array typed) : SqlMapper.ICustomQueryParameter
{
    public IReadOnlyList<object> Items => items;

    /// <summary>The same values as an array of their own type.</summary>
    public Array Typed => typed;

    public void AddParameter(IDbCommand command, string name) => dialect.AddMany((System.Data.Common.DbCommand)command, name, this);
}
