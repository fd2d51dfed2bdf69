using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.Data.Tests;

/// <summary>Calls every method of every table, on an empty database and on one with a row in each, and collects what they say.</summary>
static class StatementTour
{
    static readonly string[] Fillers = ["Add", "AddDone", "Put", "Open", "Remember", "Touch", "Beat", "Attach", "SetMemberships", "Close", "Unreachable", "Replace"];

    public static async Task<IReadOnlyCollection<string>> All()
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        foreach (var migration in Migration.All(new SqliteDialect()))
        {
            await new Tx(connection, transaction, new SqliteDialect()).Run(migration.Sql);
        }

        var dialect = new WordedDialect();
        var tx = new Tx(connection, transaction, dialect);
        await Visit(tx, transaction, keep: _ => false);
        await Visit(tx, transaction, keep: method => Fillers.Contains(method.Name));
        await Visit(tx, transaction, keep: _ => false);
        await Visit(tx, transaction, keep: _ => false, yes: false);
        return dialect.Statements;
    }

    static async Task Visit(Tx tx, SqliteTransaction transaction, Predicate<MethodInfo> keep, bool yes = true)
    {
        foreach (var table in typeof(Tx).GetProperties().Where(property => property.PropertyType.GetConstructor([typeof(Tx)]) is not null))
        {
            foreach (var method in table.PropertyType.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                transaction.Save("method");
                try
                {
                    await Call(table.GetValue(tx)!, method, yes);
                    if (keep(method))
                    {
                        transaction.Release("method");
                        continue;
                    }
                }
                catch (Exception)
                {
                    // A sample that the table does not take; its statement was heard all the same.
                }

                transaction.Rollback("method");
                transaction.Release("method");
            }
        }
    }

    static async Task Call(object table, MethodInfo method, bool yes)
    {
        var result = method.Invoke(table, [.. method.GetParameters().Select(parameter => parameter.ParameterType == typeof(bool) ? yes : Sample(parameter.ParameterType, parameter.Name!))]);
        if (result is Task task)
        {
            await task;
        }
        else
        {
            await Walk((dynamic)result!);
        }
    }

    static async Task Walk<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var _ in rows)
        {
        }
    }

    static object? Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => name.ToLowerInvariant() switch { "source" => "app", "chat" => "x~x", "call" => MessageSend, "api" => MessageSend, "device" => "iphone", _ => "x" },
            _ when type == typeof(DateTimeOffset) => TempDatabase.Noon,
            _ when type == typeof(byte[]) => new byte[16],
            _ when type == typeof(int) => 5,
            _ when type == typeof(long) => 1L,
            _ when type == typeof(bool) => true,
            _ when type == typeof(decimal) => 1.5m,
            _ when type == typeof(DateOnly) => new DateOnly(2026, 12, 31),
            _ when type == typeof(Opportunity) && name == "after" => (Opportunity)Made(type) with { Stage = "y", Title = "y", LastLogAt = TempDatabase.Noon.AddDays(1) },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type.IsGenericType && type.GetInterfaces().Append(type).Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) =>
                new Dictionary<string, string> { ["x"] = "x" },
            _ when type.IsGenericType && type.GetGenericArguments() is [var element] => List(element, name),
            _ => Made(type),
        };
    }

    const string MessageSend = "message.send";

    static Array List(Type element, string name)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Sample(element, name), 0);
        return list;
    }

    static object Made(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).FirstOrDefault();
        var made = constructor is { } known && known.GetParameters().Length > 0
            ? known.Invoke([.. known.GetParameters().Select(parameter => Sample(parameter.ParameterType, parameter.Name!))])
            : RuntimeHelpers.GetUninitializedObject(type);
        if (constructor is null || constructor.GetParameters().Length == 0)
        {
            foreach (var property in type.GetProperties().Where(property => property.CanWrite))
            {
                property.SetValue(made, Sample(property.PropertyType, property.Name));
            }
        }

        return made;
    }
}
