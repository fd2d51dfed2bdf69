using System.Runtime.InteropServices;
using System.Text;

namespace WeComSales.ArchiveReader;

/// <summary>A function of the library answered with another number than 0 (D91774).</summary>
sealed class FinanceSdkException(int code) : Exception($"The library answered {code}.")
{
    public int Code => code;
}

/// <summary>
/// The functions of WeCom's Finance SDK (会话内容存档, D91774), from the library that the company downloaded. Nothing
/// here guards against the library's own faults: that is why it runs in this process and nowhere else.
/// </summary>
sealed unsafe class FinanceSdk : IDisposable
{
    readonly nint library;
    readonly nint sdk;
    readonly delegate* unmanaged[Cdecl]<nint, ulong, uint, byte*, byte*, int, nint, int> getChatData;
    readonly delegate* unmanaged[Cdecl]<byte*, byte*, nint, int> decryptData;
    readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, byte*, int, nint, int> getMediaData;
    readonly delegate* unmanaged[Cdecl]<nint, void> destroySdk;
    readonly delegate* unmanaged[Cdecl]<nint> newSlice;
    readonly delegate* unmanaged[Cdecl]<nint, void> freeSlice;
    readonly delegate* unmanaged[Cdecl]<nint, byte*> getContentFromSlice;
    readonly delegate* unmanaged[Cdecl]<nint, int> getSliceLen;
    readonly delegate* unmanaged[Cdecl]<nint> newMediaData;
    readonly delegate* unmanaged[Cdecl]<nint, void> freeMediaData;
    readonly delegate* unmanaged[Cdecl]<nint, byte*> getOutIndexBuf;
    readonly delegate* unmanaged[Cdecl]<nint, byte*> getData;
    readonly delegate* unmanaged[Cdecl]<nint, int> getDataLen;
    readonly delegate* unmanaged[Cdecl]<nint, int> isMediaDataFinish;

    FinanceSdk(nint library)
    {
        this.library = library;
        var newSdk = (delegate* unmanaged[Cdecl]<nint>)Export("NewSdk");
        getChatData = (delegate* unmanaged[Cdecl]<nint, ulong, uint, byte*, byte*, int, nint, int>)Export("GetChatData");
        decryptData = (delegate* unmanaged[Cdecl]<byte*, byte*, nint, int>)Export("DecryptData");
        getMediaData = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, byte*, int, nint, int>)Export("GetMediaData");
        destroySdk = (delegate* unmanaged[Cdecl]<nint, void>)Export("DestroySdk");
        newSlice = (delegate* unmanaged[Cdecl]<nint>)Export("NewSlice");
        freeSlice = (delegate* unmanaged[Cdecl]<nint, void>)Export("FreeSlice");
        getContentFromSlice = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("GetContentFromSlice");
        getSliceLen = (delegate* unmanaged[Cdecl]<nint, int>)Export("GetSliceLen");
        newMediaData = (delegate* unmanaged[Cdecl]<nint>)Export("NewMediaData");
        freeMediaData = (delegate* unmanaged[Cdecl]<nint, void>)Export("FreeMediaData");
        getOutIndexBuf = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("GetOutIndexBuf");
        getData = (delegate* unmanaged[Cdecl]<nint, byte*>)Export("GetData");
        getDataLen = (delegate* unmanaged[Cdecl]<nint, int>)Export("GetDataLen");
        isMediaDataFinish = (delegate* unmanaged[Cdecl]<nint, int>)Export("IsMediaDataFinish");
        sdk = newSdk();
    }

    /// <exception cref="ReadingEnds">The library is not there, is for another machine, or lacks a function.</exception>
    /// <exception cref="FinanceSdkException">The library refuses the company id or the secret.</exception>
    public static FinanceSdk Open(string path, string corpId, string secret)
    {
        FinanceSdk opened;
        try
        {
            opened = new(NativeLibrary.Load(path));
        }
        catch (Exception unusable) when (unusable is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new ReadingEnds(Ending.Library);
        }

        opened.Init(corpId, secret);
        return opened;
    }

    void Init(string corpId, string secret)
    {
        var init = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Export("Init");
        fixed (byte* corp = Text(corpId))
        fixed (byte* word = Text(secret))
        {
            Checked(init(sdk, corp, word));
        }
    }

    /// <summary>The next messages behind a seq, as WeCom's JSON: <c>{errcode, errmsg, chatdata[]}</c>.</summary>
    /// <exception cref="FinanceSdkException">The call failed.</exception>
    public byte[] GetChatData(ulong seq, uint limit, string proxy, string password, int timeoutSeconds)
    {
        fixed (byte* by = Text(proxy))
        fixed (byte* with = Text(password))
        {
            var slice = newSlice();
            try
            {
                Checked(getChatData(sdk, seq, limit, by, with, timeoutSeconds, slice));
                return Content(slice);
            }
            finally
            {
                freeSlice(slice);
            }
        }
    }

    /// <summary>The message's JSON.</summary>
    /// <param name="randomKey">The decrypted <c>encrypt_random_key</c>.</param>
    /// <exception cref="FinanceSdkException">The key does not open the message.</exception>
    public byte[] DecryptData(byte[] randomKey, string message)
    {
        fixed (byte* key = (byte[])[.. randomKey, 0])
        fixed (byte* sealedText = Text(message))
        {
            var slice = newSlice();
            try
            {
                Checked(decryptData(key, sealedText, slice));
                return Content(slice);
            }
            finally
            {
                freeSlice(slice);
            }
        }
    }

    /// <summary>One piece of a file, at most 512 KB.</summary>
    /// <param name="index">Empty for the first piece, afterwards what the last one answered.</param>
    /// <exception cref="FinanceSdkException">The file is not there any more, or the call failed.</exception>
    public (byte[] Bytes, string Index, bool IsLast) GetMediaData(string index, string fileId, string proxy, string password, int timeoutSeconds)
    {
        fixed (byte* from = Text(index))
        fixed (byte* file = Text(fileId))
        fixed (byte* by = Text(proxy))
        fixed (byte* with = Text(password))
        {
            var media = newMediaData();
            try
            {
                Checked(getMediaData(sdk, from, file, by, with, timeoutSeconds, media));
                var bytes = new ReadOnlySpan<byte>(getData(media), getDataLen(media)).ToArray();
                return (bytes, Marshal.PtrToStringUTF8((nint)getOutIndexBuf(media)) ?? "", isMediaDataFinish(media) == 1);
            }
            finally
            {
                freeMediaData(media);
            }
        }
    }

    public void Dispose()
    {
        destroySdk(sdk);
        NativeLibrary.Free(library);
    }

    nint Export(string name) => NativeLibrary.GetExport(library, name);

    byte[] Content(nint slice) => new ReadOnlySpan<byte>(getContentFromSlice(slice), getSliceLen(slice)).ToArray();

    static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    static void Checked(int code)
    {
        if (code != 0)
        {
            throw new FinanceSdkException(code);
        }
    }
}
