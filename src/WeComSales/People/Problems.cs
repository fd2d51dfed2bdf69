using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace WeComSales.People;

/// <summary>Every error of the API is a problem document with a title that a user can read (RFC 9457), also where the framework refused before any of our code ran.</summary>
public static class Problems
{
    public const string Unreadable = "发来的内容不对，请刷新页面后再试";
    public const string NotThisWay = "这个地址不能这样用，请刷新页面后再试";
    public const string TooLarge = "内容太大，请减少一些再试";
    public const string WrongKind = "内容的格式不支持，请刷新页面后再试";
    public const string TooSlow = "网络太慢，内容没有收全，请再试一次";
    public const string Broken = "服务出错了，请稍后再试；还是不行，请联系管理员";

    /// <summary>What has no words yet gets those of its status.</summary>
    public static void UseProblems(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), api => api.UseStatusCodePages());

    /// <summary>The framework's own titles are English; ours are left as they are.</summary>
    public static void InChinese(ProblemDetails problem)
    {
        if (problem.Title is null || Ascii.IsValid(problem.Title))
        {
            problem.Title = Of(problem.Status ?? StatusCodes.Status500InternalServerError);
        }
    }

    static string Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Refusals.SignInAgain,
        StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound => Refusals.NotYours,
        StatusCodes.Status405MethodNotAllowed => NotThisWay,
        StatusCodes.Status408RequestTimeout => TooSlow,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => WrongKind,
        StatusCodes.Status429TooManyRequests => AskingLimit.TooMany,
        >= StatusCodes.Status500InternalServerError => Broken,
        _ => Unreadable,
    };
}
