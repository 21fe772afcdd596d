using Chat.Api.Accounts;
using Chat.Api.Assistant;
using Chat.Api.Authentication;
using Chat.Api.Conversations;
using Chat.Api.Faces;
using Chat.Api.Files;
using Chat.Api.Operations;
using Chat.Api.Problems;
using Chat.Api.Security;
using Chat.Api.Web;
using Chat.Assistant;
using Chat.Core;
using Chat.Core.Files;
using Chat.Core.Models;
using Chat.Core.Tokens;
using Chat.Data;
using Chat.Hubs;
using Chat.Vision;

namespace Chat.Api.Start;

/// <summary>The server as a table of contents.</summary>
public static class ChatServer
{
    /// <summary>Runs until it is told to stop. An operator's mistake is one sentence and an exit code, not a stack trace.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            await app.StartChatAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception failure) when (StartFailure.Explain(failure) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"Chat cannot start. {sentence}");
            return 1;
        }
    }

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
        builder.AddChatLogging();
        builder.SilenceFailedStart(AddPhase(builder));
        builder.AddChatLimits();
        builder.AddChatSockets();

        builder.Services.AddChatCore();
        builder.Services.AddChatTokens();
        builder.Services.AddChatFiles();
        builder.Services.AddChatModels();
        builder.Services.AddChatData();
        builder.Services.AddChatHubs();
        builder.Services.AddChatVision();
        builder.Services.AddChatAssistant();

        builder.Services.AddChatProblems();
        builder.Services.AddTokenAuthentication();
        builder.Services.AddChatOrigins();
        builder.Services.AddChatOpenApi();
        builder.Services.AddOperations();
        builder.Services.AddHostedService<FileSweep>();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseWebSocketOrigins("/hubs");
        app.UseWebApp();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseHonestTokens("/hubs");
        app.UseAuthorization();

        app.MapSessions();
        app.MapMe();
        app.MapAdministration();
        app.MapFaces();
        app.MapFiles();
        app.MapConversations();
        app.MapAssistant();
        app.MapKnowledge();
        app.MapInfo();
        app.MapChatOpenApi();
        app.MapOperations();
        app.MapChatHub("/hubs/chat", http => http.User.FindCaller());
        return app;
    }

    private static StartPhase AddPhase(WebApplicationBuilder builder)
    {
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        return phase;
    }
}
