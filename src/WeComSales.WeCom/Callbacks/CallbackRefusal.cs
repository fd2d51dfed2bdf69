namespace WeComSales.WeCom;

/// <summary>Why a callback was not taken, in the order in which it is judged. The sender sees the same answer for all of them.</summary>
public enum CallbackRefusal
{
    /// <summary>More than <see cref="CallbackEnvelope.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>A query value or the envelope does not look like a callback at all.</summary>
    Shape,

    /// <summary>The timestamp is more than ten minutes away from now.</summary>
    Stale,

    /// <summary>The signature is not ours.</summary>
    Signature,

    /// <summary>Signed, but Base64, length or padding are broken.</summary>
    Decryption,

    /// <summary>Signed and decrypted, but meant for another corp.</summary>
    ReceiveId,

    /// <summary>The plaintext is not a message.</summary>
    Parse,
}
