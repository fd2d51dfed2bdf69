using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WeComSales.Acts;
using WeComSales.Archive;
using WeComSales.Callbacks;
using WeComSales.Counter;
using WeComSales.Data;
using WeComSales.Delivery;
using WeComSales.Domain;
using WeComSales.Erasures;
using WeComSales.Lexicon;
using WeComSales.Notes;
using WeComSales.Operations;
using WeComSales.People;
using WeComSales.Reports;
using WeComSales.Sidebar;
using WeComSales.Stalls;
using WeComSales.Telemetry;
using WeComSales.WeCom;

namespace WeComSales;

/// <summary>What the service is made of, feature by feature.</summary>
public static class Setup
{
    /// <summary>Of any request, where a route allows no more: the web server's own 30 MB are for uploads, and there is one.</summary>
    const int LargestBody = 1024 * 1024;

    public static WebApplicationBuilder AddWeComSales(this WebApplicationBuilder builder, AppSettings settings, TimeProvider time)
    {
        var services = builder.Services;
        QuietLoggers.Add(builder);
        services.AddSingleton(settings);
        services.AddSingleton<PersonalDigests>();
        services.AddSingleton(time);
        services.AddSingleton(new DrainPace(LeaseSeconds: settings.Database.LeaseSeconds, RenewSeconds: settings.Database.RenewSeconds));
        services.AddSingleton<Db>(_ => Db.Open(settings.Database.Provider, settings.Database.ConnectionString.Reveal()));
        services.AddCallbacks(settings);
        services.AddDelivery(settings);
        services.AddNotes();
        services.AddLexicon();
        services.AddPeople();
        services.AddActs();
        services.AddSidebar();
        services.AddStalls();
        services.AddReports(settings);
        services.AddCounter(settings);
        services.AddArchive(settings);
        services.AddErasures();
        services.AddOperations(time);
        services.AddTelemetry();
        return builder;
    }

    public static WebApplication UseWeComSales(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseProblems();
        app.UseResponseCompression();
        app.UseSafeHeaders();
        app.MapCallbacks(app.Services.GetRequiredService<CallbackReaders>());
        app.MapDomainFile();
        app.UseSidebarFiles();
        app.UsePeople();
        app.MapNotes();
        app.MapActs();
        app.MapStalls();
        app.MapReports();
        app.MapErasures();
        app.MapCounter();
        app.MapOperations();
        app.MapLexicon();
        app.MapSidebar();
        app.MapHealth();
        app.MapTelemetry();
        return app;
    }

    /// <summary>Before anything needs it: on SQLite the first start makes the key file.</summary>
    public static void OpenSecrets(this WebApplication app) => app.Services.GetRequiredService<SecretBox>();

    static void AddCallbacks(this IServiceCollection services, AppSettings settings)
    {
        var weCom = settings.WeCom;
        var app = new CallbackCrypto(weCom.Token.Reveal(), weCom.EncodingAesKey.Reveal(), weCom.CorpId);
        var bot = weCom.Bot is { } keys ? new CallbackCrypto(keys.Token.Reveal(), keys.EncodingAesKey.Reveal(), receiveId: "") : null;
        services.AddSingleton(new CallbackReaders(
            new CallbackReader(app, weCom.AgentId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            bot is null ? null : new CallbackReader(bot, "bot"), bot));
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<UnstoredLog>();
        services.AddSingleton<Intake>();
        services.AddSingleton<BotIntake>();
        services.AddSingleton<BotDoor>();
        services.AddSingleton<CallbackRouter>();
        services.AddSingleton<InboxWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<InboxWorker>());
    }

    static void AddOperations(this IServiceCollection services, TimeProvider time)
    {
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        // A refusal is the same to the last byte whatever was asked for; other problems keep their trace.
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            Problems.InChinese(context.ProblemDetails);
            if (context.ProblemDetails.Status == StatusCodes.Status404NotFound)
            {
                context.ProblemDetails.Extensions.Remove("traceId");
            }
        });
        services.AddSingleton<ImportKinds>();
        services.AddSingleton<ExportKinds>();
        services.AddSingleton<JobOverview>();
        services.AddSingleton<DeadFlow>();
        services.AddSingleton<Doctor>();
        services.AddSingleton<TestCards>();
        services.AddSingleton<TestCardFlow>();
        services.AddJob<DeadWatchJob>("dead-watch", "0 */5 * * * ?", "有放弃的回调、消息或任务时通知管理员，每天一次");
        services.AddJob<RetentionJob>("retention", "0 43 3 * * ?", "清理到期的数据：已处理的回调、已发送的消息、聊天消息、会员查询记录");
        if (time is DemoClock clock)
        {
            services.AddSingleton(clock);
            services.AddHostedService<DemoClockWorker>();
        }
    }

    static void AddActs(this IServiceCollection services)
    {
        services.AddSingleton<SupportCards>();
        services.AddSingleton<ActFlow>();
        services.AddSingleton<SupportFlow>();
    }

    static void AddSidebar(this IServiceCollection services)
    {
        services.AddSingleton<CustomerFlow>();
        services.AddSingleton<SidebarFiles>();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.AddOpenApi();
    }

    static void AddLexicon(this IServiceCollection services)
    {
        services.AddSingleton(_ => new LiveReader(new(ShippedLexicon.With([])), ExtractionMeters.Watched));
        services.AddSingleton<LexiconFlow>();
        services.AddHostedService<LexiconWorker>();
    }

    static void AddNotes(this IServiceCollection services)
    {
        services.AddSingleton<NoteCards>();
        services.AddSingleton<NoteFlow>();
        services.AddSingleton<NotePlacing>();
        services.AddSingleton<NoteTapFlow>();
        services.AddSingleton<Attachments>();
        services.AddSingleton<TypedNoteFlow>();
        services.AddSingleton<MessageNoteFlow>();
    }
}
