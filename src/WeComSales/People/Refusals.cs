namespace WeComSales.People;

/// <summary>How a request is refused: always in the same words, so that nobody learns what exists.</summary>
public static class Refusals
{
    public const string NotYours = "没有权限或不存在，请联系主管";
    public const string SignInAgain = "登录已过期，请重新打开页面";
    public const string SignInFailed = "登录没有完成。请关闭页面，从企业微信里重新打开";
    public const string WeComLater = "暂时连不上企业微信，请稍后再试";
    public const string NoSuchRole = "没有这个角色；管理员只能由导入或配置指定";
    public const string TooLong = "内容太长，请精简";
    public const string SignInLater = "暂时连不上企业微信，登录没有完成，请稍后再试";

    /// <summary>Not there, not yours: one answer for both, counted and told (<see cref="RefusalWatch"/>).</summary>
    public static IResult NotFound() => new Watched(Results.Problem(title: NotYours, statusCode: StatusCodes.Status404NotFound));

    /// <summary>The same for a browser on its way to a file.</summary>
    public static IResult NotFoundPage() => new Watched(Page(NotYours, StatusCodes.Status404NotFound));

    /// <summary>What was sent cannot be taken as it is; the sentence says what to mend.</summary>
    public static IResult Wrong(string sentence) => Results.Problem(title: sentence, statusCode: StatusCodes.Status400BadRequest);

    public static IResult SignedOut() => Results.Problem(title: SignInAgain, statusCode: StatusCodes.Status401Unauthorized);

    /// <summary>For a browser that is on its way somewhere, where a problem document would be shown as text.</summary>
    public static IResult Page(string sentence, int statusCode) => Results.Content(
        $"""
        <!doctype html>
        <html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>登录</title>
        <p>{sentence}</p></html>
        """,
        "text/html; charset=utf-8",
        statusCode: statusCode);

    sealed class Watched(IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.RequestServices.GetRequiredService<RefusalWatch>().NotTheirs(httpContext);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
