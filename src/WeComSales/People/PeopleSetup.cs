using Microsoft.AspNetCore.Authentication;

namespace WeComSales.People;

/// <summary>The hallway's own part of the service: who is speaking, and about whom.</summary>
public static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Looks>();
        services.AddSingleton<Administrators>();
        services.AddSingleton<JsSignatures>();
        services.AddSingleton<ContactReading>();
        services.AddSingleton<DirectoryReading>();
        services.AddSingleton<Outsiders>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton<OrganisationFlow>();
        services.AddSingleton<DirectoryFlow>();
        services.AddSingleton<DirectorySync>();
        services.AddSingleton<ContactFlow>();
        services.AddSingleton<TagFlow>();
        services.AddSingleton<CustomerSync>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<SessionFlow>();
        services.AddSingleton<RefusalWatch>();
        services.AddJob<DirectorySyncJob>("directory-sync", "0 13 2 * * ?", "从企业微信读取整个通讯录");
        services.AddJob<CustomerSyncJob>("customer-sync", "0 17 3 * * ?", "与企业微信核对每位成员的客户");
        services.AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAskingLimit();
        // A route without a word about who may use it is closed, not open.
        services.AddAuthorizationBuilder().SetFallbackPolicy(Access.Nobody);
        return services;
    }

    /// <summary>Behind static files and before every route.</summary>
    public static WebApplication UsePeople(this WebApplication app)
    {
        app.UseAddressLimit();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapMe();
        app.MapSessions();
        app.MapSignIn();
        app.MapJs();
        app.MapRoles();
        return app;
    }
}
