using System.Collections.Frozen;
using System.Net;

namespace WeComSales.WeCom;

/// <summary>What to do about an answer of WeCom (reliability rule 18).</summary>
public enum ErrorClass
{
    /// <summary>Taken; look at invaliduser and unlicenseduser all the same.</summary>
    Done,

    /// <summary>The token is not valid any more: renew it and try once more.</summary>
    Token,

    /// <summary>A setting or a right is wrong: stop the lane and alarm, repeating makes it worse.</summary>
    Configuration,

    /// <summary>Too many calls: stop this API until the window has passed.</summary>
    Frequency,

    /// <summary>A passing trouble: a few quick tries, then exponentially.</summary>
    Transient,

    /// <summary>WeCom may have taken it: repeat the same bytes with the duplicate check on.</summary>
    UnknownOutcome,

    /// <summary>This person cannot be reached or is not there: dead letter, tell the administrator, read the directory again.</summary>
    Receiver,

    /// <summary>This very request will never be taken: dead letter.</summary>
    Content,

    /// <summary>The file is expired, too big or of the wrong kind: upload it anew once, or send a link.</summary>
    Media,

    /// <summary>The card can no longer be changed by this code (60140): send a new one.</summary>
    CardExpired,
}

/// <summary>The one table from WeCom's codes to what is done about them.</summary>
/// <param name="Class">What to do.</param>
/// <param name="Wait">How long this API stays closed at least, when that is known.</param>
/// <param name="IsKnown">False for a code that stands in no list: transient three times, then a dead letter (reliability rule 19).</param>
public sealed record ErrorReaction(ErrorClass Class, TimeSpan? Wait = null, bool IsKnown = true)
{
    static readonly TimeSpan minute = TimeSpan.FromMinutes(1), second = TimeSpan.FromSeconds(1);

    static readonly FrozenDictionary<int, ErrorReaction> table = Rows(
        (new(ErrorClass.Done), [0]),
        (new(ErrorClass.Token), [40014, 42001]),
        (new(ErrorClass.Configuration),
        [
            40001, 40013, 40056, 40057, 40091, 40093, 41001, 41002, 41004, 42012, 43012, 48002, 48006, 48009, 50001, 50003, 60020,
            80001, 84074, 85005, 93000, 93004, 93008, 301002, 301042, 301052, 301053, 701008, 701099,
        ]),
        (new(ErrorClass.Frequency, minute), [45009]),
        (new(ErrorClass.Frequency, second), [45033, 45035]),
        (new(ErrorClass.Transient), [-1, 6000, 41096]),
        (new(ErrorClass.Receiver),
        [
            40003, 40096, 43004, 46004, 50002, 60011, 60021, 60111, 81013, 84061, 84084, 86001, 86003, 86008,
        ]),
        (new(ErrorClass.Content),
        [
            40008, 40029, 40033, 40035, 40058, 40063, 41048, 41050, 41051, 42003, 42014, 42015, 42016, 42017, 42018, 42019, 42020, 42022,
            42027, 42028, 42029, 42030, 42031, 42033, 42035, 42036, 42037, 42038, 42039, 42040, 42041, 42042, 42043, 42044, 42045, 42046,
            42047, 42049, 42050, 42051, 44001, 44004, 45002, 45029, 47001, 60233, 81017, 82001, 82002, 82003, 84014, 84015, 301048, 600018,
            846605, 846608,
        ]),
        (new(ErrorClass.Media), [40004, 40006, 40007, 45001]),
        (new(ErrorClass.CardExpired), [60140]));

    /// <summary>The reaction to an errcode (D90313); codes of other products (88xxx, 90xxx) can only come from a wrong call.</summary>
    public static ErrorReaction Of(int errcode) =>
        table.GetValueOrDefault(errcode)
        ?? (errcode is >= 88000 and < 89000 or >= 90000 and < 91000 ? new(ErrorClass.Content) : new(ErrorClass.Transient, IsKnown: false));

    /// <summary>The reaction to an HTTP status other than 200, which business errors never have.</summary>
    public static ErrorReaction Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => new(ErrorClass.Frequency, minute),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new(ErrorClass.Transient),
        _ => new(ErrorClass.Configuration),
    };

    static FrozenDictionary<int, ErrorReaction> Rows(params (ErrorReaction Reaction, int[] Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Select(code => KeyValuePair.Create(code, row.Reaction))).ToFrozenDictionary();
}
