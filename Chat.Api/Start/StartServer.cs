using Chat.Core.Tokens.Own;
using Chat.Data;

namespace Chat.Api.Start;

public static class StartServer
{
    extension(WebApplication app)
    {
        /// <summary>Database, keys, then the doors: nobody is let in before both are there.</summary>
        public async Task StartChatAsync(CancellationToken cancellationToken)
        {
            await app.Services.GetRequiredService<ChatDatabase>().StartAsync(cancellationToken);
            await app.Services.GetRequiredService<SigningKeyRing>().StartAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            await Console.Out.WriteLineAsync(StartBlock.Of(app));
        }
    }
}
