using System.Runtime.InteropServices;

namespace WeComSales.Faults.Tests;

/// <summary>The layout of SQLite's <c>sqlite3_file</c> (sqlite.org/c3ref/file.html); what follows it belongs to the real file system.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeFile
{
    public NativeMethods* Methods;
}

/// <summary>The layout of <c>sqlite3_io_methods</c>, version 3. Only what this project puts its hand on is typed.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeMethods
{
    public int Version;
    public delegate* unmanaged[Cdecl]<NativeFile*, int> Close;
    public nint Read;
    public delegate* unmanaged[Cdecl]<NativeFile*, void*, int, long, int> Write;
    public delegate* unmanaged[Cdecl]<NativeFile*, long, int> Truncate;
    public delegate* unmanaged[Cdecl]<NativeFile*, int, int> Sync;
    public nint FileSize, Lock, Unlock, CheckReservedLock, FileControl, SectorSize, DeviceCharacteristics;
    public nint ShmMap, ShmLock, ShmBarrier, ShmUnmap, Fetch, Unfetch;
}

/// <summary>The layout of <c>sqlite3_vfs</c>, version 3.</summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct NativeVfs
{
    public int Version, FileSize, LongestPath;
    public NativeVfs* Next;
    public byte* Name;
    public void* Data;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, NativeFile*, int, int*, int> Open;
    public delegate* unmanaged[Cdecl]<NativeVfs*, byte*, int, int> Delete;
    public nint Access, FullPathname, DlOpen, DlError, DlSym, DlClose, Randomness, Sleep, CurrentTime, GetLastError;
    public nint CurrentTimeInt64, SetSystemCall, GetSystemCall, NextSystemCall;
}
