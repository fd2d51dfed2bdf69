using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WeComSales.Faults.Tests;

/// <summary>
/// SQLite's own file system with a witness: every write, truncation, sync and deletion below the folder of a
/// <see cref="Disk"/> is told to it after it was really done. Other files are not touched.
/// </summary>
static unsafe partial class WatchedVfs
{
    const int Ok = 0;
    static readonly ConcurrentDictionary<nint, (Platter Platter, nint Real)> open = new();
    static readonly ConcurrentDictionary<nint, nint> watchedMethods = new();
    static readonly NativeVfs* real;

    static WatchedVfs()
    {
        SQLitePCL.Batteries_V2.Init();
        real = Find(null);
        var watched = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
        *watched = *real;
        watched->Next = null;
        watched->Name = (byte*)Marshal.StringToCoTaskMemUTF8("watched");
        watched->Open = &Open;
        watched->Delete = &Delete;
        Register(watched, isDefault: 1).ShouldBe(Ok);
    }

    /// <summary>From now on every connection of this process is opened through the witness.</summary>
    public static void Use() => RuntimeHelpers.RunClassConstructor(typeof(WatchedVfs).TypeHandle);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(NativeVfs* vfs, byte* name, NativeFile* file, int flags, int* flagsOut)
    {
        var result = real->Open(real, name, file, flags, flagsOut);
        if (result == Ok && Platter(name) is { } platter)
        {
            platter.Opened();
            open[(nint)file] = (platter, (nint)file->Methods);
            file->Methods = (NativeMethods*)watchedMethods.GetOrAdd((nint)file->Methods, Watched);
        }

        return result;
    }

    /// <summary>The real methods but four; the real file structure stays as it is, so that the rest need not be wrapped.</summary>
    static nint Watched(nint methods)
    {
        var watched = (NativeMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods));
        *watched = *(NativeMethods*)methods;
        watched->Close = &Close;
        watched->Write = &Write;
        watched->Truncate = &Truncate;
        watched->Sync = &Sync;
        return (nint)watched;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(NativeFile* file)
    {
        open.TryRemove((nint)file, out var opened);
        file->Methods = (NativeMethods*)opened.Real;
        return file->Methods->Close(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(NativeFile* file, void* bytes, int count, long offset)
    {
        var (platter, methods) = open[(nint)file];
        var result = ((NativeMethods*)methods)->Write(file, bytes, count, offset);
        if (result == Ok)
        {
            platter.Written(offset, new ReadOnlySpan<byte>(bytes, count));
            platter.Disk.Tell(platter);
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(NativeFile* file, long length)
    {
        var (platter, methods) = open[(nint)file];
        var result = ((NativeMethods*)methods)->Truncate(file, length);
        if (result == Ok)
        {
            platter.Truncated(length);
            platter.Disk.Tell(platter);
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(NativeFile* file, int flags)
    {
        var (platter, methods) = open[(nint)file];
        var result = ((NativeMethods*)methods)->Sync(file, flags);
        if (result == Ok)
        {
            platter.Disk.Synced(platter);
            platter.Disk.Tell(platter);
        }

        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Delete(NativeVfs* vfs, byte* name, int syncFolder)
    {
        var result = real->Delete(real, name, syncFolder);
        if (result == Ok)
        {
            Platter(name)?.Deleted(forSure: syncFolder != 0);
        }

        return result;
    }

    static Platter? Platter(byte* name) =>
        Marshal.PtrToStringUTF8((nint)name) is { } path ? Disk.Holding(path)?.Platter(path) : null;

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial NativeVfs* Find(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Register(NativeVfs* vfs, int isDefault);
}
