using Microsoft.AspNetCore.Authentication;

namespace WeComSales.People;

/// <summary>The hallway's own part of the service: who is speaking.</summary>
public static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<Looks>();
        services.AddAuthentication(SessionHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        // A route without a word about who may use it is closed, not open.
        services.AddAuthorizationBuilder().SetFallbackPolicy(Access.Nobody);
        return services;
    }

    /// <summary>Behind static files and before every route.</summary>
    public static WebApplication UsePeople(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapMe();
        return app;
    }
}
