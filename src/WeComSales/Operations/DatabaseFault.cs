using System.Data.Common;
using WeComSales.Data;

namespace WeComSales.Operations;

/// <summary>A database that cannot be used as it is set: a fault of the settings, whatever command meets it.</summary>
public static class DatabaseFault
{
    public static bool Is(Exception failure) => failure is DbException or IOException or UnauthorizedAccessException or DatabaseTooOldException;

    public static SettingsFault Of(AppSettings settings, Exception unusable) => unusable is DatabaseTooOldException old
        ? new("Database:Provider", $"{old.Found} 太旧", $"{old.Needed} 或更新的版本")
        : new("Database:ConnectionString", $"{settings.Database.Provider} 打不开：{unusable.Message}", "一个能读写、没有被其他进程占用的数据库");
}
