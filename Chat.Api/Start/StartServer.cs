using Chat.Core.Models;
using Chat.Core.Tokens.Own;
using Chat.Data;
using Microsoft.Extensions.Options;

namespace Chat.Api.Start;

public static class StartServer
{
    extension(WebApplication app)
    {
        /// <summary>Database, keys, then the doors: nobody is let in before both are there.</summary>
        public async Task StartChatAsync(CancellationToken cancellationToken)
        {
            // Before anything is started that would have to be stopped again.
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.Services.GetRequiredService<ChatDatabase>().StartAsync(cancellationToken);
            await app.Services.GetRequiredService<SigningKeyRing>().StartAsync(cancellationToken);
            await app.Services.GetRequiredService<FetchMissing>().HandleAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            app.Services.GetRequiredService<StartPhase>().IsOver = true;
            await Console.Out.WriteLineAsync(StartBlock.Of(app));
        }
    }
}
